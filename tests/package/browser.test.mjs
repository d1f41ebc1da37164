import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absent, serve, visit } from './browser.mjs';
import { viteBuild, viteDev, webpackBuild } from './bundlers.mjs';
import { LONG, project, record, write } from './stage.mjs';
import { holds, story } from './story.mjs';

const options = { skip: absent, timeout: LONG };

/** What the header of a careful site allows: its own scripts, and wasm. */
const CAREFUL = { 'content-security-policy': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'" };

const PAGE = '<!doctype html><meta charset="utf-8"><title>guanjia</title><script type="module" src="./main.js"></script>';

/** The story in a page, which fetches the record and tells in the console what came of it. */
const main = (load) => `${load}
${story}
fetch('./open_vote.bundle').then((answer) => answer.text()).then((record) => story(guanjia, record))
  .then((told) => console.log('told ' + JSON.stringify(told)), (error) => console.log('failed ' + error.stack));
`;

const OWN_URL = `
import * as all from 'guanjia';
import url from 'guanjia/guanjia.wasm?url';
const guanjia = { ...all, init: () => all.init(url) };
`;

const files = (load) => ({ 'index.html': PAGE, 'main.js': main(load), 'public/open_vote.bundle': record });

/** A site of plain files: what was installed, beside a page. */
const site = (load) => project({ 'index.html': PAGE, 'main.js': main(load), 'open_vote.bundle': record });

const from = (entry) => `import * as guanjia from './node_modules/guanjia/dist/${entry}.js';`;

test('Vite, while developing', options, async (t) => {
  const told = await visit(await viteDev(project(files("import * as guanjia from 'guanjia';"))));
  t.diagnostic(`init() takes ${told.cold.toFixed(0)} ms in Chromium, from Vite's server`);
  holds(assert, told);
});

test('Vite, while developing, with the URL that Vite gives', options, async () => {
  holds(assert, await visit(await viteDev(project(files(OWN_URL)))));
});

test('Vite, built', options, async () => {
  holds(assert, await visit(await viteBuild(project(files("import * as guanjia from 'guanjia';")))));
});

test('Vite, built, with the URL that Vite gives', options, async () => {
  holds(assert, await visit(await viteBuild(project(files(OWN_URL)))));
});

test('Vite, built, with the wasm inside', options, async () => {
  holds(assert, await visit(await viteBuild(project(files("import * as guanjia from 'guanjia/inline';")))));
});

test('webpack, built', options, async () => {
  const folder = project({ 'src/index.js': main("import * as guanjia from 'guanjia';") });
  const built = await webpackBuild(folder);
  write(built, { 'index.html': PAGE, 'open_vote.bundle': record });
  holds(assert, await visit(await serve(built)));
});

test('no bundler, under a careful policy', options, async (t) => {
  const told = await visit(await serve(site(from('index')), { headers: CAREFUL }));
  t.diagnostic(`init() takes ${told.cold.toFixed(0)} ms in Chromium, from a static server`);
  holds(assert, told);
});

test('no bundler, from a server that does not know what wasm is', options, async () => {
  holds(assert, await visit(await serve(site(from('index')), { types: { '.wasm': 'application/octet-stream' } })));
});

test('no bundler, the wasm inside, under a careful policy that lets nothing else be fetched', options, async () => {
  const load = `${from('inline')}
const before = globalThis.fetch;
globalThis.fetch = (url) => (String(url).endsWith('.bundle') ? before(url) : Promise.reject(new Error('nothing is fetched')));`;
  holds(assert, await visit(await serve(site(load), { headers: CAREFUL })));
});

test('a policy that forbids wasm, and a wasm that is not there, are told as errors', options, async () => {
  const told = `import { init, rules } from './node_modules/guanjia/dist/index.js';
const failures = [];
const loads = async (source) => { try { await init(source); return true; } catch (error) { failures.push([error.name, error.code]); return false; } };
await loads(new URL('./none.wasm', import.meta.url));
await loads(fetch('./index.html'));
await loads(new Uint8Array([0, 97, 115, 109, 1, 0, 0]));
const works = await loads();
console.log('told ' + JSON.stringify({ failures, works, rules: works && rules().length }));`;
  const folder = site(from('index'));
  write(folder, { 'main.js': told });
  const load = ['GuanjiaError', 'package.load'];
  const strict = await visit(await serve(folder, { headers: { 'content-security-policy': "script-src 'self'" } }));
  assert.deepEqual([strict.failures, strict.works], [[load, load, load, load], false]);
  const open = await visit(await serve(folder));
  assert.deepEqual([open.failures, open.works], [[load, load, load], true]);
  assert.ok(open.rules > 20);
});
