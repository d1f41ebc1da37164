// Everything that `init` should not be given, before anything is loaded.
import * as guanjia from 'guanjia';
import { STRANGE } from './values.mjs';

const codes = {};
const sources = [...STRANGE.filter((source) => source !== undefined), '', 'none.wasm', 'file:///none.wasm', '\ud800', new URL('file:///none.wasm'), new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])];
for (const source of sources) {
  const code = await guanjia.init(source).then(() => 'loaded', (error) => (error instanceof guanjia.GuanjiaError ? error.code : String(error)));
  codes[code] = (codes[code] ?? 0) + 1;
}
await guanjia.init();
console.log(JSON.stringify({ codes, tried: sources.length, rules: guanjia.rules().length }));
