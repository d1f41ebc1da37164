// What a first visit costs, and what it leaves for later.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { open, options, root, settled, visit } from './hall.mjs';

/** What may be loaded, in bytes of brotli: for the first page, and up to a record that is audited. */
const [FIRST, AUDITED] = [400_000, 408_000];

const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_LGWIN]: 24 } }).length;

test('the first page is 400 kB at most, and what finds lotteries is not loaded even for an audit', options, async (t) => {
  const page = await visit({ serviceWorkers: 'block' });
  const loaded = new Set();
  page.on('request', (request) => loaded.add(new URL(request.url()).pathname.replace(/\/$/, '/index.html')));
  const weigh = () => {
    const sizes = [...loaded].filter((path) => !path.endsWith('.bundle')).map((path) => [path, brotli(readFileSync(join(root, 'www/dist', path)))]);
    const sum = sizes.reduce((all, [, size]) => all + size, 0);
    t.diagnostic(`${sum} bytes of brotli: ${sizes.map(([path, size]) => `${path} ${size}`).join(', ')}`);
    return { sum, wasms: sizes.filter(([path]) => path.endsWith('.wasm')).map(([path]) => /\/(\w+)-[^/]*$/.exec(path)[1]) };
  };
  await page.reload();
  await settled(page);
  const first = weigh();
  await open(page);
  const audited = weigh();
  assert.deepEqual(audited.wasms, ['guanjia']);
  const wasm = first.wasms.length > 0 ? 0 : brotli(readFileSync(join(root, 'pkg/dist/guanjia.wasm')));
  assert.ok(first.sum + wasm <= FIRST, `${first.sum + wasm} bytes`);
  assert.ok(audited.sum <= AUDITED, `${audited.sum} bytes`);
});

test('what finds lotteries is kept for being offline, though nothing asked for it', options, async () => {
  const page = await visit();
  const kept = await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    const requests = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  const wasms = kept.filter((path) => path.endsWith('.wasm')).map((path) => /\/(\w+)-[^/]*$/.exec(path)[1]).sort();
  assert.deepEqual(wasms, ['guanjia', 'lottery']);
});
