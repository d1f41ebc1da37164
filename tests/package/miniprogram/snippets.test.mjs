// The snippets of the package's README for WeChat, native and with Taro, run as they stand there.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { LONG, record, root, scratch, tarball } from '../stage.mjs';
import { reads, tap, until } from './resident.mjs';
import { PROFILES, createMiniProgram } from './sandbox.mjs';
import { install, wechat } from './stage.mjs';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const readme = readFileSync(join(root, 'pkg/README.md'), 'utf8');

for (const path of ['native/pages/index/index.js', 'native/pages/index/index.wxml', 'taro/config/index.js', 'taro/src/pages/index/index.jsx']) {
  test(`the README shows ${path}`, () => {
    assert.ok(readme.includes(readFileSync(at(path), 'utf8').trim()));
  });
}

const native = join(scratch(), 'native');
mkdirSync(native);
install(native, at('native'));
writeFileSync(join(native, 'record.js'), `module.exports = ${JSON.stringify(record)};`);
wechat('pack', native);

for (const profile of Object.keys(PROFILES)) {
  test(`native, on ${profile}: a vote is cast and audited`, async () => {
    const program = createMiniProgram(native, { profile });
    program.open('pages/index/index');
    await until(program, '在小游园添三张长椅');
    await tap(program, '同意');
    assert.match(reads(program), /已计入,编号 13/);
    // The same ballot again is the same entry.
    await tap(program, '同意');
    assert.match(reads(program), /已计入,编号 13/);
    program.close();
  });
}

const taro = at('taro');
const absent = existsSync(join(taro, 'node_modules/@tarojs/cli')) ? false : 'Taro is not installed: npm ci in tests/package/miniprogram/taro';
if (absent) console.log(`# skipped: ${absent}`);

test('Taro: a vote is cast and audited, in every profile', { skip: absent, timeout: LONG }, async () => {
  const folder = mkdtempSync(join(taro, 'run-'));
  after(() => rmSync(folder, { recursive: true }));
  for (const part of ['src', 'config', 'babel.config.js', 'project.config.json', 'package.json']) cpSync(join(taro, part), join(folder, part), { recursive: true });
  writeFileSync(join(folder, 'src/record.js'), `export default ${JSON.stringify(record)};`);
  mkdirSync(join(folder, 'node_modules/guanjia'), { recursive: true });
  execFileSync('tar', ['-xzf', tarball(), '-C', join(folder, 'node_modules/guanjia'), '--strip-components=1']);
  execFileSync(process.execPath, [join(taro, 'node_modules/@tarojs/cli/bin/taro'), 'build', '--type', 'weapp'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, NODE_ENV: 'production' } });

  for (const profile of Object.keys(PROFILES)) {
    const program = createMiniProgram(join(folder, 'dist'), { profile });
    const page = program.open('pages/index/index');
    const shows = () => JSON.stringify(page.data);
    await waits(() => shows().includes('在小游园添三张长椅'), shows);
    const button = find(page.data.root, (node) => node.v === undefined && JSON.stringify(node).includes('同意'));
    const target = { id: button.sid, dataset: { sid: button.sid } };
    page.eh(program.plain({ type: 'tap', timeStamp: 1, detail: {}, target, currentTarget: target }));
    await waits(() => shows().includes('已计入,编号 13'), shows);
  }
});

/** The innermost node of Taro's tree that fits; texts are nodes with a `v`. */
function find(node, fits) {
  for (const child of node.cn ?? []) {
    const found = find(child, fits);
    if (found) return found;
  }
  return node.sid && fits(node) ? node : undefined;
}

async function waits(holds, shows) {
  const end = Date.now() + 20_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`never came: ${shows()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
