// The sandbox itself: it has nothing that a mini-program lacks, and refuses what a phone refuses.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { scratch } from '../stage.mjs';
import { PROFILES, createMiniProgram } from './sandbox.mjs';
import { objectionOf } from './wasm.mjs';
import { parse, render, textOf } from './wxml.mjs';

const HEAD = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const MODULES = {
  empty: [...HEAD],
  // (table 1 funcref) (global i32 7) (export "seven" global) (export "one" table)
  exports: [...HEAD, 4, 4, 1, 0x70, 0, 1, 6, 6, 1, 0x7f, 0, 0x41, 7, 0x0b, 7, 15, 2, 5, 115, 101, 118, 101, 110, 3, 0, 3, 111, 110, 101, 1, 0],
  'second table': [...HEAD, 4, 7, 2, 0x70, 0, 1, 0x70, 0, 1],
  // an imported table "" "" beside one of its own
  'imported table': [...HEAD, 2, 7, 1, 0, 0, 1, 0x70, 0, 1, 4, 4, 1, 0x70, 0, 1],
  'externref parameter': [...HEAD, 1, 5, 1, 0x60, 1, 0x6f, 0],
  'externref result': [...HEAD, 1, 5, 1, 0x60, 0, 1, 0x6f],
  'passive data': [...HEAD, 5, 3, 1, 0, 1, 12, 1, 1, 11, 4, 1, 1, 1, 120],
};

const folder = scratch();
for (const [name, bytes] of Object.entries(MODULES)) writeFileSync(join(folder, `${name}.wasm`), Buffer.from(bytes));
writeFileSync(join(folder, 'empty.wasm.br'), brotliCompressSync(Buffer.from(MODULES.empty)));

const load = (program, path) => program.evaluate(`(path) => WXWebAssembly.instantiate(path, {})`)(path);

test('what an iPhone refuses is found in the bytes', () => {
  assert.equal(objectionOf(Buffer.from(MODULES.empty)), undefined);
  assert.equal(objectionOf(Buffer.from(MODULES.exports)), undefined);
  assert.match(objectionOf(Buffer.from(MODULES['second table'])), /more than one table/);
  assert.match(objectionOf(Buffer.from(MODULES['imported table'])), /more than one table/);
  assert.match(objectionOf(Buffer.from(MODULES['externref parameter'])), /parameters/);
  assert.match(objectionOf(Buffer.from(MODULES['externref result'])), /results/);
  assert.match(objectionOf(Buffer.from(MODULES['passive data'])), /memory\.init/);
});

for (const [profile, traits] of Object.entries(PROFILES)) {
  describe(`on ${profile}`, () => {
    const program = createMiniProgram(folder, { profile });

    test('there is nothing of a browser or of Node', () => {
      const names = ['WebAssembly', 'TextDecoder', 'TextEncoder', 'fetch', 'URL', 'document', 'window', 'process', 'Buffer', 'require', 'performance', 'AbortController', 'structuredClone', 'queueMicrotask', 'atob', 'SharedArrayBuffer'];
      const found = names.filter((name) => program.evaluate(`typeof ${name}`) !== 'undefined');
      assert.deepEqual(found, []);
    });

    test('what this phone lacks is gone', () => {
      for (const name of traits.without) {
        const [owner, member] = [name.slice(0, name.lastIndexOf('.')), name.slice(name.lastIndexOf('.') + 1)];
        if (name.includes('.')) assert.equal(program.evaluate(`Object.prototype.hasOwnProperty.call(${owner}, '${member}')`), false, name);
        else assert.equal(program.evaluate(`typeof ${name}`), 'undefined', name);
      }
    });

    test('globalThis.crypto must not be touched, and no text is run as code', () => {
      assert.throws(() => program.evaluate('crypto'), /was touched/);
      assert.throws(() => program.evaluate(`new Function('return 1')`), /Code generation from strings/);
    });

    test('WXWebAssembly takes a path inside the package', async () => {
      await load(program, '/empty.wasm');
      await load(program, 'empty.wasm.br');
      await assert.rejects(load(program, new ArrayBuffer(8)), /must be a path/);
      await assert.rejects(load(program, 'https://example.org/empty.wasm'), /not an address/);
      await assert.rejects(load(program, '../empty.wasm'), /outside the package/);
      await assert.rejects(load(program, 'empty.js'), /\.wasm/);
      await assert.rejects(load(program, 'absent.wasm'), /ENOENT/);
    });

    test(`the answer is ${traits.wrapped ? '{instance}' : 'the instance'}${traits.likeIos ? ', without globals' : ''}`, async () => {
      const answer = await load(program, 'exports.wasm');
      assert.equal('instance' in answer, traits.wrapped);
      const { exports } = answer.instance ?? answer;
      assert.deepEqual(Object.keys(exports).sort(), traits.likeIos ? ['one'] : ['one', 'seven']);
    });

    for (const name of ['second table', 'externref parameter', 'externref result', 'passive data']) {
      test(`${name}: ${traits.likeIos ? 'refused' : 'taken'}`, async () => {
        const loading = load(program, `${name}.wasm`);
        if (traits.likeIos) await assert.rejects(loading, /CompileError/);
        else await loading;
      });
    }

    test('data that JSON would lose can not cross to the view', () => {
      writeFileSync(join(folder, 'app.json'), '{"pages":["p"]}');
      writeFileSync(join(folder, 'app.js'), 'App({});');
      writeFileSync(join(folder, 'p.js'), 'Page({ data: { list: [1] } });');
      const page = createMiniProgram(folder, { profile }).open('p');
      page.setData({ 'list[0]': 2, deep: { a: [null, 'b', true] } });
      assert.equal(JSON.stringify(page.data), '{"list":[2],"deep":{"a":[null,"b",true]}}');
      for (const value of [undefined, () => 1, new Uint8Array(1), Number.NaN, new Map()]) {
        assert.throws(() => page.setData({ deep: { value } }), /cannot cross/);
      }
    });
  });
}

test('templates are shown as WXML says', () => {
  const shown = (source, data) => textOf(render(parse(source), data)).replace(/\s+/g, ' ').trim();
  const branches = '<view wx:if="{{n === 1}}">one</view><view wx:elif="{{n === 2}}">two</view><view wx:else>many</view>';
  assert.deepEqual([1, 2, 3].map((n) => shown(branches, { n })), ['one', 'two', 'many']);
  assert.equal(shown('<block wx:for="{{list}}" wx:key="id"><text>{{index}}{{item.id}}</text></block>', { list: [{ id: 'a' }, { id: 'b' }] }), '0a 1b');
  assert.throws(() => parse('<view><text></view>'), /closes nothing/);
  assert.throws(() => shown('<view wx:for="{{list}}">x</view>', { list: [] }), /wx:key/);
});
