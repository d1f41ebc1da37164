import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { actAs, community, confirm, go, LANGUAGES, native, options, saved, scratch, settled, told, turn, visit, WIDTHS } from './hall.mjs';
import { look, NEIGHBOURS, plan, RESIDENTS, send, SOURCE, standing, TABLE, VOLUNTEERS, want } from './neighbours.mjs';
import { freeze } from './steps.mjs';

const SAYS = {
  zh: { widen: /^至少把年龄“60\+”的下限从 6 改为 \d$/, proved: '没有任何一种抽签办法能让机会最小的人机会更大', none: '一点机会也没有', cancelled: '已停下', same: '一模一样', spec: '存下全部数据(可用别的程序重算)', bundle: '导出记录包', chance: /您在 100 份名单里占 \d+ 份,抽中的机会是 \d+\.0%/, anew: '从头再来' },
  en: { widen: /^At least lower the minimum of age “60\+” from 6 to \d$/, proved: 'no way of drawing at all gives the least likely person a greater chance', none: 'no chance at all', cancelled: 'Stopped', same: 'to the letter', spec: 'Save all of it (for other programs)', bundle: 'Save the bundle', chance: /You are on \d+ of 100 panels: your chance is \d+\.0%/, anew: 'Begin anew' },
};

/** Presses the button of a form and says yes to what is asked once more. */
async function sign(page, form) {
  await told(page, async () => {
    await page.locator(`${form} button.main`).first().click();
    await confirm(page);
  });
}

/** Whether somebody who leaves the page is asked first. */
const asked = (page) => page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));

/** Begins a search, and stops it as soon as there is a button for that; whether somebody who left meanwhile would have been asked. */
function stopped(page) {
  return page.evaluate(() => new Promise((pressed) => {
    const form = document.querySelector('form:has([name=panels])');
    new MutationObserver((_, watch) => {
      const stop = form.querySelector('progress ~ p button');
      if (!stop) return;
      watch.disconnect();
      const asked = !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
      stop.click();
      pressed(asked);
    }).observe(form, { childList: true, subtree: true });
    form.querySelector('button.main').click();
  }));
}

/** Those who stand, brought in by a table that has mistakes at first. */
async function nominated(page, id) {
  const choose = (text) => page.locator('main .fold input[type=file]').last().setInputFiles({ name: 'table.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await actAs(page, id, 'clerk-a');
  await page.locator('main summary').last().click();
  await choose(`${TABLE.replace('V-003,B03', 'V-003,B01').replace('V-005,', 'V-105,')}\nV-001,B01,18-39`);
  await page.locator('main .entry .bad').waitFor();
  assert.deepEqual(await page.locator('main .entry tbody td:first-child').allTextContents(), ['4', '5', '32']);
  await choose(TABLE.replaceAll('\n', ',\n').replace('age,', 'age,hobby').replace('18-39,', '18-39,chess'));
  await page.locator('main .entry .note', { hasText: 'hobby' }).waitFor();
  await page.locator('main .entry .good').waitFor();
  await page.reload();
  await settled(page);
  await told(page, () => page.locator('main .entry button.main').click());
  assert.equal(await page.locator('ul.people li').count(), VOLUNTEERS.length);
}

for (const language of LANGUAGES) {
  for (const [device, width] of Object.entries(WIDTHS)) {
    const say = SAYS[language];

    describe(`stewards who look like the community, ${language}, ${device}`, options, () => {
      test('from a table of volunteers to a panel that one public number drew, and anybody reckons again', async () => {
        const page = await visit({ width, language });
        const id = await community(page, { residents: RESIDENTS });
        await actAs(page, id, 'committee');
        await freeze(page, id, 'households', 'households-2026');
        await freeze(page, id, 'residents', 'residents-2026');
        await go(page, `#/stewards/${id}`);
        await page.locator('main summary').first().click();
        await page.locator('[name=roster]').fill('R-2026');
        await page.locator('[name=candidates]').selectOption('residents-2026');
        await page.locator('[name=percent]').fill('75');
        await page.locator('form:has([name=percent]) button.main').click();
        await confirm(page);
        await page.locator('h1', { hasText: 'R-2026' }).waitFor();
        await page.locator('[name=until]').first().fill('2026-03-10');
        await sign(page, 'main form:has([name=until])');
        await nominated(page, id);
        await actAs(page, id, 'committee');
        await turn(page, '2026-03-11T09:00');
        await sign(page, 'main form');

        // What they are to be like, and how many of each.
        await page.locator(`a[href="#/lottery/${id}/R-2026"]`).click();
        await page.locator('[name=household]').selectOption('home');
        await page.locator('[name="features[]"][value=tenure]').uncheck();
        await page.locator('[name=out]').fill('V-999');
        await send(page, '[name=spare]');
        await page.locator('[data-stage="1"] [role=alert]').waitFor();
        await page.locator('[name=out]').fill('V-030');
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('[name=out]').inputValue(), 'V-030');
        assert.equal(await page.locator('[name="features[]"][value=tenure]').isChecked(), false);
        await plan(page);
        const shown = await page.locator('.quota input[name$=".min"]').evaluateAll((all) => all.map(({ value }) => Number(value)));
        // Nine seats by the 36 residents: 21, 10 and 5 of the ages; 22 women and 14 men; one less each.
        assert.deepEqual(shown, [3, 3, 3, 5 - 1, 3 - 1, 1 - 1, 6 - 1, 3 - 1]);
        assert.ok(await page.locator('[name="features.0.0.min"]').evaluate((input) => input.readOnly), 'the rule of the roster is not changed');

        // Contradictory numbers are explained by a way out, one tap away.
        await want(page, 1, 2, 6, 8);
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('[name="features.1.2.min"]').inputValue(), '6');
        await look(page);
        const ways = page.locator('.ways button');
        await ways.filter({ hasText: say.widen }).first().click();
        await page.locator('[data-stage="3"] [name=panels]').waitFor();
        await settled(page);
        assert.ok(Number(await page.locator('[name="features.1.2.min"]').inputValue()) < 6);

        // Whom quotas leave no chance is said by name, with the quota.
        await want(page, 1, 2, 0, 0);
        await look(page);
        await page.locator('[data-stage="3"] .entry', { hasText: say.none }).first().waitFor();
        assert.match(await page.locator('[data-stage="3"] .entry').allTextContents().then((all) => all.join()), /V-007.*V-014.*60\+/s);
        await want(page, 1, 2, 1, 2);
        await look(page);

        // The search is stopped, and made.
        await page.locator('[name=panels]').fill('10000');
        assert.ok(await stopped(page), 'a search would be lost');
        await page.locator('[data-stage="3"] [role=alert]', { hasText: say.cancelled }).waitFor();
        assert.ok(!await asked(page), 'there is nothing to lose');
        await page.locator('[name=panels]').fill('100');
        await send(page, '[name=panels]');
        await page.locator('[data-stage="4"] .verdict.good', { hasText: say.proved }).waitFor();
        await page.reload();
        await page.locator('[data-stage="4"] .verdict.good').waitFor();
        await page.locator('[data-stage="4"] form button.main').click();
        await page.locator('.methods tbody tr').nth(3).waitFor();
        await settled(page);

        // It goes on the record, and nothing of it changes afterwards.
        await page.locator('[name="sources.0.text"]').fill(SOURCE);
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('[name="sources.0.text"]').inputValue(), SOURCE);
        await send(page, '[name="sources.0.text"]');
        await confirm(page);
        await page.locator('.scheme .verdict.good').waitFor();
        await settled(page);
        const parties = await page.locator('[data-stage="1"] [data-party]').evaluateAll((all) => all.map(({ dataset }) => dataset.party));
        for (const stage of [1, 2]) {
          for (const party of parties) {
            await actAs(page, id, party);
            await page.locator(`[data-stage="${stage}"] button.main`).click();
            await page.locator(`[data-stage="${stage}"] [data-party="${party}"].good`).waitFor();
          }
        }

        // A resident sees their own chance, and goes there.
        await actAs(page, id, 'V-005');
        assert.match(await page.locator('[data-mine]').textContent(), say.chance);
        await go(page, `#/desk/${id}`);
        assert.match(await page.locator('.resident .cards').textContent(), say.chance);

        await go(page, `#/ceremony/${id}/DRAW-R-2026-1`);
        await turn(page, '2026-03-14T21:30');
        await actAs(page, id, 'committee');
        await page.locator('[name="values.0.all"]').fill('9 3 14 11 21 32 27');
        await sign(page, '[data-stage="3"]');
        assert.ok(!await page.locator('#next-seat').isVisible(), 'first the number');
        await page.locator('#show-number').click();
        assert.match(await page.locator('[data-stage="4"] .spot').first().textContent(), /\d+/);
        await page.reload();
        await settled(page);
        await page.locator('#all-seats').click();
        const drawn = await page.locator('.seated li').allTextContents();
        assert.equal(new Set(drawn).size, 9);
        const people = drawn.map((handle) => NEIGHBOURS.find((one) => one.handle === handle));
        assert.equal(new Set(people.map(({ home }) => home)).size, 9, 'one of a household');
        assert.ok(!drawn.includes('V-030'));
        const count = (key, value) => people.filter((one) => one[key] === value).length;
        assert.deepEqual(['B01', 'B02', 'B03'].map((building) => count('building', building)), [3, 3, 3]);
        assert.ok([1, 2].includes(count('age', '60+')) && count('sex', '女') >= 5, JSON.stringify(people));
        await page.locator('[data-stage="5"] button.main').click();
        await page.locator('[data-stage="5"] .good', { hasText: say.same }).waitFor();
        const file = join(scratch(), 'draw.json');
        writeFileSync(file, await saved(page, say.spec));
        assert.deepEqual(Object.values(JSON.parse(native('draw', '--json', file)).drawn.selected).flat().sort(), [...drawn].sort(), 'the program draws the same');

        await go(page, `#/audit/${id}`);
        await page.locator('.verdict.good').waitFor();
        const bundle = join(scratch(), 'drawn.bundle');
        await go(page, `#/desk/${id}`);
        writeFileSync(bundle, await saved(page, say.bundle));
        const report = JSON.parse(native('audit', '--json', bundle));
        assert.deepEqual(report.findings, []);
        assert.deepEqual(report.checks.filter(({ outcome }) => outcome === 'failed'), []);
        assert.deepEqual(page.wrong, []);
      });

      test('a panel for a session is drawn from a base, by any seats', async () => {
        const page = await visit({ width, language });
        const id = await standing(page, 'standing', 'committee');
        await go(page, `#/stewards/${id}`);
        await page.locator(`a[href="#/lottery/${id}"]`).click();
        await page.locator('[name=session]').fill('SES-1');
        await page.locator('[name=seats]').fill('8');
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('[name=seats]').inputValue(), '8');
        await send(page, '[name=session]');
        await page.locator('[name="features[]"]').first().waitFor();
        await page.locator('[name=sit]').fill('V-007');
        await plan(page);
        assert.equal(await page.locator('.quotas').count(), 4, 'no rule shares the seats');
        await look(page);
        await page.locator('[name=panels]').fill('50');
        await send(page, '[name=panels]');
        await page.locator('[data-stage="4"] .verdict').waitFor();
        await page.locator('[name="sources.0.text"]').fill(SOURCE);
        await send(page, '[name="sources.0.text"]');
        await confirm(page);
        await page.locator('.scheme .verdict').waitFor();
        await settled(page);
        await actAs(page, id, 'V-007');
        assert.match(await page.locator('[data-mine]').textContent(), /50.*50.*100\.0%/);
        assert.deepEqual(page.wrong, []);
      });

      test('a lottery that was announced is put on the record by the device that found it', async () => {
        const page = await visit({ width, language });
        const id = await standing(page, 'promised', 'committee');
        await go(page, `#/waiting/${id}`);
        await page.locator('[data-waiting=draw] a').click();
        await page.locator('.scheme .bad').waitFor();
        await actAs(page, id, 'supervisor');
        assert.equal(await page.locator('[data-stage="1"] form').count(), 0, 'nobody seals a secret before it is there');
        await actAs(page, id, 'committee');
        await page.locator('.scheme form button.main').click();
        await page.locator('.scheme .verdict').waitFor();
        await actAs(page, id, 'supervisor');
        await page.locator('[data-stage="1"] form button.main').click();
        await page.locator('[data-party=supervisor].good').waitFor();
        assert.deepEqual(page.wrong, []);
      });
    });
  }
}
