import { readFile } from 'node:fs/promises';

import { load as loadElse } from './web.js';

/** Makes an instance as `load` of `web.js` does, or from the URL of a file. */
export async function load(source, imports) {
  source = await source;
  return loadElse(source instanceof URL && source.protocol === 'file:' ? await readFile(source) : source, imports);
}
