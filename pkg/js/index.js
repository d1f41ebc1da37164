// Browsers, with or without a bundler: the wasm is a file beside this one, or whatever `init` is given.

import { connect } from './core.js';
import { load, random } from './web.js';

connect({ load: (source, imports) => load(source === undefined ? new URL('./guanjia.wasm', import.meta.url) : source, imports), random });

export * from './api.js';
