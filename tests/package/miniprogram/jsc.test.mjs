// The packed package in JavaScriptCore with its JIT off, as WeChat runs it on an iPhone: the only engine here that is the real one.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { install, root, scratch, wechat } from './stage.mjs';

const shell = process.env.JSC ?? 'jsc';
const absent = spawnSync(shell, ['-e', '0']).error ? `no ${shell} here: apt install libjavascriptcoregtk-4.0-bin` : false;
const program = process.env.GUANJIA ?? join(root, 'target/release/guanjia');
const untold = absent || (existsSync(program) ? false : 'the program is not built: make build');

const folder = scratch(after);
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
  const { stdout, stderr } = spawnSync(shell, [driver, '--', packed, record], { encoding: 'utf8', env: { ...process.env, JSC_useJIT: '0' }, maxBuffer: 1 << 26 });
  const result = JSON.parse(stdout.trim().split('\n').at(-1) || '{}');
  assert.equal(result.error, undefined, `${result.error}\n${result.stack}\n${stderr}`);
  return result;
}

test('a vote is cast, counted and receipted, and the small record audited', { skip: absent }, () => {
  const { index, leaf, shown, report, took } = run(join(root, 'tests/vectors/open_vote.bundle'));
  assert.equal(index, 13);
  assert.equal(shown, leaf);
  assert.deepEqual(report.findings, []);
  console.log(`# JavaScriptCore without JIT, milliseconds: ${JSON.stringify(took)}`);
});

test('the sample deliberation is audited, to the same report as by the program', { skip: untold, timeout: 600_000 }, () => {
  const record = join(folder, 'luoqisi.bundle');
  execFileSync(program, ['demo', '--out', record]);
  const expected = JSON.parse(execFileSync(program, ['audit', '--json', record], { encoding: 'utf8' }));
  const { report, slices, took } = run(record);
  assert.equal(report.root, expected.root);
  assert.equal(report.size, expected.size);
  assert.deepEqual(report.checks, expected.checks);
  assert.deepEqual(report.findings, []);
  assert.ok(slices > 10, `${slices} slices`);
  console.log(`# ${report.size} entries audited by JavaScriptCore without JIT in ${took.audit} ms, ${slices} slices`);
});
