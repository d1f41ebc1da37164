import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { PARTS } from './deliberation.mjs';
import { altered, give, go, native, options, SAID, saved, scratch, visit, WIDTHS } from './hall.mjs';

/** Lets the service worker keep the page, and takes the network away: everything after that is done without it. */
async function offline(page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller) await new Promise((taken) => navigator.serviceWorker.addEventListener('controllerchange', taken, { once: true }));
  });
  await page.context().setOffline(true);
}

for (const [language, device] of [['zh', 'phone'], ['zh', 'desk'], ['en', 'phone'], ['en', 'desk']]) {
  test(`from an empty browser to a convention that is promulgated, signed and carried out, offline: ${language}, ${device}`, options, async (t) => {
    const page = await visit({ width: WIDTHS[device], language });
    await offline(page);
    let going = true;
    for (const [name, part] of Object.entries(PARTS)) {
      await t.test(name, { skip: !going }, async () => {
        going = false;
        await part(page);
        going = true;
      });
    }
    if (!going) return;
    assert.deepEqual(page.wrong, []);

    // What the page exports holds for the program; one bit of one ballot turned over is found where it stands.
    await go(page, `#/desk/${page.id}`);
    const bundle = await saved(page, SAID[language].bundle);
    const audited = (text) => {
      const file = join(scratch(), 'convention.bundle');
      writeFileSync(file, text);
      return JSON.parse(native('audit', '--json', file));
    };
    const { findings, checks, size } = audited(bundle);
    assert.deepEqual(findings, []);
    assert.ok(checks.every(({ outcome }) => outcome !== 'failed'));
    const [[, code]] = page.receipts;
    const ballot = Number(code.split('-')[0]);
    const text = altered(bundle, ballot);
    const told = audited(text).findings.filter(({ entry }) => entry === ballot);
    assert.ok(size > ballot && told.length > 0);
    await go(page, '#/');
    await give(page, 'convention.bundle', text);
    await page.locator('.verdict.bad', { hasText: SAID[language].fails }).waitFor();
    const [said] = told;
    await page.locator('.findings li', { hasText: said[language] }).first().getByRole('link', { name: String(ballot) }).click();
    await page.locator('.entry .bad').waitFor();
    assert.deepEqual(page.wrong, []);
  });
}
