import { test } from 'node:test';
import { visit, open, show, VIEWS, WIDTHS } from './hall.mjs';
import axe from 'axe-core';
test('probe', async () => {
  for (const [dev, width] of Object.entries(WIDTHS)) {
    const page = await visit({ width, language: process.env.L ?? 'zh' });
    const id = await open(page);
    if (process.env.BIG) await page.locator('header button[aria-pressed]').click();
    if (process.env.DARK) await page.emulateMedia({ colorScheme: 'dark' });
    for (const name of Object.keys(VIEWS)) {
      await show(page, id, name);
      await page.screenshot({ path: `/tmp/w/h2-${dev}-${name}${process.env.S ?? ''}.png`, fullPage: !process.env.VP });
      await page.evaluate(axe.source);
      const r = await page.evaluate(() => axe.run());
      console.log(dev, name, 'overflow', await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), JSON.stringify(r.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0,150))])));
    }
    console.log(page.wrong);
  }
});
