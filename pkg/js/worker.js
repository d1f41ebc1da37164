// One of the workers of `parallel.js`.

import { refusal, worker } from './crew.js';
import * as api from './index.js';

const work = worker(api, (message) => self.postMessage(message));

self.onmessage = async ({ data }) => {
  try {
    self.postMessage({ found: await work(data) });
  } catch (thrown) {
    self.postMessage({ failed: refusal(thrown) });
  }
};
