// What a first visit costs, and what it leaves for later.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { open, options, root, settled, visit } from './hall.mjs';

/** What all of it may weigh, in bytes of brotli. */
const FIRST = 415_000;

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } }).length;

test('what is loaded up to the first record that is audited is 415 kB at most, without what finds lotteries', options, async (t) => {
  const page = await visit({ serviceWorkers: 'block' });
  const loaded = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await page.reload();
  await settled(page);
  await open(page);
  const paths = loaded.map((path) => path.replace(/\/$/, '/index.html')).filter((path) => !path.endsWith('.bundle'));
  const sizes = [...new Set(paths)].map((path) => [path, brotli(readFileSync(join(root, 'www/dist', path)))]);
  const sum = sizes.reduce((all, [, size]) => all + size, 0);
  t.diagnostic(`${sum} bytes of brotli: ${sizes.map(([path, size]) => `${path} ${size}`).join(', ')}`);
  assert.deepEqual(sizes.map(([path]) => path).filter((path) => path.endsWith('.wasm')).map((path) => /\/(\w+)-[^/]*$/.exec(path)[1]), ['guanjia']);
  assert.ok(sum <= FIRST, `${sum} bytes`);
});

test('what is kept for being offline is not what finds lotteries, which is kept once it was asked for', options, async () => {
  const page = await visit();
  const kept = () => page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    const requests = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  const files = await kept();
  const wasms = (paths) => paths.filter((path) => path.endsWith('.wasm')).map((path) => /\/(\w+)-[^/]*$/.exec(path)[1]).sort();
  assert.deepEqual(wasms(files), ['guanjia']);
  const [lottery] = readdirSync(join(root, 'www/dist/assets')).filter((name) => /^lottery-.*\.wasm$/.test(name));
  await page.reload();
  await settled(page);
  const fetched = () => page.evaluate((name) => fetch(`./assets/${name}`).then((response) => response.arrayBuffer()).then(({ byteLength }) => byteLength), lottery);
  const size = await fetched();
  assert.deepEqual(wasms(await kept()), ['guanjia', 'lottery']);
  await page.context().setOffline(true);
  assert.equal(await fetched(), size);
});
