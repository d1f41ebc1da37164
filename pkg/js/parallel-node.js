// Bundles are opened and audited over the cores: in Node, by its worker threads.

import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';

import { askThread, staff } from './asking.js';
import { auditByCrew, openByCrew } from './crew.js';

export * from './node.js';

export function auditParallel(bundle, options) {
  return auditByCrew(workers, availableParallelism(), bundle, options);
}

export function openParallel(bundle, options) {
  return openByCrew(workers, availableParallelism(), bundle, options);
}

const workers = staff(() => askThread(new Worker(new URL('./worker-node.js', import.meta.url))));
