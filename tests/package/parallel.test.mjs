// The sample deliberation audited alone and by workers, in Node and in Chromium: the same report, and how long it takes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { absent, serve, visit } from './browser.mjs';
import { viteBuild, viteDev, webpackBuild } from './bundlers.mjs';
import { LONG, native, node, project, record, said, scratch, write } from './stage.mjs';

const path = join(scratch(), 'sample.bundle');
let sample;
let report;
before(() => {
  native('demo', '--out', path);
  sample = readFileSync(path, 'utf8');
  report = JSON.parse(native('audit', '--json', path));
});

/** Told in the environment itself. `asked` says how many workers were made, and how many signatures they found good. */
async function story({ init, audit, auditParallel, openParallel, Hall }, sample, asked) {
  await init();
  const times = [];
  const timed = async (work) => {
    const began = performance.now();
    const report = JSON.stringify(await work());
    times.push(Math.round(performance.now() - began));
    return report;
  };
  const progress = [];
  const alone = await timed(() => audit(sample));
  const together = await timed(() => auditParallel(sample, { workers: 2, onProgress: (done, size) => progress.push(done / size) }));
  const begun = asked.made;
  const asBytes = JSON.stringify(await auditParallel(new TextEncoder().encode(sample), { workers: 2 }));
  const kept = asked.made === begun;
  const signal = { aborted: false };
  const cancelled = await auditParallel(sample, { workers: 2, signal, onProgress: () => (signal.aborted = true) }).catch((error) => error.code);
  const [opened, made] = [await openParallel(new Blob([sample]), { workers: 2 }), new Hall(sample)].map((hall) => {
    const told = JSON.stringify([hall.motions(), hall.record(hall.entry(1).jws), hall.summary()]);
    hall.dispose();
    return told;
  });
  const rising = progress.every((share, at) => share <= 1 && share >= (progress[at - 1] ?? 0)) && progress.at(-1) === 1;
  return { alone: JSON.parse(alone), same: alone === together && alone === asBytes && opened === made, times, kept, cancelled, rising, asked };
}

function holds(t, where, { alone, same, times, kept, cancelled, rising, asked }) {
  t.diagnostic(`${alone.size} entries in ${where}: ${times[0]} ms alone, ${times[1]} ms with two workers`);
  assert.deepEqual(alone, report);
  assert.deepEqual([same, kept, cancelled, rising], [true, true, 'audit.cancelled', true]);
  assert.ok(asked.made >= 2 && asked.found > 5_000, JSON.stringify(asked));
}

const BROWSER = (load) => `${load}
${story}
const asked = { made: 0, found: 0 };
globalThis.Worker = class extends Worker {
  constructor(...given) {
    super(...given);
    asked.made += 1;
    this.addEventListener('message', ({ data }) => (asked.found += data.found?.length ?? 0));
  }
};
fetch('./sample.bundle').then((answer) => answer.text()).then((sample) => story(guanjia, sample, asked))
  .then((told) => console.log('told ' + JSON.stringify(told)), (error) => console.log('failed ' + error.stack));
`;
const PAGE = '<!doctype html><meta charset="utf-8"><title>guanjia</title><script type="module" src="./main.js"></script>';
const PACKAGE = "import * as guanjia from 'guanjia/parallel';";
const browser = { skip: absent, timeout: LONG };
const files = () => ({ 'index.html': PAGE, 'main.js': BROWSER(PACKAGE), 'public/sample.bundle': sample });

test('Node', { timeout: LONG }, async (t) => {
  const script = `import { readFileSync } from 'node:fs';
${PACKAGE}
${story}
const asked = { made: 0, found: 0 };
process.on('worker', (worker) => {
  asked.made += 1;
  worker.on('message', ({ found }) => (asked.found += found?.length ?? 0));
});
console.log(JSON.stringify(await story(guanjia, readFileSync(process.argv[2], 'utf8'), asked)));`;
  holds(t, `Node ${process.version}`, said(await node(project({ 'main.mjs': script }), 'main.mjs', path)));
});

test('a bad signature, which the replay finds that had gone ahead without it', { timeout: LONG }, async () => {
  const lines = record.split('\n');
  lines[6] = lines[6].slice(0, -3) + (lines[6].at(-3) === 'A' ? 'B' : 'A') + lines[6].slice(-2);
  const script = `${PACKAGE}
await guanjia.init();
const spoilt = ${JSON.stringify(lines.join('\n'))};
const [alone, together] = [await guanjia.audit(spoilt), await guanjia.auditParallel(spoilt, { workers: 2 })];
const entries = [new guanjia.Hall(spoilt), await guanjia.openParallel(spoilt, { workers: 2 })].map((hall) => JSON.stringify(hall.entries(0, hall.size)));
const same = JSON.stringify(alone) === JSON.stringify(together) && entries[0] === entries[1] && entries[0].includes('signature.invalid');
console.log(JSON.stringify({ codes: alone.findings.map(({ code }) => code), same }));`;
  const { codes, same } = said(await node(project({ 'main.mjs': script }), 'main.mjs'));
  assert.ok(same);
  assert.deepEqual(codes, ['tree.root', 'signature.invalid']);
});

test('what is refused, cancelled, or not to be told further', { timeout: LONG }, async () => {
  const script = `import { readFileSync } from 'node:fs';
${PACKAGE}
await guanjia.init();
const sample = readFileSync(process.argv[2], 'utf8');
const why = (work) => work.then(() => 'done', (error) => error.code ?? error.message);
const stopping = () => { throw new Error('mine'); };
const later = new AbortController();
setTimeout(() => later.abort(), 60);
const told = [];
const refusing = () => { throw new Error('it says nothing'); };
const mute = new Proxy({}, { get: refusing, getPrototypeOf: refusing, ownKeys: refusing });
for (const open of [guanjia.auditParallel, guanjia.openParallel]) {
  told.push(await why(open('no bundle', { workers: 2 })));
  told.push(await why(open(sample, { workers: 2, signal: { aborted: true } })));
  told.push(await why(open(sample, { workers: 2, onProgress: stopping })));
  told.push(await why(open(sample, { workers: 2, signal: later.signal })));
  told.push(await why(open(mute, { workers: 2 })));
}
told.push(await why(guanjia.auditParallel(sample, { workers: 2, policy: 'none' })));
told.push(await why(guanjia.audit('no bundle')), await why(guanjia.audit(sample, { policy: 'none' })));
console.log(JSON.stringify(told));`;
  const told = said(await node(project({ 'main.mjs': script }), 'main.mjs', path));
  const [noBundle, noPolicy] = told.slice(-2);
  assert.notEqual(noBundle, noPolicy);
  const each = [noBundle, 'audit.cancelled', 'mine', 'audit.cancelled', 'input.wrong-type'];
  assert.deepEqual(told.slice(0, 11), [...each, ...each, noPolicy]);
});

test('workers who wait for more work are asked again, unless they are lost, and keep nothing from ending', { timeout: LONG }, async () => {
  const script = `import { readFileSync } from 'node:fs';
${PACKAGE}
await guanjia.init();
const [sample, small] = [readFileSync(process.argv[2], 'utf8'), ${JSON.stringify(record)}];
const made = [];
process.on('worker', (worker) => made.push(worker));
const told = [];
const audit = async (bundle) => {
  const { size, findings } = await guanjia.auditParallel(bundle, { workers: 2 });
  told.push([size, findings.length, made.length]);
};
await audit(sample);
await audit(small);
await audit(sample);
await guanjia.auditParallel('no bundle', { workers: 2 }).catch(() => {});
await audit(small);
await Promise.all(made.map((worker) => worker.terminate()));
const lost = made.length;
await Promise.all([audit(sample), audit(small)]);
const done = performance.now();
process.on('exit', () => console.log(JSON.stringify({ told, lost, waited: performance.now() - done })));`;
  const { told, lost, waited } = said(await node(project({ 'main.mjs': script }), 'main.mjs', path));
  const [large, small] = [report.size, Number(/^entries (\d+)$/m.exec(record)[1])];
  assert.deepEqual(told.slice(0, 3), [[large, 0, 2], [small, 0, 2], [large, 0, 2]]);
  assert.equal(lost, 4, 'who refused a bundle does not wait');
  assert.deepEqual(told.slice(4).map(([size, findings]) => [size, findings]).sort(([one], [other]) => other - one), [[large, 0], [small, 0]]);
  assert.ok(told.at(-1)[2] > lost, 'others came for those who were lost');
  assert.ok(waited < 5_000, `ended only after ${waited} ms`);
});

test('no bundler, under a careful policy', browser, async (t) => {
  const folder = project({ 'index.html': PAGE, 'main.js': BROWSER("import * as guanjia from './node_modules/guanjia/dist/parallel.js';"), 'sample.bundle': sample });
  const headers = { 'content-security-policy': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'" };
  holds(t, 'Chromium', await visit(await serve(folder, { headers })));
});

test('no bundler, where no workers may be had', browser, async () => {
  const folder = project({ 'index.html': PAGE, 'main.js': BROWSER("import * as guanjia from './node_modules/guanjia/dist/parallel.js';"), 'sample.bundle': sample });
  const headers = { 'content-security-policy': "script-src 'self' 'wasm-unsafe-eval'; worker-src 'none'" };
  const { alone, same, cancelled, rising, asked } = await visit(await serve(folder, { headers }));
  assert.deepEqual(alone, report);
  assert.deepEqual([same, cancelled, rising, asked.found], [true, 'audit.cancelled', true, 0]);
});

test('Vite, while developing', browser, async (t) => {
  holds(t, 'Chromium, from Vite', await visit(await viteDev(project(files()))));
});

test('Vite, built', browser, async (t) => {
  holds(t, 'Chromium, built by Vite', await visit(await viteBuild(project(files()))));
});

test('webpack, built', browser, async (t) => {
  const built = await webpackBuild(project({ 'src/index.js': BROWSER(PACKAGE) }));
  write(built, { 'index.html': PAGE, 'sample.bundle': sample });
  holds(t, 'Chromium, built by webpack', await visit(await serve(built)));
});
