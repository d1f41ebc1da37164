import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LONG, node, project, record, said } from './stage.mjs';

// The shipped wasm has no way to panic on demand, so what the package calls into it is made to trap: a panic and a bare trap
// come out of there just so.
const STOPPED = `
import { readFileSync } from 'node:fs';
import * as guanjia from 'guanjia';
import { instance } from './node_modules/guanjia/dist/core.js';
import { call } from './node_modules/guanjia/dist/instance.js';

const record = readFileSync('open_vote.bundle', 'utf8');
const codeOf = (work) => { try { work(); return null; } catch (error) { return [error instanceof guanjia.GuanjiaError, error.code, error.fields.reason]; } };

await guanjia.init();
const told = [];
for (const trap of [() => { throw new WebAssembly.RuntimeError('unreachable'); }, () => { throw 'panicked at src/lib.rs'; }]) {
  const report = await guanjia.audit(record);
  const hall = new guanjia.Hall(record);
  const auditor = new guanjia.Auditor(record);
  const running = guanjia.audit(record, { slice: 0 }).then(() => null, (error) => error.code);
  const ended = instance();
  const first = codeOf(() => call(ended, trap));
  const dead = [() => guanjia.rules(), () => hall.size, () => auditor.advance(1), () => new guanjia.Hall()].map(codeOf);
  const ending = await running;
  const key = await guanjia.generateKey().catch((error) => error.code);
  await guanjia.init();
  const old = [() => hall.size, () => auditor.done].map(codeOf);
  hall.dispose();
  auditor.dispose();
  const fresh = new guanjia.Hall(record);
  told.push({ first, dead, ending, key, old, another: instance() !== ended, size: fresh.size, disposed: codeOf(() => hall.size),
    same: JSON.stringify(report) === JSON.stringify(await guanjia.audit(record)) });
  fresh.dispose();
}
console.log(JSON.stringify(told));
`;

const MEMORY = `
const memories = [];
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...given) => {
  const made = await instantiate(...given);
  memories.push(made.instance.exports.memory);
  return made;
};
const guanjia = await import('guanjia');
const { instance } = await import('./node_modules/guanjia/dist/core.js');
const { call } = await import('./node_modules/guanjia/dist/instance.js');
await guanjia.init();
try { call(instance(), () => { throw new WebAssembly.RuntimeError('unreachable'); }); } catch {}
// Loading may fail as well, and again.
const failed = [];
for (const source of [() => new Uint8Array(3), () => new URL('file:///none.wasm'), () => Promise.reject(new Error('no'))]) await guanjia.init(source()).catch((error) => failed.push(error.code));
await guanjia.init();
console.log(JSON.stringify({ failed, instances: memories.length, apart: memories[0] !== memories[1], rules: guanjia.rules().length }));
`;

// The two wasms stop and start each by itself.
const APART = `
import * as guanjia from 'guanjia';
import * as finder from 'guanjia/lottery';
import { instance } from './node_modules/guanjia/dist/lottery/core.js';
import { call } from './node_modules/guanjia/dist/instance.js';

await Promise.all([guanjia.init(), finder.init()]);
const codeOf = (work) => { try { work(); return null; } catch (error) { return error.code; } };
const pool = () => finder.poolFromTables('feature,value,min,max\\na,b,1,2', 'id,a\\np,b\\nq,b');
const asked = pool();
const first = codeOf(() => call(instance(), () => { throw new WebAssembly.RuntimeError('unreachable'); }));
const search = await finder.findLottery(asked, 1).catch((error) => error.code);
const told = { first, dead: codeOf(pool), search, other: guanjia.rules().length > 20 };
await finder.init();
console.log(JSON.stringify({ ...told, fresh: pool(), found: (await finder.findLottery(asked, 1, { panels: 2 })).counts, asked }));
`;

const folder = project({ 'apart.mjs': APART, 'stopped.mjs': STOPPED, 'memory.mjs': MEMORY, 'open_vote.bundle': record });

test('a panic ends the instance with a clear error, and init() starts afresh', { timeout: LONG }, async () => {
  const told = said(await node(folder, 'stopped.mjs'));
  for (const [at, reason] of ['unreachable', 'panicked at src/lib.rs'].entries()) {
    const stopped = [true, 'package.stopped', reason];
    const { first, dead, ending, key, old, another, size, disposed, same } = told[at];
    assert.deepEqual(first, stopped);
    assert.deepEqual(dead, [stopped, stopped, stopped, stopped]);
    assert.deepEqual([ending, key], ['package.stopped', 'package.stopped']);
    assert.deepEqual(old, [stopped, stopped], 'objects of the ended instance go on throwing');
    assert.equal(disposed[1], 'package.disposed');
    assert.deepEqual([another, size, same], [true, 13, true]);
  }
});

test('a fresh instance has a memory of its own, and a load that fails may be tried again', { timeout: LONG }, async () => {
  const { failed, instances, apart, rules } = said(await node(folder, 'memory.mjs'));
  assert.deepEqual(failed, ['package.load', 'package.load', 'package.load']);
  assert.deepEqual([instances, apart], [2, true]);
  assert.ok(rules > 20);
});

test('a panic in the search for lotteries ends that wasm alone', { timeout: LONG }, async () => {
  const { first, dead, search, other, fresh, found, asked } = said(await node(folder, 'apart.mjs'));
  assert.deepEqual([first, dead, search, other], ['package.stopped', 'package.stopped', 'package.stopped', true]);
  assert.deepEqual(fresh, asked);
  assert.deepEqual(found, [1, 1]);
});
