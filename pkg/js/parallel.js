// Bundles are opened and audited over the cores: in a browser, by Web Workers.

import { askWebWorker, staff } from './asking.js';
import { auditByCrew, openByCrew } from './crew.js';

export * from './index.js';

export function auditParallel(bundle, options) {
  return auditByCrew(workers, cores(), bundle, options);
}

export function openParallel(bundle, options) {
  return openByCrew(workers, cores(), bundle, options);
}

const cores = () => navigator.hardwareConcurrency || 2;
const workers = staff(() => askWebWorker(new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })));
