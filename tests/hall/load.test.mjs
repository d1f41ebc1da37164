// What a first visit costs, and what it leaves for later.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { options, settled, visit } from './hall.mjs';

/** What a page of this size may weigh in all, in bytes of brotli. */
const FIRST = 400_000;

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } }).length;

test('the first load is 400 kB at most, and what finds lotteries is not in it', options, async (t) => {
  const page = await visit({ serviceWorkers: 'block' });
  const loaded = [];
  page.on('response', (response) => loaded.push(response));
  await page.reload();
  await settled(page);
  const sizes = await Promise.all(loaded.map(async (response) => [new URL(response.url()).pathname, brotli(await response.body())]));
  const sum = sizes.reduce((all, [, size]) => all + size, 0);
  t.diagnostic(`${sum} bytes of brotli: ${sizes.map(([path, size]) => `${path} ${size}`).join(', ')}`);
  assert.ok(sizes.some(([path]) => /\/guanjia-.*\.wasm$/.test(path)), 'the wasm is in it');
  assert.ok(!sizes.some(([path]) => path.includes('lottery')));
  assert.ok(sum <= FIRST, `${sum} bytes`);
});

test('what is kept for being offline is not what finds lotteries, until it was asked for', options, async () => {
  const page = await visit();
  const kept = () => page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    const requests = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  const files = await kept();
  assert.ok(files.some((path) => /\/guanjia-.*\.wasm$/.test(path)));
  assert.ok(!files.some((path) => /\.wasm$/.test(path) && path.includes('lottery')));
});
