// The wasm inside the script, for where nothing can be fetched.

import { connect } from './core.js';
import { load, random } from './web.js';
import { wasm } from './wasm.js';

connect({ load: (source, imports) => load(source === undefined ? wasm() : source, imports), random });

export * from './api.js';
