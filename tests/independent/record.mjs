// Reads and checks a record without guanjia: the bundle by its layout (SPEC.md section 3), the tree by the
// recursive definition of RFC 6962 section 2.1, the checkpoint by Node's Ed25519, every entry by `jose`.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { compactVerify, importJWK } from 'jose';

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

export function readBundle(text) {
  const lines = text.split('\n');
  const count = Number(/^entries (\d+)$/.exec(lines[1])?.[1]);
  if (lines[0] !== 'guanjia-bundle/v1' || lines[count + 2] !== '') throw new Error('not a bundle');
  return { entries: lines.slice(2, count + 2), checkpoint: lines.slice(count + 3).join('\n') };
}

// MTH(D[n]) = SHA-256(0x01 || MTH(D[0:k]) || MTH(D[k:n])), k the largest power of two below n.
export function treeHead(entries) {
  const head = (from, to) => {
    if (to - from === 0) return sha256('');
    if (to - from === 1) return sha256(Buffer.of(0), entries[from]);
    let k = 1;
    while (k * 2 < to - from) k *= 2;
    return sha256(Buffer.of(1), head(from, from + k), head(from + k, to));
  };
  return head(0, entries.length);
}

const decode = (part) => JSON.parse(Buffer.from(part, 'base64url'));
const kidOf = (jwk) => sha256(Buffer.from(jwk.x, 'base64url')).subarray(0, 8).toString('base64url');

// Every key that any entry puts on the record, found without guanjia.
export function keysIn(entries) {
  const keys = {};
  const visit = (value) => {
    if (value === null || typeof value !== 'object') return;
    if (value.kty === 'OKP') keys[kidOf(value)] = value;
    Object.values(value).forEach(visit);
  };
  entries.forEach((jws) => visit(decode(jws.split('.')[1])));
  return keys;
}

// The entries whose signature does not verify, as [index, reason].
export async function badSignatures(entries, keys) {
  const bad = [];
  for (const [index, jws] of entries.entries()) {
    try {
      const { kid } = decode(jws.split('.')[0]);
      await compactVerify(jws, await importJWK({ ...keys[kid], alg: 'Ed25519' }), { algorithms: ['Ed25519'] });
    } catch (error) {
      bad.push([index, error.code ?? error.message]);
    }
  }
  return bad;
}

// Checks the first signature line under a checkpoint (C2SP signed-note, type 0x01) and gives what it says.
export function openCheckpoint(checkpoint, jwk) {
  const [body, signatures] = checkpoint.split('\n\n');
  const text = `${body}\n`;
  const [origin, size, root] = body.split('\n');
  const [, name, base64] = /^— (\S+) (\S+)$/m.exec(signatures);
  const bytes = Buffer.from(base64, 'base64');
  const key = Buffer.from(jwk.x, 'base64url');
  const id = sha256(`${origin}\n`, Buffer.of(1), key).subarray(0, 4);
  const signed = verify(null, Buffer.from(text), createPublicKey({ key: jwk, format: 'jwk' }), bytes.subarray(4));
  return { origin, size: Number(size), root, valid: name === origin && id.equals(bytes.subarray(0, 4)) && signed };
}

// The key of the office that hosts the record, as its charter names it.
export function hostKey(entries) {
  const charter = decode(entries[0].split('.')[1]);
  return charter.offices.find((office) => office.roles.includes('host')).cnf.jwk;
}
