// Appendix A of SPEC.md, made from its seeds by reading the specification and nothing of guanjia.
import assert from 'node:assert/strict';
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { compactVerify, importJWK } from 'jose';
import { readBundle, treeHead } from './record.mjs';

const appendix = readFileSync(new URL('../../SPEC.md', import.meta.url), 'utf8').split('\n## Appendix A')[1].split('\n## ')[0];
const blocks = [...appendix.matchAll(/^```text\n(.*?)\n```$/gms)].map(([, block]) => block);
const [tagged, keyTable, firstJwk, vkeys, first, others, leaves, roots, inclusion, consistency, checkpoint, policy, receipt, bundle] = blocks;

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const u64 = (number) => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(number));
  return bytes;
};
const b64url = (bytes) => Buffer.from(bytes).toString('base64url');
const b64 = (bytes) => Buffer.from(bytes).toString('base64');

// RFC 8410: a seed in PKCS #8.
function keyOf(seed) {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, seed)]);
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const { crv, kty, x } = createPublicKey(secret).export({ format: 'jwk' });
  const raw = Buffer.from(x, 'base64url');
  return { secret, raw, jwk: { crv, kty, x }, kid: b64url(sha256(raw).subarray(0, 8)) };
}

const keys = Object.fromEntries(
  keyTable.split('\n').map((line) => line.split(' ')).map(([name, seed]) => [name, keyOf(Number.parseInt(seed, 16))]),
);
const [origin, witness] = ['example.org/hall', 'witness.example/w1'];
const entry = (kind, { kid, secret }, payload) => {
  const input = [`{"alg":"Ed25519","kid":"${kid}","typ":"guanjia-${kind}+jwt"}`, payload].map(b64url).join('.');
  return `${input}.${b64url(sign(null, Buffer.from(input), secret))}`;
};
const payload = (seq) => `{"aud":"example.org/hall","seq":${seq},"text":"同意"}`;
const entries = [
  entry('genesis', keys.registrar, payload(0)),
  entry('ballot', keys['voter-1'], payload(0)),
  entry('ballot', keys['voter-2'], payload(0)),
  entry('session-close', keys.registrar, payload(1)),
];
const leaf = (jws) => sha256(Buffer.of(0), jws);
const idOf = (name, type, { raw }) => sha256(name, '\n', Buffer.of(type), raw).subarray(0, 4);
const line = (name, type, bytes) => `— ${name} ${b64(Buffer.concat([idOf(name, type, keys[name]), bytes]))}`;

test('base encodings', () => {
  const parts = ['example', 'ab', '', '管家'].map((part) => Buffer.from(part));
  assert.equal(b64url(sha256(...parts.flatMap((part) => [u64(part.length), part]))), tagged);
  const rows = keyTable.split('\n').map((row) => row.split(' '));
  for (const [name, , x, kid] of rows) assert.deepEqual([x, kid], [keys[name].jwk.x, keys[name].kid]);
  assert.equal(JSON.stringify(keys.registrar.jwk), firstJwk);
});

test('verifier keys', () => {
  const vkey = (name, type) =>
    `${name}+${idOf(name, type, keys[name]).toString('hex')}+${b64(Buffer.concat([Buffer.of(type), keys[name].raw]))}`;
  assert.equal([vkey(origin, 1), vkey(witness, 4)].join('\n'), vkeys);
  assert.equal(`log ${vkey(origin, 1)}\nwitness W ${vkey(witness, 4)}\nquorum W`, policy);
});

test('entries', async () => {
  assert.equal(entries[0], first.split('\n')[2]);
  assert.deepEqual(entries.slice(1), others.split('\n').filter((_, i) => i % 2 === 1));
  await compactVerify(entries[0], await importJWK({ ...JSON.parse(firstJwk), alg: 'Ed25519' }), { algorithms: ['Ed25519'] });
});

test('tree and proofs', () => {
  assert.equal(entries.map((jws) => b64url(leaf(jws))).join('\n'), leaves);
  assert.equal([0, 1, 2, 3, 4].map((size) => b64url(treeHead(entries.slice(0, size)))).join('\n'), roots);
  assert.equal([leaf(entries[0]), leaf(entries[2])].map(b64url).join('\n'), inclusion);
  // From 3 to 4: the third leaf, the fourth, and the pair before them.
  assert.equal([leaf(entries[2]), leaf(entries[3]), treeHead(entries.slice(0, 2))].map(b64url).join('\n'), consistency);
});

test('checkpoint, receipt and bundle', () => {
  const text = `${origin}\n4\n${b64(treeHead(entries))}\n`;
  const time = 1_778_913_000;
  const cosigned = sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), keys[witness].secret);
  const lines = [
    line(origin, 1, sign(null, Buffer.from(text), keys[origin].secret)),
    line(witness, 4, Buffer.concat([u64(time), cosigned])),
  ];
  assert.equal([text, ...lines].join('\n'), checkpoint);
  const path = [leaf(entries[0]), treeHead(entries.slice(2))].map(b64);
  const proof = ['c2sp.org/tlog-proof@v1', `extra ${b64(entries[1])}`, 'index 1', ...path, '', checkpoint];
  assert.equal(proof.join('\n'), receipt);
  assert.equal(['guanjia-bundle/v1', 'entries 4', ...entries, '', checkpoint].join('\n'), bundle);
  assert.deepEqual(readBundle(`${bundle}\n`).entries, entries);
});
