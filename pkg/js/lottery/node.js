// Node: the wasm is read from beside the package's scripts.

import { Worker } from 'node:worker_threads';

import { askThread } from '../asking.js';
import { load } from '../files.js';
import { connect } from './core.js';

connect({
  load: (source, imports) => load(source === undefined ? new URL('../lottery.wasm', import.meta.url) : source, imports),
  hire: () => askThread(new Worker(new URL('./worker-node.js', import.meta.url))),
});

export * from './api.js';
