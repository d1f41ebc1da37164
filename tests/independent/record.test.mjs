// The sample record is what guanjia says it is, by other people's tools.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { badSignatures, hostKey, keysIn, openCheckpoint, readBundle, treeHead } from './record.mjs';

const program = resolve(process.env.GUANJIA ?? '../../target/release/guanjia');
const guanjia = (...args) => execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28 });

let folder, file, bundle;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'guanjia-'));
  file = join(folder, 'luoqisi.bundle');
  guanjia('demo', '--out', file);
  bundle = readBundle(readFileSync(file, 'utf8'));
});
after(() => rmSync(folder, { recursive: true }));

test('the checkpoint is signed by the host that the charter names, over this very tree', () => {
  const checkpoint = openCheckpoint(bundle.checkpoint, hostKey(bundle.entries));
  assert.ok(checkpoint.valid);
  assert.equal(checkpoint.size, bundle.entries.length);
  assert.equal(checkpoint.root, treeHead(bundle.entries).toString('base64'));
});

test('`guanjia keys` prints the keys that the entries put on the record', () => {
  assert.deepEqual(JSON.parse(guanjia('keys', file)), keysIn(bundle.entries));
});

test('jose verifies every entry', { timeout: 600_000 }, async () => {
  assert.ok(bundle.entries.length > 4_000);
  assert.deepEqual(await badSignatures(bundle.entries, JSON.parse(guanjia('keys', file))), []);
});

test('jose and guanjia refuse the same forged entry', async () => {
  const at = 5;
  const [header, payload] = bundle.entries[at].split('.');
  const signature = bundle.entries[at + 1].split('.')[2];
  const lines = readFileSync(file, 'utf8').split('\n');
  lines[at + 2] = [header, payload, signature].join('.');
  const other = join(folder, 'forged.bundle');
  writeFileSync(other, lines.join('\n'));
  const bad = await badSignatures([lines[at + 2]], keysIn(bundle.entries));
  assert.equal(bad.length, 1);
  let report;
  try {
    guanjia('audit', '--json', other);
  } catch (error) {
    assert.equal(error.status, 1);
    report = JSON.parse(error.stdout);
  }
  assert.ok(report.findings.some((finding) => finding.code === 'tree.root'));
  assert.ok(report.findings.some((finding) => finding.code === 'signature.invalid' && finding.entry === at));
});
