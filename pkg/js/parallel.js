// Audits over the cores of a browser, by Web Workers.

import { asking, auditByCrew } from './crew.js';

export * from './index.js';

export function auditParallel(bundle, options) {
  return auditByCrew(hire, navigator.hardwareConcurrency || 2, bundle, options);
}

function hire() {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
  const asked = asking((message) => worker.postMessage(message), () => worker.terminate());
  worker.onmessage = ({ data }) => ('found' in data ? asked.answer(data.found) : asked.fail(data.failed));
  worker.onerror = asked.fail;
  worker.onmessageerror = asked.fail;
  return asked;
}
