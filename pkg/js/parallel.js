// Audits over the cores, and searches beside the page: in a browser, by Web Workers.

import { asking, auditByCrew, findByWorker } from './crew.js';

export * from './index.js';

export function auditParallel(bundle, options) {
  return auditByCrew(hire, navigator.hardwareConcurrency || 2, bundle, options);
}

export function findLottery(pool, seats, options) {
  return findByWorker(hire, pool, seats, options);
}

function hire() {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  const asked = asking((message) => worker.postMessage(message), () => worker.terminate());
  worker.onmessage = ({ data }) => asked.take(data);
  worker.onerror = asked.fail;
  worker.onmessageerror = asked.fail;
  return asked;
}
