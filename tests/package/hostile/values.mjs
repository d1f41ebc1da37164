// Values that nobody should hand to the package, each from a seed.

/** Numbers from a seed: mulberry32, so that a failure can be made again. */
export function chance(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n) => Math.floor(next() * n);
  return { below, one: (list) => list[below(list.length)], in: (n) => below(n) === 0 };
}

const NUMBERS = [NaN, Infinity, -Infinity, -1, -0, 0, 0.5, 1, 2, 1e300, -1e300, 5e-324, 2 ** 31, 2 ** 32, 2 ** 32 - 1, 2 ** 53 - 1, 2 ** 53, 2 ** 64, 1778913000];

function nested(depth, wrap) {
  let value = 1;
  for (let n = 0; n < depth; n += 1) value = wrap(value);
  return value;
}

const CYCLE = { kind: 'ballot', list: [] };
CYCLE.list.push(CYCLE);
const DEEP = [nested(200, (x) => [x]), nested(200, (x) => ({ x })), nested(20_000, (x) => [x]), nested(20_000, (x) => ({ x }))];
const REVOKED = Proxy.revocable({}, {});
REVOKED.revoke();
const MOODY = new Proxy({}, new Proxy({}, { get: () => () => { throw new Error('every trap throws'); } }));
const NOTHING = Object.create(null);
const PRICKLY = { get message() { throw new Error('the message throws too'); } };

const throwing = (thrown) => ({ toJSON() { throw thrown; } });
const getting = (thrown) => ({ get kind() { throw thrown; }, get policy() { throw thrown; }, get aud() { throw thrown; } });

class Lost extends Blob {
  arrayBuffer() {
    throw NOTHING;
  }
}

/** What is neither a text nor a plain object with something in it. */
export const STRANGE = [
  undefined, null, true, false, Symbol('s'), Symbol.iterator, 1n, -(2n ** 70n), () => 1, async () => 1, new Date(0), new Date(NaN), /x/g, new Map([[1, 2]]), new Set([1]),
  new WeakMap(), new Error('e'), Promise.resolve(1), new Uint8Array(9), new Uint32Array([1, 2, 3]), new Uint32Array([0xffffffff]), new Float64Array([NaN]), new ArrayBuffer(8),
  new DataView(new ArrayBuffer(8)), new String('text'), new Number(5), Object(Symbol('s')), Object(1n), [], {}, [[]], [undefined], [NaN], { a: undefined }, { a: 1n },
  CYCLE, [CYCLE], ...DEEP, MOODY, REVOKED.proxy, NOTHING, PRICKLY, throwing(NOTHING), throwing(PRICKLY), throwing(undefined), throwing(MOODY), throwing('text'),
  getting(NOTHING), getting(new Error('a getter throws')), { toJSON: () => undefined }, { toJSON: () => 1n }, { toJSON: () => '\ud800' }, { toString() { throw new Error('no text'); } },
  { valueOf() { throw new Error('no value'); }, [Symbol.toPrimitive]() { throw new Error('no primitive'); } }, { __proto__: null, kind: 'ballot' }, JSON.parse('{"__proto__":{"kind":"ballot"}}'),
  { length: 2 ** 31 }, new Array(1000), Object.freeze({ kind: 'ballot' }), new Blob(), new Blob(['guanjia-bundle/v1\n']), new Lost(), globalThis.process.versions, WebAssembly,
];

const TEXTS = ['', ' ', '\n', '\0', '\ud800', '\udc00x', '\ud83d', '管家', '👩‍👩‍👧', 'null', '{}', '[]', 'NaN', '-1', '__proto__', 'constructor', 'toString', '..', '../../etc', 'a'.repeat(70_000),
  '字'.repeat(30_000), '\ud800'.repeat(1000), '['.repeat(100_000), '{"a":'.repeat(20_000), 'eyJ', 'eyJ.eyJ.eyJ', 'guanjia-bundle/v1', 'guanjia-bundle/v1\nentries 9007199254740991\n', 'log x+0+AQ==\nquorum none\n'];

/** A text that was one of these and is now another. */
export function spoilt({ below, one }, text) {
  const at = below(text.length + 1);
  const rest = text.slice(at);
  return one([
    () => text.slice(0, at),
    () => rest,
    () => text.slice(0, at) + one(TEXTS).slice(0, 50) + rest,
    () => text.slice(0, at) + String.fromCharCode(below(0x10000)) + rest.slice(1),
    () => text.slice(0, at) + '\ud800' + rest,
    () => text + text.slice(0, 300),
    () => text.split('\n').reverse().join('\n'),
    () => text.replace(/[0-9]/, String(below(10))),
    () => text.replaceAll('\n', '\r\n'),
    () => text.toUpperCase(),
  ])();
}

/** Anything at all. */
export function anything(draw, texts) {
  const { one, below } = draw;
  return one([() => one(NUMBERS), () => below(2 ** 32) - 2 ** 31, () => one(STRANGE), () => one(STRANGE), () => one(TEXTS), () => spoilt(draw, one(texts)), () => one(texts)])();
}

/** A plain object with one member, at any depth, made into something else. */
export function bent(draw, value, texts) {
  const { below, one } = draw;
  if (value === null || typeof value !== 'object' || draw.in(5)) {
    return typeof value === 'string' && !draw.in(3) ? spoilt(draw, value) : anything(draw, texts);
  }
  const copy = Array.isArray(value) ? [...value] : { ...value };
  const names = Object.keys(copy);
  const name = names.length ? one(names) : 'x';
  if (draw.in(6)) delete copy[name];
  else if (draw.in(6)) copy[one(['x', '__proto__x', 'kind', 'seq', String(below(9))])] = anything(draw, texts);
  else copy[name] = bent(draw, copy[name], texts);
  return copy;
}
