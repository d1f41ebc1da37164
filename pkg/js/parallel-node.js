// Audits over the cores, and searches beside the main thread: in Node, by its worker threads.

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import { asking, auditByCrew, findByWorker } from './crew.js';

export * from './node.js';

export function auditParallel(bundle, options) {
  return auditByCrew(hire, availableParallelism(), bundle, options);
}

export function findLottery(pool, seats, options) {
  return findByWorker(hire, pool, seats, options);
}

function hire() {
  const worker = new Worker(new URL('./worker-node.js', import.meta.url));
  const asked = asking((message) => worker.postMessage(message), () => worker.terminate());
  worker.on('message', (data) => asked.take(data));
  worker.on('error', asked.fail);
  worker.on('exit', () => asked.fail('exit'));
  return asked;
}
