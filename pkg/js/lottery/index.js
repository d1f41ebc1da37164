// Browsers and workers at the edge: the wasm is a file beside the package's scripts, or whatever `init` is given.

import { askWebWorker } from '../asking.js';
import { load } from '../web.js';
import { connect } from './core.js';

connect({
  load: (source, imports) => load(source === undefined ? new URL('../lottery.wasm', import.meta.url) : source, imports),
  hire: () => askWebWorker(new Worker(new URL('./worker.js', import.meta.url), { type: 'module' })),
});

export * from './api.js';
