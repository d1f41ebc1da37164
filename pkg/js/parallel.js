// Bundles are opened and audited over the cores: in a browser, by Web Workers.

import { askWebWorker } from './asking.js';
import { auditByCrew, openByCrew } from './crew.js';

export * from './index.js';

export function auditParallel(bundle, options) {
  return auditByCrew(hire, cores(), bundle, options);
}

export function openParallel(bundle, options) {
  return openByCrew(hire, cores(), bundle, options);
}

const cores = () => navigator.hardwareConcurrency || 2;
const hire = () => askWebWorker(new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }));
