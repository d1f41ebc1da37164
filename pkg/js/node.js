// Node: the wasm is read from beside this file.

import { readFile } from 'node:fs/promises';

import { connect } from './instance.js';
import { load, random } from './web.js';

connect({
  load: async (source, imports) => {
    const beside = new URL('./guanjia.wasm', import.meta.url);
    const wanted = source === undefined ? beside : await source;
    return load(wanted instanceof URL && wanted.protocol === 'file:' ? await readFile(wanted) : wanted, imports);
  },
  random,
});

export * from './api.js';
