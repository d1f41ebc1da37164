// One of the workers of `parallel-node.js`.

import { parentPort } from 'node:worker_threads';

import { refusal, worker } from './crew.js';
import * as api from './node.js';

const work = worker(api, (message) => parentPort.postMessage(message));

parentPort.on('message', async (message) => {
  try {
    parentPort.postMessage({ found: await work(message) });
  } catch (thrown) {
    parentPort.postMessage({ failed: refusal(thrown) });
  }
});
