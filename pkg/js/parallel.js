// Audits over the cores: in a browser, by Web Workers.

import { askWebWorker } from './asking.js';
import { auditByCrew } from './crew.js';

export * from './index.js';

export function auditParallel(bundle, options) {
  return auditByCrew(hire, navigator.hardwareConcurrency || 2, bundle, options);
}

const hire = () => askWebWorker(new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }));
