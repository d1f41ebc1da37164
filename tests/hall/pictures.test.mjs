// What every view looks like, for whoever cannot run it: `GUANJIA_WRITE=1` takes the pictures anew.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { open, options, root, show, VIEWS, visit, WIDTHS } from './hall.mjs';

const folder = join(root, 'www/screenshots');

/** As much of a page as a picture shows, in pixels. */
const HEIGHT = 1600;

test('every view is pictured on a phone and on a desk', options, async () => {
  const names = Object.keys(WIDTHS).flatMap((device) => Object.keys(VIEWS).map((name) => `${name}-${device}.png`));
  if (process.env.GUANJIA_WRITE === '1') {
    mkdirSync(folder, { recursive: true });
    for (const [device, width] of Object.entries(WIDTHS)) {
      const page = await visit({ width });
      const id = await open(page);
      for (const name of Object.keys(VIEWS)) {
        await show(page, id, name);
        const height = Math.min(HEIGHT, await page.evaluate(() => document.documentElement.scrollHeight));
        await page.screenshot({ path: join(folder, `${name}-${device}.png`), fullPage: true, clip: { x: 0, y: 0, width, height } });
      }
    }
  }
  assert.deepEqual(readdirSync(folder).sort(), names.sort());
});
