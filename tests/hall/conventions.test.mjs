import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actAs, community, confirm, go, heard, LANGUAGES, options, practise, settled, turn, visit, WIDTHS } from './hall.mjs';
import { PHOTO, under } from './steps.mjs';

const SAYS = {
  zh: { send: '送法律审查', to_vote: '提交表决', file: '报送备案', promulgate: '公布', enter: '开始施行', pass: '记为表决通过', post: '公示草案', filing: '张贴公布稿', study: '党组织研究', start: '开始评估', keep: '继续施行', amend: '启动修订', fill: '没填的都照第一条答复', ok: '没选的都填“无意见”' },
  en: { send: 'Send it to the legal adviser', to_vote: 'Put it to the vote', file: 'File it with the street', promulgate: 'Promulgate it', enter: 'Enter it into force', pass: 'It was passed', post: 'Post the draft', filing: 'Post it as adopted', study: 'Study by the Party organisation', start: 'Look at it again', keep: 'Keep it as it is', amend: 'Amend it', fill: 'Reply the same as above where nothing is said', ok: 'Nothing against whatever is not marked' },
};

/** Takes a step of a convention: what is typed for it outlasts a reload. */
async function step(page, heading, fields = {}) {
  const fill = async (form) => {
    for (const [name, value] of Object.entries(fields)) {
      const field = form.locator(`[name="${name}"]`);
      if (typeof value === 'string') await field.fill(value);
      else {
        await form.locator(`#f-${name}`).setInputFiles(value);
        await form.locator('.evidence li').waitFor();
      }
    }
  };
  await fill(await under(page, heading));
  await page.reload();
  await settled(page);
  const form = await under(page, heading);
  for (const [name, value] of Object.entries(fields)) if (typeof value === 'string') assert.equal(await form.locator(`[name="${name}"]`).inputValue(), value, `${name} of ${heading} outlasts a reload`);
  await form.locator('button.main').click();
  await confirm(page);
  await heard(page);
}

/** Posts what the page of posts was asked to. */
async function post(page) {
  await page.locator('[name=days]').waitFor();
  await page.locator('#f-evidence').setInputFiles(PHOTO);
  await page.locator('.evidence li').waitFor();
  await page.locator('form.sheet button.main').click();
  await heard(page);
}

/** Types an article. */
async function article(page, place, { no, title, text, kinds, basis }) {
  const field = (name) => page.locator(`[name="articles.${place}.${name}"]`);
  await field('no').fill(no);
  await field('title').fill(title);
  await field('text').fill(text);
  for (const kind of kinds) await page.locator(`[name="articles.${place}.kind[]"][value=${kind}]`).check();
  if (basis) await field('basis').fill(basis);
}

for (const language of LANGUAGES) {
  for (const [device, width] of Object.entries(WIDTHS)) {
    const says = SAYS[language];

    describe(`a convention, ${language}, ${device}`, options, () => {
      test('from the first draft to the vote', async () => {
        const page = await visit({ width, language });
        const id = await community(page);
        await actAs(page, id, 'committee');
        await go(page, `#/conventions/${id}`);
        await page.locator('a.main').click();
        await page.locator('[name=title]').fill('柳荫里文明养犬公约');
        await page.locator('[name=convention]').fill('dogs');
        await article(page, 0, { no: '2', title: '牵绳', text: '出户牵绳。不牵绳的罚款一百元。', kinds: ['agreement'] });
        await page.locator('.rows + button').click();
        await article(page, 1, { no: '1', title: '守法在先', text: '养犬人依法为犬只接种狂犬病疫苗。', kinds: ['duty', 'agreement'], basis: '动物防疫法第30条' });

        const hit = page.locator('[data-row="0"] .hit.block');
        await hit.waitFor();
        assert.equal(await hit.locator('q').textContent(), '不牵绳的罚款一百元。', 'the sentence');
        assert.ok((await hit.locator('mark').textContent()).includes('罚款'), 'the place');
        assert.equal(await page.locator('[data-row="1"] .hit').count(), 0);
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('[name="articles.1.basis"]').inputValue(), '动物防疫法第30条');
        await hit.waitFor();
        await page.locator('[name="articles.0.text"]').fill('出户牵绳。不牵绳的先善意提醒。');
        await hit.waitFor({ state: 'detached' });
        await page.locator('form > p button.main').click();
        await page.locator('dialog button[value=""]').click();
        assert.equal(await page.locator('[name=title]').inputValue(), '柳荫里文明养犬公约', 'who thinks better of it loses nothing');
        await page.locator('form > p button.main').click();
        await confirm(page);
        await page.locator('h1', { hasText: '柳荫里文明养犬公约' }).waitFor();
        assert.deepEqual(await page.locator('.article h3 span').allTextContents(), ['守法在先', '牵绳'], 'in the order of their numbers');

        // A clerk takes down what somebody proposes.
        await actAs(page, id, 'clerk-a');
        await page.locator('[name=text]').fill('犬便箱写明几处');
        await page.locator('[name=handle]').fill('H-0003');
        await page.locator('form', { has: page.locator('[name=handle]') }).locator('button.main').click();
        await heard(page);
        assert.match(await page.locator('.cards').first().textContent(), /犬便箱写明几处[\s\S]*H-0003/);

        await actAs(page, id, 'committee');
        await page.locator('[data-step] form button.main', { hasText: says.send }).click();
        await confirm(page);
        await heard(page);
        await actAs(page, id, 'legal-advisor');
        await page.locator('a.main[href^="#/review/"]').click();
        await page.locator('[name="articles.p1.level"][value=warn]').check();
        await page.locator('[name="articles.p1.basis"]').fill('行政处罚法第16条');
        await page.locator('[name="articles.p1.reply"]').fill('写明先提醒后报告');
        await page.locator('[name^="proposals."][value=ok]').check();
        await page.locator('[name=outcome][value=back]').check();
        await page.locator('[name=reason]').fill('第二条请写得更明白些');
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('[name="articles.p1.reply"]').inputValue(), '写明先提醒后报告');
        await page.getByRole('button', { name: says.ok }).click();
        assert.ok(await page.locator('[name="articles.p0.level"][value=ok]').isChecked());
        await page.locator('form > p button.main').click();
        await confirm(page);
        await page.locator('.history li', { hasText: '第二条请写得更明白些' }).waitFor();

        // The next version, with what was changed shown before and after it is entered.
        await actAs(page, id, 'committee');
        await page.locator('a.main[href^="#/draft/"]').click();
        await page.locator('[name="articles.1.text"]').fill('出户牵绳。不牵绳的先善意提醒,仍不改正的报告公安机关。');
        await page.locator('details.fold summary').click();
        await page.locator('.changes ins').waitFor();
        assert.equal((await page.locator('.changes ins').allTextContents()).join(''), ',仍不改正的报告公安机关');
        await page.locator('form > p button.main').click();
        await confirm(page);
        await page.locator('.diff ins').waitFor();
        assert.equal(await page.locator('.diff del').count(), 0);
        assert.match(await page.locator('.article', { hasText: '守法在先' }).first().textContent(), /✓/);

        await page.locator('[data-step] form button.main', { hasText: says.send }).click();
        await confirm(page);
        await heard(page);
        for (const office of ['legal-advisor', 'street']) {
          await actAs(page, id, office);
          await page.locator('a.main[href^="#/review/"]').click();
          await page.getByRole('button', { name: says.ok }).click();
          await page.locator('[name=outcome][value=clear]').check();
          await page.locator('form > p button.main').click();
          await confirm(page);
          await page.locator('h1 + .state').waitFor();
        }

        // It is posted; a resident comments with their own key; every comment is answered.
        await actAs(page, id, 'clerk-a');
        await page.getByRole('link', { name: says.post }).click();
        await post(page);
        await go(page, `#/convention/${id}/dogs`);
        await actAs(page, id, 'H-0005');
        await page.locator('.article button').last().click();
        assert.equal(await page.locator('[name=article]').inputValue(), '2');
        await page.locator('[name=text]').fill('导盲犬要留个口子');
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('[name=text]').inputValue(), '导盲犬要留个口子');
        await page.locator('form', { has: page.locator('[name=text]') }).locator('button.main').click();
        await heard(page);
        await page.locator('.article', { hasText: '导盲犬要留个口子' }).waitFor();
        await actAs(page, id, 'committee');
        await step(page, says.study, { on: '2026-03-02', record: '党组织会议记录2026-03-02' });
        const vote = await under(page, says.to_vote);
        assert.equal(await vote.locator('.reply').count(), 2);
        assert.deepEqual(page.wrong, []);
        await vote.locator('.reply').first().locator('[value=no]').check();
        await vote.locator('.reply').first().locator('textarea').fill('已收到,下次修订时考虑');
        await vote.getByRole('button', { name: says.fill }).click();
        assert.equal(await vote.locator('.reply').last().locator('textarea').inputValue(), '已收到,下次修订时考虑');
        await vote.locator('button.main').click();
        await confirm(page);
        await vote.locator('[role=alert]').waitFor();
        assert.equal(await vote.locator('.reply').last().locator('textarea').inputValue(), '已收到,下次修订时考虑', 'what cannot be done yet is told, and nothing is lost');
        assert.deepEqual(page.wrong, []);
      });

      test('from the vote that passed to force, and on', async () => {
        const page = await visit({ width, language });
        const id = await practise(page, 'committee-1', 4224);
        await go(page, `#/convention/${id}/dogs`);
        const pass = await under(page, says.pass);
        assert.equal(await pass.locator('[name=motion] option').count(), 1);
        await step(page, says.pass);
        await step(page, says.file, { evidence: PHOTO });
        await step(page, says.promulgate, { in_force: '2026-07-16', review: '2027-01-16' });
        await page.locator('.facts').waitFor();
        await go(page, `#/read/${id}/dogs`);
        assert.match(await page.locator('main').innerText(), /2026[\s\S]*文明养犬|文明养犬[\s\S]*2026/);
        assert.equal(await page.locator('.reading .article').count(), 14);
        await go(page, `#/convention/${id}/dogs`);
        await actAs(page, id, 'clerk-a');
        await page.getByRole('link', { name: says.filing }).click();
        await post(page);
        await go(page, `#/convention/${id}/dogs`);
        assert.equal(await page.getByRole('link', { name: says.filing }).count(), 0, 'it is posted once');
        await actAs(page, id, 'host');
        await turn(page, '2026-07-16T09:00');
        await page.locator('[data-step] form button.main', { hasText: says.enter }).click();
        await confirm(page);
        await heard(page);
        await actAs(page, id, 'committee-1');
        await step(page, says.start, { reason: '三个月投诉数下降' });
        await step(page, says.keep, { reason: '继续施行,半年后再评估', review: '2027-03-31' });
        assert.match(await page.locator('.facts').textContent(), /2027/);
        assert.deepEqual(page.wrong, []);
      });
    });
  }
}
