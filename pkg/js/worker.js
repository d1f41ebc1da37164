// One of the workers of `parallel.js`.

import { worker } from './crew.js';
import * as api from './index.js';
import { reasonOf } from './instance.js';

const work = worker(api);

self.onmessage = async ({ data }) => {
  try {
    self.postMessage({ found: await work(data) });
  } catch (thrown) {
    self.postMessage({ failed: reasonOf(thrown) });
  }
};
