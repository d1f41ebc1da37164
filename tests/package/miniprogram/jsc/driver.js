// Runs in the JavaScriptCore shell: `jsc driver.js -- FOLDER RECORD LOTTERY`. Loads a packed mini-program from FOLDER, votes through the
// services of the sample, audits RECORD, checks LOTTERY and draws from it, and prints one line of JSON: what came out, and milliseconds.
const [folder, record, file] = arguments;
const engine = WebAssembly;
const now = () => preciseTime() * 1000;

for (const name of ['WebAssembly', 'TextDecoder', 'TextEncoder', 'SharedArrayBuffer', 'Atomics']) delete globalThis[name];
Object.defineProperty(globalThis, 'crypto', {
  get() {
    throw new Error('globalThis.crypto was touched');
  },
});

// The shell has no brotli: whoever starts this driver has put the plain bytes beside each file.
globalThis.WXWebAssembly = {
  instantiate(path, imports) {
    if (typeof path !== 'string' || !path.endsWith('.wasm.br')) return Promise.reject(new Error('a path inside the package'));
    return engine.instantiate(readFile(`${folder}/${path}.plain`, 'binary'), imports);
  },
};
// The shell has timers that cannot be stopped.
const { setTimeout: wait } = globalThis;
const stopped = new Set();
let timers = 0;
globalThis.setTimeout = (run, ms) => {
  const timer = (timers += 1);
  wait(() => stopped.delete(timer) || run(), ms);
  return timer;
};
globalThis.clearTimeout = (timer) => void stopped.add(timer);

const storage = new Map();
globalThis.wx = {
  getStorageSync: (key) => (storage.has(key) ? JSON.parse(storage.get(key)) : ''),
  setStorageSync: (key, value) => void storage.set(key, JSON.stringify(value)),
  removeStorageSync: (key) => void storage.delete(key),
};

const files = new Map();
function load(path) {
  if (files.has(path)) return files.get(path).exports;
  const module = { exports: {} };
  files.set(path, module);
  const near = path.slice(0, path.lastIndexOf('/') + 1);
  const from = (name) => {
    if (!name.startsWith('.')) return name.startsWith('@babel/') ? `${name}.js` : `miniprogram_npm/${name}/index.js`;
    const parts = [];
    for (const part of `${near}${name}`.split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '.') parts.push(part);
    }
    return `${parts.join('/').replace(/\.js$/, '')}.js`;
  };
  new Function('require', 'module', 'exports', readFile(`${folder}/${path}`))((name) => load(from(name)), module, module.exports);
  return module.exports;
}

async function main() {
  const took = {};
  const timed = async (name, work) => {
    const began = now();
    const result = await work();
    took[name] = Math.round(now() - began);
    return result;
  };
  const guanjia = await timed('load', () => load('miniprogram_npm/guanjia/index.js'));
  const { open, trusted } = load('services/hall.js');
  const host = load('services/host.js');
  const me = load('services/me.js');
  await timed('init', () => guanjia.init());
  const hall = await timed('open', open);
  const [{ leaf }] = hall.standing(me.handle).motions;
  const ballot = await timed('sign', () => hall.sign({ kind: 'ballot', re: leaf, choice: { option: 'Y' } }, me.key().seed, hall.summary().now));
  const { index, receipt } = await timed('append', () => host.append(ballot.jws));
  const shown = await timed('receipt', () => guanjia.verifyReceipt(receipt, trusted()));
  const bundle = readFile(record);
  let [slices, longest, shownAt] = [0, 0, now()];
  const onProgress = () => {
    slices += 1;
    longest = Math.max(longest, now() - shownAt);
    shownAt = now();
  };
  const report = await timed('audit', () => guanjia.audit(bundle, { onProgress }));
  const { pool, seats, lottery } = JSON.parse(readFile(file));
  const proved = await timed('check', () => guanjia.checkLottery(pool, seats, lottery));
  const source = { text: '-', date: '2026-04-26', ordered: false };
  const { digest } = await timed('draw', () => guanjia.drawPanel(pool, seats, lottery, [source], '3.9.11.14.21.27.32./'));
  print(JSON.stringify({ proved, digest, index, leaf: ballot.leaf, shown: shown.entry.leaf, report, slices, longest: Math.round(longest), took }));
  quit(0);
}

main().catch((error) => {
  print(JSON.stringify({ error: String(error && error.message), stack: String(error && error.stack) }));
  quit(1);
});
