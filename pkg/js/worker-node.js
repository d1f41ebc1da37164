// One of the workers of `parallel-node.js`.

import { parentPort } from 'node:worker_threads';

import { worker } from './crew.js';
import { reasonOf } from './instance.js';
import * as api from './node.js';

const work = worker(api);

parentPort.on('message', async (message) => {
  try {
    parentPort.postMessage({ found: await work(message) });
  } catch (thrown) {
    parentPort.postMessage({ failed: reasonOf(thrown) });
  }
});
