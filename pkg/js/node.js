// Node: the wasm is read from beside this file.

import { connect } from './core.js';
import { load } from './files.js';
import { random } from './web.js';

connect({ load: (source, imports) => load(source === undefined ? new URL('./guanjia.wasm', import.meta.url) : source, imports), random });

export * from './api.js';
