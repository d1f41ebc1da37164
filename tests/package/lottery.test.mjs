// Lotteries found by `guanjia/lottery` in every environment, checked and drawn from by `guanjia`: the same bytes as natively.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { absent, serve, visit } from './browser.mjs';
import { viteBuild, viteDev, webpackBuild } from './bundlers.mjs';
import { LONG, native, node, project, root, said, scratch, write } from './stage.mjs';

const vector = (name) => readFileSync(join(root, 'tests/vectors', name), 'utf8');
const tables = [vector('lottery_quotas.csv'), vector('lottery_people.csv')];
const digests = JSON.parse(vector('lottery_digests.json'));
const source = { text: '双色球', date: '2026-04-26', ordered: false };
const value = '3.9.11.14.21.27.32./';

const require = createRequire(join(project(), 'package.json'));
const guanjia = require('guanjia');
const finder = require('guanjia/lottery');
before(() => Promise.all([guanjia.init(), finder.init()]));

const plain = (value) => JSON.parse(JSON.stringify(value));

for (const objective of ['leximin', 'nash']) {
  test(`a lottery is that of the program and of the vectors, byte for byte: ${objective}`, { timeout: LONG }, async () => {
    const pool = finder.poolFromTables(...tables);
    const lottery = await finder.findLottery(pool, 12, { panels: 100, objective });
    const file = join(scratch(), 'lottery.json');
    const given = ['quotas', 'people'].flatMap((name) => [`--${name}`, join(root, `tests/vectors/lottery_${name}.csv`)]);
    native('draw', 'find', ...given, '--seats', '12', '--panels', '100', ...(objective === 'nash' ? ['--nash'] : []), '--out', file);
    assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), { pool, seats: 12, lottery });
    const drawn = guanjia.drawPanel(pool, 12, lottery, [source], value, 20);
    assert.equal(drawn.digest, digests[objective]);
    assert.deepEqual(drawn, JSON.parse(native('draw', 'panel', file, '--value', value, '--json')));
    assert.deepEqual(guanjia.checkLottery(pool, 12, lottery), JSON.parse(native('draw', 'check', file, '--json')));
    const refused = (change) => {
      const changed = plain(lottery);
      change(changed);
      assert.throws(() => guanjia.checkLottery(pool, 12, changed), { name: 'GuanjiaError' });
    };
    refused(({ counts }) => (counts[7] += 1));
    refused(({ panels }) => panels[3].reverse());
    refused(({ panels }) => panels.pop());
    refused(({ certificate }) => (certificate.levels[0].chance -= 1));
  });
}

test('quotas that contradict each other are widened, and whom they pin is told', { timeout: LONG }, async () => {
  const narrow = finder.poolFromTables(...tables);
  narrow.features[1].values[0] = { name: '18-39', min: 6, max: 6 };
  const [{ changes, pool: wider }] = await finder.relaxQuotas(narrow, 12);
  assert.ok(changes.length > 0);
  assert.equal((await finder.relaxQuotas(narrow, 12, { most: 1 })).length, 1);
  guanjia.checkLottery(wider, 12, await finder.findLottery(wider, 12, { panels: 10 }));
  const [{ pinned, why }] = await finder.pinnedPeople(finder.poolFromTables('feature,value,min,max\na,b,0,0\na,c,1,1', 'id,a\np,b\nq,c\nr,c'), 1);
  assert.deepEqual([pinned.sits, pinned.people], [false, [0]]);
  assert.match(why.zh, /[\u4e00-\u9fff]/);
  const methods = await finder.compareMethods(wider, 12, [], { panels: 10 });
  assert.deepEqual(methods.map(({ method }) => method), ['simple', 'stratified']);
});

test('RFC 3797 comes out', () => {
  const source = { text: '-', date: '2004-06-01', ordered: false };
  const picks = finder.rfc3797([source, source, source], '9319./2.5.8.10.12./9.18.26.34.41.45./', 25, 16);
  assert.deepEqual(picks.map(({ place }) => place), [17, 7, 2, 16, 25, 23, 8, 24, 19, 13, 22, 5, 18, 9, 1, 4]);
  assert.equal(picks[15].digest, '3269E6CE559ABD57E2BA6AAB495EB9BD');
});

test('both entry points throw one kind of error, and each is loaded by itself', { timeout: LONG }, async () => {
  assert.equal(finder.GuanjiaError, guanjia.GuanjiaError);
  const script = `import * as finder from 'guanjia/lottery';
import { GuanjiaError, init, rules } from 'guanjia';
const codeOf = (work) => { try { work(); return null; } catch (error) { return error instanceof GuanjiaError && error.code; } };
const before = codeOf(() => finder.poolFromTables('', ''));
await finder.init();
console.log(JSON.stringify([before, codeOf(() => finder.poolFromTables('', '')), codeOf(rules), (await init(), rules().length > 20)]));`;
  const codes = said(await node(project({ 'main.mjs': script }), 'main.mjs'));
  assert.deepEqual(codes, ['package.not-ready', 'table.empty', 'package.not-ready', true]);
});

/** Told in the environment itself. `asked` counts the workers that were made, and what they sent. */
async function story(finder, checker, tables, drawn, asked) {
  const began = performance.now();
  await finder.init();
  const cold = performance.now() - began;
  await checker.init();
  const pool = finder.poolFromTables(...tables);
  const shares = [];
  const lottery = await finder.findLottery(pool, 12, { panels: 100, onProgress: (done, of) => shares.push(done / of) });
  const { digest } = checker.drawPanel(pool, 12, lottery, ...drawn);
  const failing = (search) => search.then(() => null, (error) => [error instanceof checker.GuanjiaError, error.code ?? error]);
  const signal = { aborted: false };
  const controller = new AbortController();
  const narrow = JSON.parse(JSON.stringify(pool));
  narrow.features[1].values[0] = { name: '18-39', min: 6, max: 6 };
  const failures = [
    await failing(finder.findLottery(pool, 12, { signal, onProgress: () => (signal.aborted = true) })),
    await failing(finder.findLottery(pool, 12, { signal: controller.signal, onProgress: () => controller.abort() })),
    await failing(finder.findLottery(pool, 12, { signal: controller.signal })),
    await failing(finder.compareMethods(pool, 12, [], { signal: controller.signal })),
    await failing(finder.findLottery(pool, 12, { onProgress: () => { throw 'thrown by the caller'; } })),
    await failing(finder.findLottery(narrow, 12)),
    await failing(finder.findLottery(pool, '12')),
    await failing(finder.compareMethods(pool, 12, [], { panels: 0 })),
  ];
  const rising = shares.length > 1 && shares.every((share, at) => share <= 1 && share >= (shares[at - 1] ?? 0));
  return { cold, digest, rising, failures, asked };
}

function holds({ digest, rising, failures, asked }, workers) {
  assert.equal(digest, digests.leximin);
  assert.equal(rising, true);
  const cancelled = [true, 'sortition.cancelled'];
  assert.deepEqual(failures, [cancelled, cancelled, cancelled, cancelled, [false, 'thrown by the caller'], [true, 'sortition.conflict'], [true, 'input.wrong-type'], [true, 'sortition.panel-count']]);
  assert.equal(asked.heard > 0, workers, JSON.stringify(asked));
}

const TOLD = `${story}\nconst told = story(finder, checker, ...${JSON.stringify([tables, [[source], value]])}, asked)`;
const NODE = `${TOLD};
told.then((each) => console.log(JSON.stringify(each)));`;
const THREADS = `const asked = { heard: 0 };
process.on('worker', (worker) => worker.on('message', () => (asked.heard += 1)));`;

const SCRIPTS = {
  'an ES module': ['esm.mjs', true, `import * as finder from 'guanjia/lottery';\nimport * as checker from 'guanjia';\n${THREADS}\n${NODE}`],
  'a CommonJS module': ['common.cjs', true, `const finder = require('guanjia/lottery');\nconst checker = require('guanjia');\n${THREADS}\n${NODE}`],
  // The wasm as the host of a worker hands it in, where nothing may be compiled while it runs, and there are no workers beside it.
  'at the edge, with the module handed in': ['edge.mjs', false, `import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as edge from './node_modules/guanjia/dist/lottery/index.js';
import * as main from 'guanjia/edge';
const [module, other] = ['lottery', 'guanjia'].map((name) => new WebAssembly.Module(readFileSync(createRequire(import.meta.url).resolve('guanjia/' + name + '.wasm'))));
WebAssembly.compile = WebAssembly.compileStreaming = WebAssembly.instantiateStreaming = globalThis.fetch = () => { throw new Error('not at the edge'); };
const finder = { ...edge, init: () => edge.init(module) };
const checker = { ...main, init: () => main.init(other) };
const asked = { heard: 0 };
${NODE}`],
};
const scripts = project(Object.fromEntries(Object.values(SCRIPTS).map(([file, , text]) => [file, text])));
for (const [name, [file, workers]] of Object.entries(SCRIPTS)) {
  test(`Node, ${name}`, { timeout: LONG }, async (t) => {
    const told = said(await node(scripts, file));
    t.diagnostic(`init() takes ${told.cold.toFixed(0)} ms in Node ${process.version}, ${name}`);
    holds(told, workers);
  });
}

const main = (finder, checker) => `import * as finder from '${finder}';
import * as checker from '${checker}';
const asked = { heard: 0 };
globalThis.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    this.addEventListener('message', () => (asked.heard += 1));
  }
};
${TOLD};
told.then((each) => console.log('told ' + JSON.stringify(each)), (error) => console.log('failed ' + error.stack));
`;
const PAGE = '<!doctype html><meta charset="utf-8"><title>guanjia</title><script type="module" src="./main.js"></script>';
const PACKAGE = main('guanjia/lottery', 'guanjia');
const browser = { skip: absent, timeout: LONG };
const bundled = () => project({ 'index.html': PAGE, 'main.js': PACKAGE });
const site = () => project({ 'index.html': PAGE, 'main.js': main('./node_modules/guanjia/dist/lottery/index.js', './node_modules/guanjia/dist/index.js') });

test('no bundler, under a careful policy', browser, async (t) => {
  const headers = { 'content-security-policy': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'" };
  const told = await visit(await serve(site(), { headers }));
  t.diagnostic(`init() takes ${told.cold.toFixed(0)} ms in Chromium, from a static server`);
  holds(told, true);
});

test('no bundler, where no workers may be had', browser, async () => {
  const headers = { 'content-security-policy': "script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'" };
  holds(await visit(await serve(site(), { headers })), false);
});

test('Vite, while developing', browser, async () => {
  holds(await visit(await viteDev(bundled())), true);
});

test('Vite, built', browser, async () => {
  holds(await visit(await viteBuild(bundled())), true);
});

test('webpack, built', browser, async () => {
  const built = await webpackBuild(project({ 'src/index.js': PACKAGE }));
  write(built, { 'index.html': PAGE });
  holds(await visit(await serve(built)), true);
});
