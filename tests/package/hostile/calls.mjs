// Malformed calls of everything that the package exports, in one instance. Usage: node --expose-gc calls.mjs RECORD COUNT SEED
import { readFileSync } from 'node:fs';
import { anything, bent, chance } from './values.mjs';

// The memories of the wasms, as whoever instantiates them sees them.
const memories = [];
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...given) => {
  const made = await instantiate(...given);
  memories.push((made.instance ?? made).exports.memory);
  return made;
};

const guanjia = await import('guanjia');
// The script of browsers: without workers it searches in this thread, whose memory is watched.
const finder = await import('./node_modules/guanjia/dist/lottery/index.js');
const every = { ...guanjia, ...finder };
const [record, count, seed] = [readFileSync(process.argv[2], 'utf8'), Number(process.argv[3]), Number(process.argv[4])];
const init = () => Promise.all([guanjia.init(), finder.init(readFileSync('node_modules/guanjia/dist/lottery.wasm'))]);
await init();

const me = guanjia.keyFromSeed('nDh9kXYIy9meL4QeDBMyusd2vaWIkWpht16ArevQlB4');
const host = guanjia.keyFromSeed('E4wdeT3us-w13fR0oNur3TfDQ9ROykRcIPS74ZizmPE');
const now = 1778913000;
const lines = record.split('\n').filter((line) => line.startsWith('eyJ'));
const open = new guanjia.Hall(record);
const { leaf } = lines.map(guanjia.readEntry).find(({ kind }) => kind === 'motion');
const event = { kind: 'ballot', re: leaf, choice: { option: 'Y' } };
const ballot = open.sign(event, me.seed, now);
const payload = { kind: 'ballot', ...JSON.parse(ballot.payload) };
const checkpoint = open.checkpoint(host.seed);
const origin = checkpoint.split('\n')[0];
const trust = guanjia.policy(origin, host.jwk);
const receipt = open.receipt(2, checkpoint);
const rules = guanjia.rules();
const spec = JSON.parse(readFileSync(process.argv[5], 'utf8'));
const tally = { participation: { entitled: { heads: 9 }, present: { heads: 7 } }, approval: { entitled: { heads: 9 }, present: { heads: 7 } }, options: { Y: { heads: 6 } } };
const texts = [record, checkpoint, trust, receipt, ballot.jws, ballot.payload, leaf, me.seed, me.kid, origin, rules[0].id, 'H-1', 'Y', JSON.stringify(spec), ...lines];

const draft = { title: '文明养犬公约', articles: [{ no: '13', title: '处理', kind: ['agreement'], text: '不牵绳的罚款一百元。' }] };

const source = { text: '-', date: '2026-04-26', ordered: false };
const pool = finder.poolFromTables('feature,value,min,max\na,b,1,2', 'id,a\np,b\nq,b');
const lottery = await finder.findLottery(pool, 1, { panels: 2 });

// What each would take; whatever is not here is called with anything.
const options = { policy: trust, onProgress: () => {}, signal: { aborted: false }, slice: 1000 };
const GOOD = {
  keyFromSeed: [me.seed], sign: [payload, me.seed], readEntry: [ballot.jws], policy: [origin, host.jwk], cosign: [checkpoint, 'witness.example/w1', me.seed, now],
  verifyReceipt: [receipt, trust], need: [rules[0], 1698], judge: [rules[0], tally, 'Y'], drawSpec: [spec], audit: [record, options],
  rfc3797: [[source], '1./', 9, 2], poolFromTables: ['feature,value,min,max\na,b,1,2', 'id,a\np,b\nq,b'], findLottery: [pool, 1, { panels: 2 }], checkLottery: [pool, 1, lottery],
  relaxQuotas: [pool, 1, { most: 2 }], pinnedPeople: [pool, 1], compareMethods: [pool, 1, [{ method: 'leximin', lottery }], { by: 0, panels: 2 }], drawPanel: [pool, 1, lottery, [source], '1./', 1], lotteryParts: [lottery],
  hash: [new TextEncoder().encode(origin)], sealWords: [origin], wordsSay: [{ text: origin }, origin, new Uint8Array(16)], lint: [draft], compareConventions: [draft, { ...draft, title: origin }],
};
const OF_HALL = {
  constructor: [record], admit: [ballot.jws], record: [ballot.jws], sign: [event, me.seed, now], checkpoint: [host.seed], bundle: [checkpoint], receipt: [2, checkpoint], entry: [3], entries: [0, 5],
  standing: ['H-1'], waiting: ['clerk'], motion: [leaf], ballots: [leaf], prepare: [{ kind: 'convention', convention: 'dogs', ...draft }],
};
const OF_AUDITOR = { constructor: [record], advance: [3], readSignatures: [0, 5], checkSignatures: [], relyOn: [new Uint32Array([1, 2])], finish: [trust] };

const thrownByCaller = new Error('thrown by the caller');
const failures = [];
const codes = {};
let [refused, answered] = [0, 0];

function judged(error, what) {
  const told = error instanceof guanjia.GuanjiaError && error instanceof Error && /^[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/.test(error.code)
    && /[\u4e00-\u9fff]/.test(error.zh) && typeof error.en === 'string' && error.en.length > 3 && error.message.includes(error.zh);
  refused += 1;
  if (told) codes[error.code] = (codes[error.code] ?? 0) + 1;
  if (!told || ['package.stopped', 'package.not-ready', 'package.load'].includes(error.code)) {
    failures.push(`${what}: ${error?.stack ?? String(error)}`.slice(0, 1500));
  }
}

const draw = chance(seed);
const methods = (of) => Object.entries(Object.getOwnPropertyDescriptors(of.prototype)).filter(([name]) => name !== 'constructor' && name !== 'dispose');
const functions = Object.entries(every).filter(([name, value]) => typeof value === 'function' && !/^[A-Z]|^init$|^default$/.test(name));
const classes = [['Hall', guanjia.Hall, OF_HALL], ['Auditor', guanjia.Auditor, OF_AUDITOR]];

/** Arguments: those that would be right with one of them bent, fewer, more, or anything at all. */
function given(good) {
  if (!good || draw.in(4)) return Array.from({ length: draw.below(5) }, () => anything(draw, texts));
  const args = [...good];
  if (args.length) {
    const at = draw.below(args.length);
    args[at] = draw.in(3) ? anything(draw, texts) : bent(draw, args[at], texts);
  }
  if (draw.in(10)) args.pop();
  if (draw.in(10)) args.push(anything(draw, texts));
  return args;
}

const held = {};
function renew() {
  for (const [name, of] of classes) {
    held[name]?.forEach((object) => object.dispose());
    const gone = new of(record);
    gone.dispose();
    held[name] = [new of(record), name === 'Hall' ? new of() : new of(record), gone];
  }
}

async function call() {
  const kind = draw.below(10);
  if (kind < 5) {
    const [name, f] = draw.one(functions);
    // Long slices only: this counts calls, not milliseconds.
    return attempt(name, () => f(...given(GOOD[name])));
  }
  const [of, made, good] = draw.one(classes);
  if (kind === 5 && draw.in(3)) {
    return attempt(`new ${of}`, () => {
      new made(...given(good.constructor)).dispose();
    });
  }
  const [name, { value, get }] = draw.one(methods(made));
  const object = draw.in(20) ? anything(draw, texts) : draw.in(20) ? draw.one(held[draw.one(['Hall', 'Auditor'])]) : draw.one(held[of]);
  return attempt(`${of}.${name}`, () => (get ? get.call(object) : value.apply(object, given(good[name]))));
}

async function attempt(what, work) {
  try {
    const out = work();
    if (out instanceof Promise) await out;
    answered += 1;
  } catch (error) {
    judged(error, what);
    if (error?.code === 'package.stopped') {
      await init();
      renew();
    }
  }
}

const seen = async () => {
  const hall = new guanjia.Hall(record);
  const told = JSON.stringify([await guanjia.audit(record), hall.summary(), hall.standing('H-1'), hall.checkpoint(host.seed)]);
  hall.dispose();
  return told;
};

// Bending what is wrong already would get nowhere.
for (const [name, args] of Object.entries(GOOD)) await Promise.resolve(every[name](...args)).catch((error) => failures.push(`${name}: ${error}`));
for (const [of, made, good] of classes) {
  for (const [name, args] of Object.entries(good)) {
    const object = new made(record);
    if (name !== 'constructor') object[name](...args);
    object.dispose();
  }
}

const before = await seen();
const measures = [];
const measure = () => {
  globalThis.gc();
  const { heapUsed } = process.memoryUsage();
  measures.push({ refused, wasm: memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0), heap: heapUsed });
};
measure();
for (let n = 0; refused < count; n += 1) {
  if (n % 200 === 0) renew();
  await call();
  if (refused >= (measures.length * count) / 10) measure();
}
// What the caller's own function throws comes through as it is.
options.onProgress = () => {
  throw thrownByCaller;
};
await guanjia.audit(record, options).then(() => failures.push('onProgress threw, and nothing came of it'), (error) => error === thrownByCaller || failures.push(String(error)));
console.log(JSON.stringify({ failures: failures.slice(0, 20), failed: failures.length, refused, answered, codes, measures, same: before === (await seen()) }));
