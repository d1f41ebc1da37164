// Every snippet of the package's README, taken from there and run as it tells; WeChat's and Taro's run in ./miniprogram.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { absent, reads, serve } from './browser.mjs';
import { viteBuild, viteDev, webpackBuild } from './bundlers.mjs';
import { LONG, node, project, record, root, write } from './stage.mjs';

const readme = readFileSync(join(root, 'pkg/README.md'), 'utf8');
const given = /It gives, everywhere: `(.+)`/.exec(readme)[1];

/** The files that a section shows, by the name that each says in its first line. */
function files(section) {
  const after = section.replace(/^```\w*\n[^]*?^```$/gm, '');
  assert.doesNotMatch(after, /```/);
  return Object.fromEntries(
    [...section.matchAll(/^```(?:js|html|jsx)\n(?:\/\/|<!--) ([\w./-]+)(?: -->)?\n([^]*?)^```$/gm)].map(([, name, text]) => [name, text]),
  );
}

const sections = Object.fromEntries(readme.split(/^#{2,3} /m).slice(1).map((part) => [part.slice(0, part.indexOf('\n')), files(part)]));
const shared = sections['一张票 One vote'];
const tested = new Set(['一张票 One vote', '原生 Native', 'Taro']);

/** A project of what a section shows, with the file that all of them use. */
function made(title, type) {
  assert.ok(Object.keys(sections[title]).length > 0, title);
  tested.add(title);
  return project({ ...shared, ...sections[title] }, type);
}

const NODE = { 'Node (ES module)': 'main.mjs', 'Node (CommonJS)': 'main.cjs', '不能再取文件时 Where nothing can be fetched': 'inline.mjs' };
for (const [title, main] of Object.entries(NODE)) {
  for (const type of ['module', 'commonjs']) {
    test(`${title}, in a project of type ${type}`, { timeout: LONG }, async () => {
      assert.equal((await node(made(title, type), main)).trim(), given);
    });
  }
}

const browser = { skip: absent, timeout: LONG };

test('Vite', browser, async () => {
  const folder = made('Vite');
  assert.equal(await reads(await viteDev(folder)), given);
  assert.equal(await reads(await viteBuild(folder)), given);
});

test('webpack', browser, async () => {
  const folder = made('webpack');
  const dist = await webpackBuild(folder);
  cpSync(join(folder, 'index.html'), join(dist, 'index.html'));
  assert.equal(await reads(await serve(dist)), given);
});

test('no bundler, under the policy that the README gives', browser, async () => {
  const [, policy] = /^Content-Security-Policy: (.+)$/m.exec(readme);
  const folder = made('不用打包工具 No bundler');
  assert.equal(await reads(await serve(folder, { headers: { 'content-security-policy': policy } })), given);
  assert.equal(await reads(await serve(folder)), given);
});

test('at the edge, where the platform hands in the module', { timeout: LONG }, async () => {
  const folder = made('边缘 Edge workers');
  // What such a platform does: an import of `.wasm` is a compiled module, and nothing is compiled afterwards.
  write(folder, {
    'platform.mjs': `import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
export async function load(url, context, next) {
  if (!url.endsWith('.wasm')) return next(url, context);
  const bytes = readFileSync(fileURLToPath(url)).toString('base64');
  return { format: 'module', shortCircuit: true, source: "export default new WebAssembly.Module(Buffer.from('" + bytes + "', 'base64'));" };
}`,
    'run.mjs': `import { register } from 'node:module';
import { readFileSync } from 'node:fs';
register('./platform.mjs', import.meta.url);
const { default: worker } = await import('./worker.mjs');
const body = readFileSync('open_vote.bundle', 'utf8');
const requests = [1, 2].map(() => new Request('https://example.org/', { method: 'POST', body }));
const { instantiate } = WebAssembly;
const forbidden = () => { throw new Error('compiling is not allowed here'); };
WebAssembly.compile = WebAssembly.compileStreaming = WebAssembly.instantiateStreaming = forbidden;
WebAssembly.instantiate = (source, imports) => (source instanceof WebAssembly.Module ? instantiate(source, imports) : forbidden());
for (const turn of [1, 2]) console.log(turn, await (await worker.fetch(requests.pop())).text());`,
    'open_vote.bundle': record,
  });
  assert.equal((await node(folder, 'run.mjs')).trim(), `1 ${given}\n2 ${given}`);
});

test('several cores', { timeout: LONG }, async () => {
  const told = (await node(made('多核核验 Several cores'), 'cores.mjs')).trim().split('\n');
  assert.equal(told.at(-1), '0 findings');
  assert.equal(told.at(-2), '13/13');
});

test('finding a lottery', { timeout: LONG }, async () => {
  const told = (await node(made('求方案 Finding a lottery'), 'lottery.mjs')).trim().split('\n');
  // One of two owners and one of two tenants on average: everybody on half the panels.
  assert.match(told.at(-1), /^50 of 100, at best 50; drawn: V-\d V-\d V-\d$/);
  assert.match(told.at(-2), /^\d+\/100$/);
});

test('errors', { timeout: LONG }, async () => {
  const [code, zh, en, rest] = (await node(made('错误 Errors'), 'errors.mjs')).trim().split('\n');
  assert.match(code, /^[a-z]+\.[a-z-]+$/);
  assert.match(zh, /[\u4e00-\u9fff]/);
  assert.match(en, /^[a-z`]/);
  assert.match(rest, /^\{.*\} undefined$/);
});

test('no snippet is left that nothing runs', () => {
  const shown = Object.entries(sections).filter(([, each]) => Object.keys(each).length > 0).map(([title]) => title);
  assert.deepEqual(shown.filter((title) => !tested.has(title)), []);
  const unnamed = [...readme.matchAll(/^```(js|html|jsx)\n(.*)$/gm)].map(([, , first]) => first).filter((first) => !/^(\/\/|<!--) [\w./-]+( -->)?$/.test(first));
  // The page of the mini-program is shown beside its script.
  assert.deepEqual(unnamed, ['<view>{{title}}</view>']);
});

test('the README names everything that the package exports, and every code of its own', { timeout: LONG }, async () => {
  const folder = project();
  const guanjia = await import(pathToFileURL(join(folder, 'node_modules/guanjia/dist/parallel-node.js')));
  const { CODES } = await import(pathToFileURL(join(folder, 'node_modules/guanjia/dist/errors.js')));
  const lottery = await import(pathToFileURL(join(folder, 'node_modules/guanjia/dist/lottery/node.js')));
  const names = [...Object.keys(guanjia), ...Object.keys(lottery)];
  const members = [guanjia.Hall, guanjia.Auditor].flatMap((of) => Object.getOwnPropertyNames(of.prototype)).filter((name) => name !== 'constructor');
  for (const name of [...names, ...members]) assert.match(readme, new RegExp(`\\b${name}\\b`), name);
  const errors = readme.slice(readme.indexOf('## 错误 Errors'), readme.indexOf('## 大小 Sizes'));
  const table = [...errors.matchAll(/^\| `([a-z]+\.[a-z-]+)` \|/gm)].map(([, code]) => code);
  assert.deepEqual(table, Object.keys(CODES));
  const packed = readdirSync(join(folder, 'node_modules/guanjia'));
  assert.ok(packed.includes('README.md'));
});
