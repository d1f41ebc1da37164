// Audits over the cores of a machine, by Node's worker threads.

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import { asking, auditByCrew } from './crew.js';

export * from './node.js';

export function auditParallel(bundle, options) {
  return auditByCrew(hire, availableParallelism(), bundle, options);
}

function hire() {
  const worker = new Worker(new URL('./worker-node.js', import.meta.url));
  const asked = asking((message) => worker.postMessage(message), () => worker.terminate());
  worker.on('message', (data) => ('found' in data ? asked.answer(data.found) : asked.fail(data.failed)));
  worker.on('error', asked.fail);
  worker.on('exit', () => asked.fail('exit'));
  return asked;
}
