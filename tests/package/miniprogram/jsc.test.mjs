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

function run(record) {
  const driver = fileURLToPath(new URL('jsc/driver.js', import.meta.url));
  const { stdout, stderr } = spawnSync(shell, [driver, '--', packed, record, join(root, 'tests/vectors')], { encoding: 'utf8', env: { ...process.env, JSC_useJIT: '0' }, maxBuffer: 1 << 26 });
  const result = JSON.parse(stdout.trim().split('\n').at(-1) || '{}');
  assert.equal(result.error, undefined, `${result.error}\n${result.stack}\n${stderr}`);
  return result;
}

test('a vote is cast, counted and receipted, and the small record audited', { skip: absent }, (t) => {
  const { digests, index, leaf, shown, report, took } = run(join(root, 'tests/vectors/open_vote.bundle'));
  assert.equal(index, 13);
  // The lotteries of the tables, byte for byte as natively and in Node.
  assert.deepEqual(digests, JSON.parse(readFileSync(join(root, 'tests/vectors/lottery_digests.json'), 'utf8')));
  assert.equal(shown, leaf);
  assert.deepEqual(report.findings, []);
  t.diagnostic(`JavaScriptCore without JIT, milliseconds: ${JSON.stringify(took)}`);
});

test('the sample deliberation is audited, to the same report as by the program', { skip: absent, timeout: LONG }, (t) => {
  const record = join(folder, 'luoqisi.bundle');
  native('demo', '--out', record);
  const expected = JSON.parse(native('audit', '--json', record));
  const { report, slices, took } = run(record);
  assert.equal(report.root, expected.root);
  assert.equal(report.size, expected.size);
  assert.deepEqual(report.checks, expected.checks);
  assert.deepEqual(report.findings, []);
  assert.ok(slices > 10, `${slices} slices`);
  t.diagnostic(`${report.size} entries audited by JavaScriptCore without JIT in ${took.audit} ms, ${slices} slices`);
});
