import { actAs, assembly, bring, handle, QUESTIONS, yes } from './assembly.mjs';
import { give, go, open, settled, visit, WIDTHS } from './hall.mjs';
import axe from 'axe-core';
const made = await assembly();
const check = async (page, name) => {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  for (const v of violations) console.log(name, v.id, v.nodes.map((n) => n.html.slice(0, 200)).join('\n   '));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  if (wide) console.log(name, 'too wide');
  const small = await page.evaluate(() => [...document.querySelectorAll('button, .button, select, input:not([type=file])')].filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 60 && !['radio','checkbox','hidden'].includes(one.type)).map((one) => one.outerHTML.slice(0, 120)));
  if (small.length) console.log(name, 'small', small);
};
for (const [device, width, language] of [['phone', 360, 'zh'], ['desk', 1440, 'en']]) {
  const page = await visit({ width, language });
  const shot = async (name) => { await check(page, name); await page.screenshot({ path: `/tmp/w/hvshots/${name}-${device}.png`, fullPage: true }); };
  const id = await bring(page, made);
  await go(page, `#/votes/${id}`); await shot('votes');
  await actAs(page, 'facilitator');
  for (const q of QUESTIONS) {
    await go(page, `#/vote/${id}/${q.id}`);
    await give(page, 'question.json', JSON.stringify(q));
    await page.locator('form button.main').waitFor();
    if (q.id === 'LIGHTS') await shot('vote-before');
    await page.locator('form button.main').click();
    await yes(page);
    await page.locator('a[href^="#/ballot/"]').waitFor();
  }
  await actAs(page, handle(1));
  await go(page, `#/ballot/${id}/TREES`); await shot('ballot-several');
  await go(page, `#/ballot/${id}/LIGHTS`); await shot('ballot');
  await page.locator('.options button').first().click(); await shot('ballot-confirm');
  await page.locator('.verdict button.main').click();
  await page.locator('.receipt').waitFor(); await shot('receipt');
  const href = await page.evaluate(() => location.hash);
  await actAs(page, handle(12)); await shot('ballot-refused');
  await actAs(page, 'clerk-a');
  await go(page, `#/papers/${id}/LIGHTS`);
  for (const n of [3, 4]) { await page.locator('#f-handle').fill(handle(n)); await page.locator('form button.main').first().click(); await page.waitForFunction((who) => document.querySelector('#said')?.textContent?.includes(who), handle(n)); }
  for (const [who, digit] of [['clerk-a', '1'], ['clerk-b', '2']]) {
    await actAs(page, who);
    await page.locator('#f-paper').fill('P-0001'); await page.keyboard.press('Enter'); await page.keyboard.press(digit); await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelector('#said')?.textContent?.includes('P-0001'));
  }
  await shot('papers-clerk');
  await actAs(page, 'supervisor'); await shot('papers-supervisor');
  await actAs(page, 'clerk-a');
  await go(page, `#/vote/${id}/LIGHTS`); await shot('vote-open');
  await go(page, `#/scan/${id}`); await shot('scan');
  await go(page, `#/posts/${id}`); await shot('posts');
  await page.locator('summary').first().click().catch(() => {});
  await go(page, `#/posts/${id}/new/agenda/ASM-1`); await shot('posting');
  await go(page, '#/');
  await page.getByRole('button', { name: /^(打开示例|Open the sample)/ }).click();
  await page.locator('.verdict').waitFor();
  const sid = new URL(page.url()).hash.split('/')[2];
  await settled(page);
  await go(page, `#/motion/${sid}/CONVENTION`); await shot('motion');
  await go(page, `#/motion/${sid}/Q3`); await shot('motion-q3');
  await go(page, `#/vote/${sid}/CONVENTION`); await shot('vote-done');
  await go(page, `#/papers/${sid}/CONVENTION`); await shot('papers-sample');
  await go(page, `#/posts/${sid}`); await shot('posts-sample');
  await go(page, `#/posts/${sid}/result`); await shot('post');
  await go(page, `#/check/${sid}/2570/none`); await shot('check-bad');
  console.log(page.wrong);
}
process.exit(0);
