import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actAs, community, confirm, go, heard, LANGUAGES, options, practise, settled, turn, visit, WIDTHS } from './hall.mjs';
import { PHOTO, under } from './steps.mjs';

const SAYS = {
  zh: { start: '开始签约', sign: '我家签约', withdraw: '撤回签约', signed: '我家已签约', publish: '公布合计', assign: '交办一件任务', report: '报办结', check: '验收', overdue: '逾期未办', rule: '加一条规则', claim: '申报积分', public: '公示已核实', credit: '入账公示', never: '投什么票都不影响积分', balance: '我家的积分:5', end: '公示期满' },
  en: { start: 'Open signing', sign: 'Sign for my household', withdraw: 'Take the signature back', signed: 'Your household signed', publish: 'Publish the totals', assign: 'Assign a task', report: 'Report it done', check: 'Check it', overdue: 'Overdue', rule: 'Add a rule', claim: 'Claim points', public: /verified public/, credit: 'Credit the', never: 'How you vote never touches points', balance: 'Points of my household: 5', end: 'It has run its time' },
};

/** Types into the fields of a form, reloads, and finds them as they were. */
async function typed(page, heading, fields, within) {
  const form = await under(page, heading, within?.());
  for (const [name, value] of Object.entries(fields)) await form.locator(`[name="${name}"]`).fill(value);
  await page.reload();
  await settled(page);
  const again = await under(page, heading, within?.());
  for (const [name, value] of Object.entries(fields)) assert.equal(await again.locator(`[name="${name}"]`).inputValue(), value, `${name} outlasts a reload`);
  return again;
}

for (const language of LANGUAGES) {
  for (const [device, width] of Object.entries(WIDTHS)) {
    const says = SAYS[language];

    describe(`what was decided is done, ${language}, ${device}`, options, () => {
      test('households sign a convention, on the page and on paper, and only totals are told', async () => {
        const page = await visit({ width, language });
        // Before the sample's own signing: its convention is in force.
        const id = await practise(page, 'clerk-a', 4235);
        await go(page, `#/drives/${id}`);
        const form = await typed(page, says.start, { until: '2026-07-20', drive: 'SIGN-T' });
        await form.locator('button.main').click();
        await page.locator('h1 + .state').waitFor();
        assert.equal(new URL(page.url()).hash, `#/drive/${id}/SIGN-T`);

        await actAs(page, id, 'H-0007');
        await page.locator('.paper .article').first().waitFor();
        const sign = page.locator('form', { has: page.locator('[name=read]') });
        await sign.locator('button.main').click();
        assert.equal(await page.locator('dialog').count(), 0, 'the text is read first');
        await sign.locator('[name=read]').check();
        await page.reload();
        await settled(page);
        assert.ok(await sign.locator('[name=read]').isChecked());
        await sign.locator('button.main').click();
        await confirm(page);
        await heard(page);
        await page.locator('.large.good', { hasText: says.signed }).waitFor();
        await page.getByRole('button', { name: says.withdraw }).click();
        await confirm(page);
        await heard(page);
        assert.equal(await page.locator('.large.good').count(), 0);

        // On paper it takes two clerks.
        await actAs(page, id, 'clerk-a');
        for (const household of ['H-0008', 'H-0009']) {
          await page.locator('[name=household]').fill(household);
          await page.locator('form', { has: page.locator('[name=household]') }).locator('button.main').click();
          await heard(page);
        }
        assert.equal(await page.locator('.cards li').count(), 0, 'not by who entered it');
        assert.equal(await page.locator('.stack').count(), 0, 'nobody is told how many signed');
        await actAs(page, id, 'clerk-b');
        assert.equal(await page.locator('.cards li').count(), 2);
        await page.locator('.cards li', { hasText: 'H-0008' }).locator('button').click();
        await heard(page);
        assert.match(await page.locator('.cards li').textContent(), /H-0009/);
        await page.locator('.cards li').waitFor();

        await actAs(page, id, 'host');
        await turn(page, '2026-07-21T09:00');
        await actAs(page, id, 'clerk-a');
        await page.locator('[data-step] form button.main').click();
        await confirm(page);
        await heard(page);
        await actAs(page, id, 'supervisor-1');
        await page.locator('[data-step] form button.main').click();
        await heard(page);
        assert.match(await page.locator('.stack .value').first().textContent(), /^1 \/ 1697$/);
        await actAs(page, id, 'clerk-a');
        await page.getByRole('link', { name: says.publish }).click();
        await page.locator('[name=text]').fill('签约一户。');
        await page.locator('#f-evidence').setInputFiles(PHOTO);
        await page.locator('.evidence li').waitFor();
        await page.locator('form.sheet button.main').click();
        await heard(page);
        await go(page, `#/drive/${id}/SIGN-T`);
        assert.deepEqual(page.wrong, []);
      });

      test('the totals of the sample are drawn by building, and said', async () => {
        const page = await visit({ width, language });
        const id = await practise(page, 'clerk-a');
        await go(page, `#/drive/${id}/SIGN-2026`);
        assert.equal(await page.locator('.stack').last().locator('svg[role=img]').count(), 14);
        const table = await page.locator('tbody tr').first().locator('th, td').allTextContents();
        assert.deepEqual(table, ['B01', '102', '30']);
        assert.match(await page.locator('svg[aria-label^="B01"]').getAttribute('aria-label'), /132.*102|102.*132/);
        assert.deepEqual(page.wrong, []);
      });

      test('a task is assigned, reported, returned, reported and struck off by somebody else; points are claimed and credited', async () => {
        const page = await visit({ width, language });
        const id = await community(page);
        await actAs(page, id, 'committee');
        await go(page, `#/tasks/${id}`);
        assert.ok((await page.locator('#points').textContent()).includes(says.never));
        const task = await typed(page, says.assign, { text: '安装犬便箱', owner: '物业', acceptance: '现场核对照片', due: '2026-03-10', id: 'T1' });
        await task.locator('[name="doers[]"][value=department]').check();
        await task.locator('button.main').click();
        await heard(page);
        const card = page.locator('.cards li', { hasText: '安装犬便箱' });
        assert.equal(await card.locator('.bad').count(), 0);
        await actAs(page, id, 'host');
        await turn(page, '2026-03-11T09:00');
        assert.ok((await card.locator('.bad').textContent()).includes(says.overdue));

        const report = async () => {
          await actAs(page, id, 'department');
          const form = await under(page, says.report, card);
          await form.locator('input[type=file]').setInputFiles(PHOTO);
          await form.locator('.evidence li').waitFor();
          await page.reload();
          await settled(page);
          const again = await under(page, says.report, card);
          assert.equal(await again.locator('.evidence li').count(), 1, 'the file is still named');
          await again.locator('button.main').click();
          await heard(page);
        };
        const check = async (outcome, reason = '') => {
          await actAs(page, id, 'supervisor');
          const form = await under(page, says.check, card);
          await form.locator(`[name=outcome][value=${outcome}]`).check();
          await form.locator('[name=reason]').fill(reason);
          await form.locator('button.main').click();
          await heard(page);
        };
        await report();
        assert.equal(await card.locator('details').count(), 0, 'who does it does not check it');
        await check('back', '只装了四处,还差两处');
        assert.ok((await card.textContent()).includes('只装了四处'));
        await report();
        await check('strike');
        assert.equal(await card.locator('span.good').count(), 1);

        // Points: a rule, a claim of a household, verified by a clerk, public, credited.
        await actAs(page, id, 'committee');
        const rule = await typed(page, says.rule, { text: '参加晚间巡查一次', delta: '5', times: '8', code: 'P1' });
        await rule.locator('[name=ground]').selectOption('patrol');
        await rule.locator('[name=per]').selectOption('month');
        await rule.locator('button.main').click();
        await heard(page);
        await actAs(page, id, 'H-0002');
        const claim = await typed(page, says.claim, { on: '2026-03-10', claim: 'C-01' });
        await claim.locator('input[type=file]').setInputFiles(PHOTO);
        await claim.locator('.evidence li').waitFor();
        await claim.locator('button.main').click();
        await heard(page);
        await actAs(page, id, 'clerk-a');
        await page.locator('#points .cards li button.main').first().click();
        await heard(page);
        await page.getByRole('link', { name: says.public }).click();
        await page.locator('[name=text]').fill('积分申报一项。');
        await page.locator('#f-evidence').setInputFiles(PHOTO);
        await page.locator('.evidence li').waitFor();
        await page.locator('form.sheet button.main').click();
        await heard(page);
        await actAs(page, id, 'host');
        await turn(page, '2026-03-20T09:00');
        await actAs(page, id, 'clerk-a');
        await page.locator('form.sheet button.main', { hasText: says.end }).click();
        await confirm(page);
        await heard(page);
        await go(page, `#/tasks/${id}`);
        await page.getByRole('button', { name: says.credit }).click();
        await heard(page);
        assert.match(await page.locator('#points').textContent(), /H-0002: 5/);
        await actAs(page, id, 'H-0002');
        await go(page, `#/desk/${id}`);
        await page.getByRole('link', { name: says.balance }).waitFor();
        assert.deepEqual(page.wrong, []);
      });
    });
  }
}
