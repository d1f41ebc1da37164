import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { go, leafOf, open, options, root, scratch, visit } from './hall.mjs';

const ENTRY = 2570;
const WIDE = 640;
const HIGH = 480;

/** The squares of a code, row by row. */
async function rowsOf(text) {
  const { encodeQR } = await import(pathToFileURL(join(root, 'www/node_modules/qr/index.js')));
  return encodeQR(text, 'raw', { border: 4 });
}

/** A film: grey at first, and then codes held before the camera. */
async function film(...texts) {
  const frame = (rows) => {
    const luma = Buffer.alloc(WIDE * HIGH, 120);
    const dot = Math.floor((HIGH - 40) / rows.length);
    for (const [y, row] of rows.entries()) {
      for (const [x, on] of row.entries()) {
        for (let line = 20 + y * dot; line < 20 + (y + 1) * dot; line += 1) luma.fill(on ? 20 : 230, line * WIDE + 60 + x * dot, line * WIDE + 60 + (x + 1) * dot);
      }
    }
    return Buffer.concat([Buffer.from('FRAME\n'), luma, Buffer.alloc(WIDE * HIGH / 2, 128)]);
  };
  const file = join(scratch(), 'code.y4m');
  const codes = await Promise.all(texts.map(rowsOf));
  writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${WIDE} H${HIGH} F10:1 Ip A1:1 C420jpeg\n`), frame([]), frame([]), ...codes.map(frame)]));
  return file;
}

/** A page about to scan, whose camera shows a film; `stopped` waits until the camera is off. */
async function scanning(shown, id) {
  const page = await visit({ film: shown });
  if (id !== undefined) await open(page);
  await go(page, `#/scan/${id ?? ''}`);
  await page.evaluate(() => {
    const asked = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = async (wanted) => (globalThis.stream = await asked(wanted));
  });
  await page.locator('main section button.main').click();
  page.stopped = () => page.waitForFunction(() => globalThis.stream.getTracks().every(({ readyState }) => readyState === 'ended'));
  return page;
}

/** The code on the receipt of somebody's vote, as it is printed. */
const receiptOf = (charter) => `https://hall.example/#/check/${charter}/${ENTRY}/${leafOf(ENTRY)}`;

test('the camera sees the code of a receipt and is let go, and the receipt is checked', options, async () => {
  const charter = await open(await visit());
  const page = await scanning(await film(receiptOf(charter)), charter);
  await page.waitForURL((url) => url.hash.startsWith('#/check/'));
  await page.locator('.verdict.good').waitFor();
  await page.stopped();
  assert.deepEqual(page.wrong, []);
});

test('a code that is none of the hall is told, and the camera is let go by whoever goes elsewhere', options, async () => {
  const other = await scanning(await film('not of this hall'));
  await other.locator('p[role=alert]').waitFor();
  await other.stopped();
  const nothing = await scanning(await film());
  await nothing.locator('video:not([hidden])').waitFor();
  await go(nothing, '#/');
  await nothing.stopped();
  assert.deepEqual([...other.wrong, ...nothing.wrong], []);
});

test('without a camera the page says what else can be done', options, async () => {
  const page = await visit();
  await go(page, '#/scan');
  await page.locator('main section button.main').click();
  await page.locator('main [role=status]', { hasText: '照片' }).waitFor();
  assert.deepEqual(page.wrong, []);
});

test('a photograph of a code is read: askew, dim, and many times larger than the code', options, async () => {
  const page = await visit();
  const charter = await open(page);
  const photo = await page.evaluate(async (cells) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 3000, height: 4000 });
    const drawn = canvas.getContext('2d');
    drawn.fillStyle = '#6a6258';
    drawn.fillRect(0, 0, 3000, 4000);
    drawn.translate(1100, 1500);
    drawn.rotate(0.3);
    for (const [y, row] of cells.entries()) {
      for (const [x, on] of row.entries()) {
        drawn.fillStyle = on ? '#2c2a28' : '#b9b2a4';
        drawn.fillRect(x * 16, y * 16, 16.5, 16.5);
      }
    }
    const blob = await new Promise((made) => canvas.toBlob(made, 'image/jpeg', 0.8));
    return [...new Uint8Array(await blob.arrayBuffer())];
  }, await rowsOf(receiptOf(charter)));
  await go(page, `#/scan/${charter}`);
  await page.locator('main input[type=file]').setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(photo) });
  await page.waitForURL((url) => url.hash.startsWith('#/check/'));
  await page.locator('.verdict.good').waitFor();
  assert.deepEqual(page.wrong, []);
});
