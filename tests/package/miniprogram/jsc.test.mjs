// The packed package in JavaScriptCore with its JIT off, as WeChat runs it on an iPhone: the only engine here that is the real one.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { LONG, native, root, scratch } from '../stage.mjs';
import { install, wechat } from './stage.mjs';

const shell = process.env.JSC ?? 'jsc';
const absent = spawnSync(shell, ['-e', '0']).error ? `no ${shell} here: apt install libjavascriptcoregtk-4.0-bin` : false;
if (absent && process.env.GUANJIA_BROWSERS === 'required') throw new Error(absent);

const folder = scratch();
const packed = join(folder, 'packed');
if (absent) console.log(`# skipped: ${absent}`);
else {
  mkdirSync(packed);
  install(packed);
  wechat('pack', packed);
  const wasm = join(packed, 'miniprogram_npm/guanjia/guanjia.wasm.br');
  writeFileSync(`${wasm}.plain`, brotliDecompressSync(readFileSync(wasm)));
}

const vectors = join(root, 'tests/vectors');
const digests = JSON.parse(readFileSync(join(vectors, 'lottery_digests.json'), 'utf8'));
const lottery = join(folder, 'lottery.json');
if (!absent) native('draw', 'find', '--quotas', join(vectors, 'lottery_quotas.csv'), '--people', join(vectors, 'lottery_people.csv'), '--seats', '12', '--panels', '100', '--out', lottery);

function run(...args) {
  const { stdout, stderr } = spawnSync(shell, args, { encoding: 'utf8', env: { ...process.env, JSC_useJIT: '0' }, maxBuffer: 1 << 26 });
  const result = JSON.parse(stdout.trim().split('\n').at(-1) || '{}');
  assert.equal(result.error, undefined, `${result.error}\n${result.stack}\n${stderr}`);
  return result;
}

const driver = (name) => fileURLToPath(new URL(`jsc/${name}`, import.meta.url));
const resident = (record) => run(driver('driver.js'), '--', packed, record, lottery);

test('a vote is cast, counted and receipted, the small record audited, a lottery checked and drawn from', { skip: absent }, (t) => {
  const { proved, digest, index, leaf, shown, report, took } = resident(join(vectors, 'open_vote.bundle'));
  assert.equal(index, 13);
  assert.deepEqual(proved, JSON.parse(native('draw', 'check', lottery, '--json')));
  assert.equal(digest, digests.leximin);
  assert.equal(shown, leaf);
  assert.deepEqual(report.findings, []);
  t.diagnostic(`JavaScriptCore without JIT, milliseconds: ${JSON.stringify(took)}`);
});

test('the sample deliberation is audited, to the same report as by the program', { skip: absent, timeout: LONG }, (t) => {
  const record = join(folder, 'luoqisi.bundle');
  native('demo', '--out', record);
  const expected = JSON.parse(native('audit', '--json', record));
  const { report, slices, longest, took } = resident(record);
  assert.equal(report.root, expected.root);
  assert.equal(report.size, expected.size);
  assert.deepEqual(report.checks, expected.checks);
  assert.deepEqual(report.findings, []);
  assert.ok(slices > 10, `${slices} slices`);
  t.diagnostic(`${report.size} entries audited by JavaScriptCore without JIT in ${took.audit} ms, ${slices} slices, ${longest} ms at most between two signs of progress`);
});

test('the lotteries of the vectors are found byte for byte as natively and in Node, by what a browser loads', { skip: absent, timeout: LONG }, (t) => {
  for (const [objective, digest] of Object.entries(digests)) {
    const found = join(folder, `${objective}.json`);
    const { lottery: text, took } = run(driver('lottery.mjs'), '--', join(root, 'pkg'), vectors, objective);
    writeFileSync(found, text);
    assert.equal(JSON.parse(native('draw', 'panel', found, '--value', '3.9.11.14.21.27.32./', '--json')).digest, digest, objective);
    t.diagnostic(`${objective} by JavaScriptCore without JIT: ${took} ms`);
  }
});
