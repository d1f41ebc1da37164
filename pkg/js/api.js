import { auditOptions, bytesOf, contentOf, isFile, json, maybeText, number, octets, size, text } from './arguments.js';
import { ask, init, instance, platform } from './core.js';
import { failure } from './errors.js';
import { auditors, halls } from './holding.js';
import { reasonOf } from './instance.js';
import { inSlices } from './slices.js';

export { GuanjiaError } from './errors.js';
export { init };

// Keys

export async function generateKey() {
  return keyFromSeed(base64url(await random(32)));
}

async function random(length) {
  instance();
  let bytes;
  try {
    bytes = await platform().random(length);
  } catch (thrown) {
    throw failure('random.missing', { reason: reasonOf(thrown) });
  }
  if (!bytes || bytes.length !== length) throw failure('random.missing', { reason: 'length' });
  return bytes;
}

export function keyFromSeed(seed) {
  text('seed', seed);
  return ask((raw) => raw.keyFromSeed(seed));
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function base64url(bytes) {
  let out = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const bits = (bytes[at] << 16) | ((bytes[at + 1] || 0) << 8) | (bytes[at + 2] || 0);
    const letters = Math.min(4, bytes.length - at + 1);
    for (let n = 0; n < letters; n += 1) out += ALPHABET[(bits >> (18 - 6 * n)) & 63];
  }
  return out;
}

// Entries, checkpoints, receipts

export function sign(payload, seed) {
  const written = json('payload', payload);
  text('seed', seed);
  return ask((raw) => raw.sign(written, seed));
}

export function readEntry(jws) {
  text('jws', jws);
  return ask((raw) => raw.readEntry(jws));
}

export function policy(origin, jwk) {
  text('origin', origin);
  const written = json('jwk', jwk);
  return ask((raw) => raw.policy(origin, written));
}

export function cosign(checkpoint, name, seed, now) {
  text('checkpoint', checkpoint);
  text('name', name);
  text('seed', seed);
  number('now', now);
  return ask((raw) => raw.cosign(checkpoint, name, seed, now));
}

export function verifyReceipt(receipt, trust) {
  text('receipt', receipt);
  text('policy', trust);
  return ask((raw) => raw.verifyReceipt(receipt, trust));
}

// Rules and draws without a record

export function rules() {
  return ask((raw) => raw.rules());
}

export function need(rule, base) {
  const written = json('rule', rule);
  number('base', base);
  return ask((raw) => raw.need(written, base));
}

export function judge(rule, count, option) {
  const [ruled, counted] = [json('rule', rule), json('count', count)];
  text('option', option);
  return ask((raw) => raw.judge(ruled, counted, option));
}

export function drawSpec(spec) {
  const written = json('spec', spec);
  return ask((raw) => raw.drawSpec(written));
}

// Before anything is on a record

export function hash(content) {
  if (typeof content === 'string') return ask((raw) => raw.hashText(content));
  const bytes = octets('content', content);
  return ask((raw) => raw.hashBytes(bytes));
}

export async function sealWords(said) {
  text('text', said);
  const salt = await random(16);
  return { words: ask((raw) => raw.sealWords(said, salt)), salt };
}

export function wordsSay(words, said, salt) {
  const written = json('words', words);
  text('text', said);
  const bytes = octets('salt', salt);
  return ask((raw) => raw.wordsSay(written, said, bytes));
}

const draft = (name, value) => {
  const written = json(name, value);
  const { title, articles } = JSON.parse(written) || {};
  return JSON.stringify({ title, articles });
};

export function lint(text) {
  const written = draft('draft', text);
  return ask((raw) => raw.lint(written));
}

export function compareConventions(older, newer) {
  const [before, after] = [draft('older', older), draft('newer', newer)];
  return ask((raw) => raw.compareConventions(before, after));
}

// Lotteries of panels

export function checkLottery(pool, seats, lottery) {
  const [posed, found] = [json('pool', pool), json('lottery', lottery)];
  number('seats', seats);
  return ask((raw) => raw.checkLottery(posed, seats, found));
}

export function drawPanel(pool, seats, lottery, sources, value, reserve = 20) {
  const [posed, found, named] = [json('pool', pool), json('lottery', lottery), json('sources', sources)];
  number('seats', seats);
  text('value', value);
  number('reserve', reserve);
  return ask((raw) => raw.drawPanel(posed, seats, found, named, value, reserve));
}

export function lotteryParts(lottery) {
  const written = json('lottery', lottery);
  return ask((raw) => raw.lotteryParts(written));
}

export function codes() {
  return ask((raw) => raw.codes());
}

// What lives in the wasm until it is disposed

export class Hall {
  constructor(record) {
    const bundle = maybeText('record', record);
    halls.open(this, (raw) => new raw.RawHall(bundle));
  }

  get size() {
    return halls.ask(this, (raw) => raw.size());
  }

  admit(jws) {
    text('jws', jws);
    return halls.ask(this, (raw) => raw.admit(jws));
  }

  record(jws) {
    text('jws', jws);
    return halls.ask(this, (raw) => raw.record(jws));
  }

  entry(index) {
    number('index', index);
    return halls.ask(this, (raw) => raw.entry(index));
  }

  entries(from, to) {
    number('from', from);
    number('to', to);
    return halls.ask(this, (raw) => raw.entries(from, to));
  }

  prepare(asked) {
    const written = json('ask', asked);
    return halls.ask(this, (raw) => raw.prepare(written));
  }

  sign(event, seed, now) {
    const written = json('event', event);
    text('seed', seed);
    number('now', now);
    return halls.ask(this, (raw) => raw.sign(written, seed, now));
  }

  lotteryProblem(announcement) {
    const written = json('announcement', announcement);
    return halls.ask(this, (raw) => raw.lotteryProblem(written));
  }

  checkpoint(seed) {
    text('seed', seed);
    return halls.ask(this, (raw) => raw.checkpoint(seed));
  }

  bundle(checkpoint) {
    text('checkpoint', checkpoint);
    return halls.ask(this, (raw) => raw.bundle(checkpoint));
  }

  policy() {
    return halls.ask(this, (raw) => raw.policy());
  }

  receipt(index, checkpoint) {
    number('index', index);
    text('checkpoint', checkpoint);
    return halls.ask(this, (raw) => raw.receipt(index, checkpoint));
  }
}

// The views, each by the name it has in Rust.
const NAMELESS = ['summary', 'registers', 'bases', 'rosters', 'draws', 'matters', 'sessions', 'motions', 'conventions', 'drives', 'posts', 'objections', 'tasks', 'points'];
const NAMED = ['register', 'base', 'roster', 'draw', 'matter', 'session', 'motion', 'ballots', 'convention', 'drive', 'standing', 'waiting'];

for (const view of NAMELESS) {
  Hall.prototype[view] = function () {
    return halls.ask(this, (raw) => raw[view]());
  };
}
for (const view of NAMED) {
  Hall.prototype[view] = function (id) {
    text('id', id);
    return halls.ask(this, (raw) => raw[view](id));
  };
}

export class Auditor {
  constructor(bundle) {
    const bytes = bytesOf('bundle', bundle);
    auditors.open(this, (raw) => new raw.RawAuditor(bytes));
  }

  get done() {
    return auditors.ask(this, (raw) => raw.done());
  }

  get size() {
    return auditors.ask(this, (raw) => raw.size());
  }

  root() {
    return auditors.ask(this, (raw) => raw.root());
  }

  advance(entries) {
    size('entries', entries);
    return auditors.ask(this, (raw) => raw.advance(entries));
  }

  readSignatures(from, to) {
    size('from', from);
    size('to', to);
    auditors.ask(this, (raw) => raw.readSignatures(from, to));
  }

  checkSignatures() {
    return auditors.ask(this, (raw) => raw.checkSignatures());
  }

  relyOn(good) {
    if (!ArrayBuffer.isView(good) || !(good instanceof Uint32Array)) throw failure('input.wrong-type', { name: 'good', expected: 'Uint32Array' });
    auditors.ask(this, (raw) => raw.relyOn(good));
  }

  finish(trust) {
    const written = maybeText('policy', trust);
    return auditors.ask(this, (raw) => raw.finish(written));
  }

  hall() {
    return halls.keep(Object.create(Hall.prototype), auditors.spend(this, (raw) => raw.hall()));
  }
}

for (const [held, { prototype }] of [[halls, Hall], [auditors, Auditor]]) {
  prototype.dispose = function () {
    held.dispose(this);
  };
  if (Symbol.dispose) prototype[Symbol.dispose] = prototype.dispose;
}

export function audit(bundle, options) {
  const wanted = auditOptions(options);
  return replayed(bundle, wanted, (auditor) => auditor.finish(wanted.policy));
}

export function openHall(bundle, options) {
  return replayed(bundle, auditOptions(options), (auditor) => auditor.hall());
}

/** What comes of a bundle once it is replayed. */
async function replayed(bundle, wanted, end) {
  const auditor = new Auditor(isFile(bundle) ? await contentOf(bundle) : bundle);
  try {
    await inSlices(auditor, wanted);
    return end(auditor);
  } finally {
    auditor.dispose();
  }
}
