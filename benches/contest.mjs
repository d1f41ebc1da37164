// The contest itself, the same in Node and in a page: every contender does the same work in turn, round after round, and
// whatever it answers is held to what is so.

import * as curves from '@noble/curves/ed25519.js';
import * as noble from '@noble/ed25519';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import sodium from 'libsodium-wrappers';

const bytes = (text) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
const utf8 = (text) => new TextEncoder().encode(text);
const now = () => performance.now();

/** What every library takes: the key, the message and the signature of each ballot. The key is that of the household's enrolment. */
export function signatures(bundle) {
  const keys = new Map();
  const signed = [];
  for (const line of new TextDecoder().decode(bundle).split('\n')) {
    const [header, payload, signature] = line.split('.');
    if (!signature || !header.startsWith('eyJhbGciOiJFZDI1NTE5')) continue;
    const { kid, typ } = JSON.parse(atob(header));
    if (typ === 'guanjia-enrol+jwt') keys.set(signed.length, bytes(JSON.parse(new TextDecoder().decode(bytes(payload))).cnf.jwk.x));
    signed.push({ kid, typ, message: utf8(`${header}.${payload}`), signature: bytes(signature) });
  }
  return { keys: [...keys.values()], signed };
}

/** The ballots with their keys, by kid. */
export async function ballots(bundle) {
  const { keys, signed } = signatures(bundle);
  const byKid = new Map();
  for (const key of keys) {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', key)).subarray(0, 8);
    byKid.set(btoa(String.fromCharCode(...digest)).replaceAll('+', '-').replaceAll('/', '_').replace('=', ''), key);
  }
  const first = signed.findIndex(({ typ }) => typ === 'guanjia-ballot+jwt');
  const cast = signed.filter(({ typ }) => typ === 'guanjia-ballot+jwt').map(({ kid, message, signature }) => ({ key: byKid.get(kid), message, signature }));
  return { first, cast };
}

/** How many of the signatures from `from` to before `to` are good. */
function check(auditor, from, to) {
  auditor.readSignatures(from, to);
  return auditor.checkSignatures().length;
}

/** Everyone who can check a signature: each takes some ballots, and says how many are good. */
async function verifiers({ guanjia, bundle, nodeCrypto, cast, first }) {
  noble.hashes.sha512 = sha512;
  await sodium.ready;
  const subtle = crypto.subtle;
  const load = (key) => subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
  const imported = await Promise.all(cast.map(({ key }) => load(key)));
  const auditor = new guanjia.Auditor(bundle);
  check(auditor, 0, 0);
  const each = (verify) => async (n) => {
    let good = 0;
    for (let at = 0; at < n; at += 1) good += Number(await verify(cast[at], at));
    return good;
  };
  const alike = (verify) => (n) => cast.slice(0, n).reduce((good, one) => good + Number(verify(one)), 0);
  const all = {
    'guanjia, lines of the record': { most: Infinity, run: (n) => check(auditor, first, first + n) },
    'WebCrypto, keys imported before': { most: 2_000, run: each(({ message, signature }, at) => subtle.verify('Ed25519', imported[at], signature, message)) },
    'WebCrypto, 64 at once (on all cores)': {
      most: 2_000,
      run: async (n) => {
        let good = 0;
        for (let from = 0; from < n; from += 64) {
          const part = cast.slice(from, Math.min(n, from + 64)).map(({ message, signature }, at) => subtle.verify('Ed25519', imported[from + at], signature, message));
          good += (await Promise.all(part)).filter(Boolean).length;
        }
        return good;
      },
    },
    'libsodium-wrappers': { most: 2_000, run: alike(({ key, message, signature }) => sodium.crypto_sign_verify_detached(signature, message, key)) },
    '@noble/curves': { most: 100, run: alike(({ key, message, signature }) => curves.ed25519.verify(signature, message, key, { zip215: false })) },
    '@noble/ed25519': { most: 100, run: alike(({ key, message, signature }) => noble.verify(signature, message, key, { zip215: false })) },
  };
  if (nodeCrypto) {
    const prefix = Buffer.from('302a300506032b6570032100', 'hex');
    const key = (raw) => nodeCrypto.createPublicKey({ key: Buffer.concat([prefix, raw]), format: 'der', type: 'spki' });
    const objects = cast.map(({ key: raw }) => key(raw));
    all['Node crypto.verify'] = { most: 2_000, run: each(({ message, signature }, at) => nodeCrypto.verify(null, message, objects[at], signature)) };
  }
  return all;
}

function must(is, what) {
  if (!is) throw new Error(what);
}

/** The processor time of all threads in milliseconds, where it can be told: on a busy machine it says more than the clock. */
const processor = () => (globalThis.process?.cpuUsage ? (({ user, system }) => (user + system) / 1000)(process.cpuUsage()) : NaN);

/** Median, least and greatest, and the median of the processor time. */
export function summary(times) {
  const median = (of) => times.map(of).toSorted((a, b) => a - b)[times.length >> 1];
  const clock = times.map((time) => time.clock);
  return { median: median((time) => time.clock), least: Math.min(...clock), greatest: Math.max(...clock), processor: median((time) => time.processor) };
}

/** How many times as long one work took as another, round by round: the machine is not as fast in every one. */
const times = (name, one, other, share = 1) => ({ name, unit: '×', ...summary(one.map(({ clock, processor }, at) => ({ clock: (share * clock) / other[at].clock, processor: (share * processor) / other[at].processor }))) });

/** Notes how long some work took, divided by how much it was. */
async function timed(into, work, share = 1) {
  const [began, used] = [now(), processor()];
  const result = await work();
  into.push({ clock: (now() - began) / share, processor: (processor() - used) / share });
  return result;
}

/**
 * Has everyone work in turn, round after round: the times of each. Every second round goes the other way round, since what comes
 * before something tells on how long it takes.
 */
async function inTurn(contenders, rounds, tell) {
  const taken = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const order = Object.entries(contenders);
    for (const [name, work] of round % 2 ? order.toReversed() : order) await work(taken[name]);
    tell(`round ${round + 1} of ${rounds}`);
  }
  return taken;
}

/** Signatures in bulk, in microseconds each. */
async function bulk({ guanjia, bundle, nodeCrypto, rounds, tell }) {
  const { first, cast } = await ballots(bundle);
  // Everyone refuses the signature of another message.
  const [{ key, signature }, { message }] = cast;
  must(!sodium.crypto_sign_verify_detached(signature, message, key), 'libsodium accepts a forged signature');
  must(!curves.ed25519.verify(signature, message, key), '@noble/curves accepts a forged signature');
  const contenders = Object.entries(await verifiers({ guanjia, bundle, nodeCrypto, cast, first })).map(([name, { most, run }]) => {
    const n = Math.min(most, cast.length);
    return [name, async (taken) => must((await timed(taken, () => run(n), n / 1000)) === n, `${name}: a good signature is refused`)];
  });
  const all = await inTurn(Object.fromEntries(contenders), rounds, (round) => tell(`signatures: ${round}`));
  return Object.entries(all).map(([name, taken]) => ({ name, unit: 'µs', ...summary(taken) }));
}

/** Bytes one after the other. */
function joined(...parts) {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
  return all;
}

const [LEAF, NODE] = [Uint8Array.of(0), Uint8Array.of(1)];

/** The root of a tree (RFC 9162 section 2.1.1) by anybody's SHA-256, level by level: what has no other beside it goes up as it is. */
async function rootBy(hashAll, leaves) {
  let level = await hashAll(leaves);
  while (level.length > 1) {
    const pairs = Array.from({ length: level.length >> 1 }, (_, at) => joined(NODE, level[2 * at], level[2 * at + 1]));
    level = [...(await hashAll(pairs)), ...(level.length % 2 ? level.slice(-1) : [])];
  }
  return level[0];
}

const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

/** The tree over all lines of a record, in milliseconds. The others are given the lines as they are hashed. */
async function trees({ guanjia, bundle, nodeCrypto, rounds, tell }) {
  const auditor = new guanjia.Auditor(bundle);
  const root = auditor.root();
  const leaves = new TextDecoder().decode(bundle).split('\n').slice(2, 2 + auditor.size).map((line) => joined(LEAF, utf8(line)));
  const one = (hash) => (all) => all.map(hash);
  const hashers = {
    '@noble/hashes': one((of) => sha256(of)),
    WebCrypto: (all) => Promise.all(all.map(async (of) => new Uint8Array(await crypto.subtle.digest('SHA-256', of)))),
  };
  if (nodeCrypto) hashers['Node createHash'] = one((of) => nodeCrypto.createHash('sha256').update(of).digest());
  const contenders = { guanjia: async (taken) => must((await timed(taken, () => auditor.root())) === root, 'another root') };
  for (const [name, hashAll] of Object.entries(hashers)) {
    contenders[name] = async (taken) => must(same(await timed(taken, () => rootBy(hashAll, leaves)), bytes(root)), `${name}: another root`);
  }
  const all = await inTurn(contenders, rounds, (round) => tell(`trees: ${round}`));
  auditor.dispose();
  return Object.entries(all).map(([name, taken]) => ({ name: `tree of ${leaves.length} lines: ${name}`, unit: 'ms', ...summary(taken) }));
}

const threads = (n) => (n === 1 ? 'audit in a worker' : `audit in ${n} workers`);

/** What the machine gives to so many who have nothing to share: an audit each, at the same time. */
const apart = (n) => `${n} audits at once, in a worker each`;

/** Whole audits, in milliseconds, beside the cost of all signatures of the record alone. */
async function audits({ guanjia, bundles, rounds, tell, workers }) {
  const rows = [];
  for (const [size, bundle] of bundles) {
    const many = workers.filter((n) => n > 1);
    let first;
    const agree = (report, what) => {
      const text = JSON.stringify(report);
      first ??= text;
      must(text === first && report.findings.length === 0, `${what}: another report`);
    };
    const contenders = {
      signatures: async (taken) => {
        const auditor = new guanjia.Auditor(bundle);
        const { size: entries } = auditor;
        must((await timed(taken, () => check(auditor, 0, entries))) === entries, 'a good signature is refused');
        auditor.dispose();
      },
      audit: async (taken) => agree(await timed(taken, () => guanjia.audit(bundle)), 'audit'),
    };
    for (const n of workers) contenders[threads(n)] = async (taken) => agree(await timed(taken, () => guanjia.auditParallel(bundle, { workers: n })), threads(n));
    for (const n of many) {
      const each = () => guanjia.auditParallel(bundle, { workers: 1 });
      contenders[apart(n)] = async (taken) => (await timed(taken, () => Promise.all(Array.from({ length: n }, each)))).forEach((report) => agree(report, apart(n)));
    }
    const of = await inTurn(contenders, size > 50_000 ? 1 : rounds, (round) => tell(`audits of ${size} ballots: ${round}`));
    for (const [name, taken] of Object.entries(of)) rows.push({ name: `${size} ballots: ${name}`, unit: 'ms', ...summary(taken) });
    rows.push(times(`${size} ballots: an audit to its signatures`, of.audit, of.signatures));
    for (const n of many) {
      rows.push(times(`${size} ballots: a worker to ${n}`, of[threads(1)], of[threads(n)]));
      rows.push(times(`${size} ballots: ${n} audits one after the other to ${n} at once`, of[threads(1)], of[apart(n)], n));
    }
  }
  return rows;
}

/** All of it: signatures and trees of the largest record of at most 10,000 ballots, or else of the first, and whole audits of every one. */
export async function contest({ bundles, ...rest }) {
  const [, bundle] = bundles.findLast(([size]) => size <= 10_000) ?? bundles[0];
  return [...(await bulk({ bundle, ...rest })), ...(await trees({ bundle, ...rest })), ...(await audits({ bundles, ...rest }))];
}
