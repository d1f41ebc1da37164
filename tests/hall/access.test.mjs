import assert from 'node:assert/strict';
import { test } from 'node:test';
import axe from 'axe-core';
import { LANGUAGES, open, options, settled, show, VIEWS, visit, WIDTHS } from './hall.mjs';

/** What axe finds on a page, by the name of the rule. */
async function findings(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

for (const language of LANGUAGES) {
  for (const [device, width] of Object.entries(WIDTHS)) {
    test(`axe finds nothing and nothing is wider than the page: ${language}, ${device}, light and dark, usual and big type`, options, async () => {
      const page = await visit({ width, language });
      const id = await open(page);
      // Big type is asked for on a phone; colours do not depend on it.
      for (const size of device === 'phone' ? ['usual', 'big'] : ['usual']) {
        if (size === 'big') await page.locator('header button[aria-pressed]').click();
        await settled(page);
        for (const name of Object.keys(VIEWS)) {
          await show(page, id, name);
          for (const colorScheme of size === 'usual' ? ['light', 'dark'] : ['light']) {
            await page.emulateMedia({ colorScheme });
            assert.deepEqual(await findings(page), [], `${name}, ${size} type, ${colorScheme}`);
          }
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}, ${size} type`);
          const small = await page.evaluate(() => [...document.querySelectorAll('button, .button, select, summary, input:not([type=file], [type=hidden])')].filter((one) => one.checkVisibility() && (one.closest('label.choice') ?? one).getBoundingClientRect().height < 60).map((one) => one.outerHTML));
          assert.deepEqual(small, [], 'whatever is to be pressed is 60 px high or more');
        }
      }
      assert.deepEqual(page.wrong, []);
    });
  }
}

/** Presses Tab until something is in focus. */
async function reach(page, selector, key = 'Tab') {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press(key);
    const there = await page.evaluate((wanted) => {
      const focused = document.activeElement;
      const ring = focused.closest('label') ?? focused;
      return focused.matches(wanted) && { seen: getComputedStyle(ring).outlineStyle !== 'none' };
    }, selector);
    if (there) return assert.ok(there.seen, `${selector} shows that it is in focus`);
  }
  assert.fail(`${selector} is not reached by Tab`);
}

test('by keyboard alone', options, async () => {
  const page = await visit();
  await page.keyboard.press('Tab');
  assert.ok(await page.locator('.skip').evaluate((link) => link === document.activeElement), 'first the way to the content');
  await page.keyboard.press('Enter');
  await reach(page, 'main input[type=file]');
  await reach(page, 'main section > button');
  await page.keyboard.press('Enter');
  await page.locator('.verdict.good').waitFor();
  await reach(page, 'a.main');
  await page.keyboard.press('Enter');
  await page.locator('#stage').waitFor();
  await reach(page, '#stage');
  await page.keyboard.press('Home');
  await page.locator('.entry').waitFor();
  assert.ok(await page.locator('#stage').evaluate((select) => select === document.activeElement));
  await reach(page, 'a[href^="#/mine/"]');
  await page.keyboard.press('Enter');
  await page.locator('#handle').waitFor();
  await reach(page, '#handle');
  await page.keyboard.type('H-0016');
  await page.keyboard.press('Enter');
  await page.locator('.cards li').waitFor();
  await reach(page, '.cards .good a');
  await page.keyboard.press('Enter');
  await page.locator('.entry', { hasText: '2570' }).waitFor();
  await reach(page, 'header button[aria-pressed]', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.locator('html.big').waitFor();
  assert.ok(await page.locator('header button[aria-pressed=true]').evaluate((button) => button === document.activeElement), 'what was pressed keeps the focus');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await page.locator('html[lang=en]').waitFor();
  assert.ok(await page.locator('header button[lang]').evaluate((button) => button === document.activeElement));
  assert.deepEqual(page.wrong, []);
});
