import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { go, LANGUAGES, native, open, options, SAID, SAMPLE, settled, visit, WIDTHS } from './hall.mjs';

/** The select of stages offers before the draw, the notice, the draft, the votes, the results, the signatures and the tasks, and all of it. */
const STAGES = 8;

for (const language of LANGUAGES) {
  for (const [device, width] of Object.entries(WIDTHS)) {
    const said = SAID[language];

    describe(`${language}, ${device}`, options, () => {
      test('anyone opens the sample, sees that it holds, and reads it at every stage', async () => {
        const page = await visit({ width, language });
        const id = await open(page);
        assert.match(await page.locator('.verdict').textContent(), new RegExp(`${said.holds}.*5626`));
        assert.equal(await page.locator('.checks .failed').count(), 0);
        assert.equal(await page.locator('.checks .passed').count(), 6);
        await page.getByRole('main').getByRole('link', { name: said.record }).click();
        await page.locator('#stage').waitFor();
        const offered = await page.locator('#stage option').evaluateAll((all) => all.map(({ value }) => value));
        assert.equal(offered.length, STAGES);
        const motions = [];
        for (const size of offered) {
          await page.locator('#stage').focus();
          await page.locator('#stage').selectOption(size);
          await page.waitForURL((url) => url.hash.endsWith(`/${id}`) || url.hash.endsWith(`/${id}/${size}`));
          await settled(page);
          assert.equal(await page.locator('#stage').inputValue(), size);
          assert.ok(await page.locator('#stage').evaluate((select) => select === document.activeElement), 'who chose a stage is still there');
          motions.push(await page.locator('a[href^="#/motion/"]').count());
        }
        assert.deepEqual(motions, [...motions].sort((a, b) => a - b), 'nothing is ever taken off a record');
        assert.deepEqual([motions[0], motions.at(-1)], [0, 7]);
        assert.deepEqual(page.wrong, []);
      });

      test('anyone reads every question that was voted on, as the program shows it', async () => {
        const page = await visit({ width, language });
        const id = await open(page);
        await go(page, `#/record/${id}`);
        const links = await page.locator('a[href^="#/motion/"]').evaluateAll((all) => all.map((link) => [link.textContent, link.getAttribute('href')]));
        assert.equal(new Set(links.map(([title]) => title)).size, 7, 'no two are called alike');
        const rounds = links.filter(([title]) => title.includes('遛犬时段')).map(([title]) => title);
        assert.deepEqual(rounds, said.rounds.map((round) => `遛犬时段 · ${round}`));
        const told = JSON.parse(native('show', '--json', SAMPLE)).motions;
        for (const [title, href] of links) {
          await go(page, href);
          assert.equal(await page.locator('h1').textContent(), title);
          const { participating, tally } = told.find(({ id }) => id === href.split('/')[3]);
          const heads = [...Object.values(tally.count.options), tally.count.abstain, tally.count.invalid].map((count) => count?.heads ?? 0);
          const result = await page.locator('section:not(:has(.note)) > .bar .value').allTextContents();
          assert.deepEqual(result.map(Number).sort(), heads.sort(), title);
          assert.match(await page.locator('h2').first().textContent(), new RegExp(` ${participating} / `));
        }
        const text = await page.locator('main').innerText();
        assert.match(text, /850.*1032/, 'the rule in numbers');
        assert.ok(text.includes(said.passed));
        assert.deepEqual(page.wrong, []);
      });

      test('a resident finds the vote that counts and the one that does not, and checks the receipt', async () => {
        const page = await visit({ width, language });
        const id = await open(page);
        await page.getByRole('main').getByRole('link', { name: said.mine }).click();
        await page.locator('#handle').fill('H-0016');
        await page.getByRole('button', { name: said.look, exact: true }).click();
        const card = page.locator('.cards li');
        await card.waitFor();
        assert.ok((await card.locator('.good').textContent()).includes(said.entry));
        assert.ok((await card.locator('.note').textContent()).includes(said.listed));
        await page.locator('input[type=file]').setInputFiles({ name: 'my.tlog-proof', mimeType: 'text/plain', buffer: Buffer.from(native('proof', SAMPLE, '2570')) });
        await page.locator('.good.large').waitFor();
        assert.ok((await page.locator('.good.large').textContent()).includes(said.receipt));
        assert.equal(await page.locator('.bad').count(), 0);
        await card.getByRole('link', { name: said.entry }).click();
        await page.locator('.entry').waitFor();
        assert.match(await page.locator('.entry').innerText(), /2570[\s\S]*"option": "Y"/);
        assert.equal(new URL(page.url()).hash, `#/record/${id}/2570`);
        assert.deepEqual(page.wrong, []);
      });
    });
  }
}
