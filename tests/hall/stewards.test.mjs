import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { actAs, community, confirm, go, LANGUAGES, native, options, practise, saved, scratch, settled, told, turn, visit, WIDTHS } from './hall.mjs';
import { freeze } from './steps.mjs';

const SAYS = {
  zh: { step: ['开始推荐', '结束推荐', '公示名单', '聘任'], spec: '存下全部数据(可用别的程序重算)', again: '自己重算一遍', same: '一模一样' },
  en: { step: ['Open nominations', 'Close nominations', 'Publish the list', 'Appoint'], spec: 'Save all of it (for other programs)', again: 'Recompute it yourself', same: 'to the letter' },
};

/** The entry of the sample before which nothing was announced of the panel. */
const BEFORE_THE_PANEL = 1923;

/** Presses a button of a form and says yes to what is asked once more. */
async function sign(page, name) {
  await told(page, async () => {
    await page.locator('main form button.main', { hasText: name }).first().click();
    await confirm(page);
  });
}

for (const language of LANGUAGES) {
  for (const [device, width] of Object.entries(WIDTHS)) {
    const say = SAYS[language];

    describe(`stewards, ${language}, ${device}`, options, () => {
      test('from bases to stewards in office, by a draw that anyone can do again', async () => {
        const page = await visit({ width, language });
        const id = await community(page);
        await actAs(page, id, 'committee');
        await freeze(page, id, 'households', 'households-2026');
        await freeze(page, id, 'residents', 'residents-2026');

        await go(page, `#/stewards/${id}`);
        await page.locator('summary').first().click();
        await page.locator('[name=roster]').fill('R-2026');
        await page.locator('[name=candidates]').selectOption('residents-2026');
        await page.locator('[name=percent]').fill('25');
        assert.deepEqual(await page.locator('.seats .count').allTextContents(), ['1', '1', '1']);
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('[name=percent]').inputValue(), '25');
        await page.locator('form:has([name=percent]) button.main').click();
        await page.locator('dialog button.main').click();
        await page.locator('h1', { hasText: 'R-2026' }).waitFor();

        await page.locator('[name=until]').first().fill('2026-03-10');
        await sign(page, say.step[0]);
        for (const handle of ['S-001', 'S-002', 'S-003', 'S-004', 'S-005']) {
          await page.locator('[name=handle]').fill(handle);
          await page.locator('[name=source]').selectOption('building');
          await page.locator('form:has([name=handle]) button.main').click();
          await page.locator('.people li', { hasText: handle }).waitFor();
        }
        await actAs(page, id, 'S-006');
        await page.locator('main form button.main').first().click();
        await page.locator('.people li', { hasText: 'S-006' }).waitFor();
        await actAs(page, id, 'committee');
        await turn(page, '2026-03-11T09:00');
        await sign(page, say.step[1]);

        await page.locator('[name="sources.0.text"]').fill('福利彩票双色球第2026046期(虚构)');
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('[name="sources.0.text"]').inputValue(), '福利彩票双色球第2026046期(虚构)');
        await page.locator('form:has([name="sources.0.text"]) button.main').click();
        await page.locator('dialog button.main').click();
        await page.locator('.stages').waitFor();
        const parties = await page.locator('[data-stage="1"] [data-party]').evaluateAll((all) => all.map(({ dataset }) => dataset.party));
        assert.deepEqual(parties, ['clerk-a', 'street', 'supervisor']);
        for (const party of parties) {
          await actAs(page, id, party);
          await page.locator('[data-stage="1"] button.main').click();
          await page.locator(`[data-stage="1"] [data-party="${party}"].good`).waitFor();
        }
        await page.reload();
        await settled(page);
        for (const party of parties) {
          await actAs(page, id, party);
          await page.locator('[data-stage="2"] button.main').click();
          await page.locator(`[data-stage="2"] [data-party="${party}"].good`).waitFor();
        }
        await turn(page, '2026-03-14T21:30');
        await actAs(page, id, 'committee');
        await page.locator('[name="values.0.all"]').fill('9 3 14 11 21 32 27');
        await sign(page, '');
        assert.match(await page.locator('[data-stage="3"] dd').first().textContent(), /^3\.9\.11\.14\.21\.27\.32\.\/$/);
        assert.equal(await page.locator('.seated .empty').count(), 3, 'nothing is shown before it is asked for');
        await page.locator('#next-seat').click();
        assert.equal(await page.locator('.seated .empty').count(), 2);
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('.seated .empty').count(), 2, 'what was shown stays shown');
        await page.locator('#all-seats').click();
        const drawn = await page.locator('.seated li').allTextContents();
        assert.equal(new Set(drawn).size, 3);
        await page.getByRole('button', { name: say.again }).click();
        await page.locator('[data-stage="5"] .good', { hasText: say.same }).waitFor();
        const file = join(scratch(), 'draw.json');
        writeFileSync(file, await saved(page, say.spec));
        const report = JSON.parse(native('draw', '--json', file));
        assert.deepEqual(Object.values(report.drawn.selected).flat().sort(), [...drawn].sort(), 'the program draws the same');

        await go(page, `#/stewards/${id}/R-2026`);
        await sign(page, say.step[2]);
        await actAs(page, id, 'clerk-a');
        await page.locator('form:has([name=days]) button.main').click();
        await page.locator('form:has([name=days])').waitFor({ state: 'detached' });
        await settled(page);
        await turn(page, '2026-03-22T09:00');
        await page.locator('#f-evidence').setInputFiles({ name: 'board.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('board') });
        await told(page, () => page.locator('form:has(#f-evidence) button.main').click());
        await actAs(page, id, 'committee');
        await sign(page, say.step[3]);
        const seated = () => page.locator('.cards ul.people li').allTextContents();
        assert.deepEqual((await seated()).sort(), [...drawn].sort());

        await actAs(page, id, drawn[0]);
        await page.locator('.fold:has([name=reason]) summary').last().click();
        await page.locator('.fold[open] [name=reason]').fill('外出务工,不能到会');
        await page.locator('.fold[open] button.main').click();
        await page.locator('dialog button.main').click();
        await page.locator('#said .good', { hasText: drawn[0] }).waitFor();
        await settled(page);
        assert.ok(!(await seated()).includes(drawn[0]), 'the next alternate has the seat');
        assert.equal((await seated()).length, 3);
        assert.deepEqual(page.wrong, []);
      });

      test('a panel is drawn for a session from those in office, and somebody declines', async () => {
        const page = await visit({ width, language });
        const id = await practise(page, 'committee-1', BEFORE_THE_PANEL);
        await go(page, `#/stewards/${id}`);
        await page.locator('main summary').last().click();
        const panel = page.locator('form:has([name=session])');
        await panel.locator('[name=draw]').fill('PANEL-A');
        await panel.locator('[name=session]').fill('SES-A');
        await panel.locator('[name=by]').selectOption('group');
        for (const [place, stratum] of ['养犬户', '受影响居民', '其他居民'].entries()) {
          if (place > 0) await panel.locator('[data-rows=seats] > button').click();
          await panel.locator(`[name="seats.${place}.stratum"]`).fill(stratum);
          await panel.locator(`[name="seats.${place}.count"]`).fill('2');
        }
        await panel.locator('[name="sources.0.text"]').fill('福利彩票双色球第2026046期(虚构)');
        const parties = panel.locator('[name="parties[]"]:checked');
        while (await parties.count() > 0) await parties.first().uncheck();
        await page.reload();
        await settled(page);
        assert.equal(await panel.locator('[name="seats.2.stratum"]').inputValue(), '其他居民');
        assert.equal(await panel.locator('[name="parties[]"]:checked').count(), 0);
        const date = await panel.locator('[name="sources.0.date"]').inputValue();
        await panel.locator('button.main').click();
        await page.locator('dialog button.main').click();
        await page.locator('.stages').waitFor();
        await page.locator('[name="values.0.all"]').fill('1 2 3');
        await page.locator('[data-stage="3"] button.main').click();
        await page.locator('dialog button.main').click();
        await page.locator('[data-stage="3"] [role=alert]').waitFor();
        assert.equal(await page.locator('[data-stage="4"]').count(), 0, 'nothing is drawn before the value can be known');
        await turn(page, `${date}T22:00`);
        await page.locator('[name="values.0.all"]').fill('1 2 3');
        await sign(page, '');
        assert.equal(await page.locator('.seated li').count(), 6);
        await page.getByRole('button', { name: say.again }).click();
        await page.locator('[data-stage="5"] .good', { hasText: say.same }).waitFor();
        const [gone] = await page.locator('.cards ul.people li').allTextContents();
        await actAs(page, id, 'clerk-a');
        await page.locator('main > article > section summary').click();
        await page.locator('[name=handle]').selectOption(gone);
        await page.locator('[name=reason]').fill('外出务工,不能到会');
        await page.locator('form:has([name=handle]) button.main').click();
        await page.locator('dialog button.main').click();
        await page.locator('ul.note li', { hasText: gone }).waitFor();
        assert.equal(await page.locator('.cards ul.people li').count(), 6, 'an alternate moved up');
        assert.deepEqual(page.wrong, []);
      });
    });
  }
}
