// Workers at the edge, where a module is compiled beforehand and handed in: `init(module)`.

import { connect } from './core.js';
import { load, random } from './web.js';

connect({
  load: (source, imports) => {
    if (source === undefined) throw new Error('init(module) needs the WebAssembly.Module of guanjia/guanjia.wasm');
    return load(source, imports);
  },
  random,
});

export * from './api.js';
