import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LONG, node, project, said } from './stage.mjs';
import { holds, script } from './story.mjs';

// The wasm as the host of a worker hands it in, where nothing may be compiled while it runs.
const EDGE = `
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
const module = new WebAssembly.Module(readFileSync(createRequire(import.meta.url).resolve('guanjia/guanjia.wasm')));
const { instantiate } = WebAssembly;
WebAssembly.compile = WebAssembly.compileStreaming = WebAssembly.instantiateStreaming = globalThis.fetch = () => { throw new Error('not at the edge'); };
WebAssembly.instantiate = (source, imports) => source instanceof WebAssembly.Module ? instantiate(source, imports) : Promise.reject(new Error('not at the edge'));
const edge = await import('guanjia/edge');
await assert.rejects(edge.init(), { code: 'package.load' });
const guanjia = { ...edge, init: () => edge.init(module) };
`;

// No request, and no file: the wasm is in the script.
const INLINE = `
import * as guanjia from 'guanjia/inline';
globalThis.fetch = () => { throw new Error('nothing is fetched'); };
`;

const folder = project({
  'esm.mjs': script("import * as guanjia from 'guanjia';"),
  'common.cjs': script("const guanjia = require('guanjia');"),
  'inline.mjs': script(INLINE),
  'edge.mjs': script(`import assert from 'node:assert';${EDGE}`),
  'once.mjs': `
    import * as guanjia from 'guanjia';
    import { createRequire } from 'node:module';
    const common = createRequire(import.meta.url)('guanjia');
    const before = [];
    for (const name of ['rules', 'codes']) try { guanjia[name](); } catch (error) { before.push(error.code); }
    const starts = [guanjia.init(), guanjia.init()];
    await Promise.all([...starts, guanjia.init()]);
    const hall = new guanjia.Hall();
    await guanjia.init();
    console.log(JSON.stringify({ before, same: starts[0] === starts[1], size: hall.size, rules: guanjia.rules().length,
      names: [Object.keys(guanjia).sort(), Object.keys(common).filter((name) => name !== 'default').sort()] }));
  `,
});

for (const [name, file] of Object.entries({ 'an ES module': 'esm.mjs', 'a CommonJS module': 'common.cjs', './inline': 'inline.mjs', './edge, with the module handed in': 'edge.mjs' })) {
  test(`Node, ${name}: a vote is cast, its receipt checked and the record audited`, { timeout: LONG }, async (t) => {
    const told = said(await node(folder, file));
    t.diagnostic(`init() takes ${told.cold.toFixed(0)} ms in Node ${process.version}, ${name}`);
    holds(assert, told);
  });
}

test('Node, as a module from the command line', { timeout: LONG }, async () => {
  holds(assert, said(await node(folder, '--input-type=module', '--eval', script("import * as guanjia from 'guanjia';"))));
});

test('loading twice is safe, and use before it says so', { timeout: LONG }, async () => {
  const { before, same, size, rules, names } = said(await node(folder, 'once.mjs'));
  assert.deepEqual(before, ['package.not-ready', 'package.not-ready']);
  assert.equal(same, true);
  assert.equal(size, 0);
  assert.ok(rules > 20);
  assert.deepEqual(names[0], names[1]);
});
