import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { actAs, community, confirm, go, LANGUAGES, native, options, root, saved, scratch, settled, told, turn, visit, WIDTHS } from './hall.mjs';
import { freeze } from './steps.mjs';

const SAYS = {
  zh: { quorum: (k) => `应到12,实到${k},法定8`, few: '人数不够', enough: '人数够了', unheard: '还没有听到', heard: '双方都说过了', start: '开始表决', yes: '同意', cast: '确定投出', close: '截止表决', announce: '宣布结果', passed: '通过', written: /应到12人,实到8人,法定8人/, bundle: '导出记录包', clock: /还剩\d+秒/ },
  en: { quorum: (k) => `12 convened, ${k} present, 8 needed`, few: 'Too few', enough: 'Enough are present', unheard: 'Not heard yet', heard: 'Both sides were heard', start: 'Open the vote', yes: '同意', cast: 'Cast it', close: 'Close the vote', announce: 'Announce the result', passed: 'passed', written: /12 were convened, 8 present, 8 needed/, bundle: 'Save the bundle', clock: /\d+ seconds left/ },
};

const handle = (n) => `H-${String(n).padStart(4, '0')}`;

/** The question of the journey, as a facilitator types it. */
const ASKED = '在东门到凉亭之间补两盏路灯';

/** Calls a session for the 16th about one question, as the facilitator; gives its number. */
async function called(page, id) {
  await freeze(page, id, 'households', 'households-2026');
  await actAs(page, id, 'facilitator');
  await go(page, `#/sessions/${id}/new`);
  await page.locator('[name=at]').fill('2026-03-16T14:30');
  await page.locator('[name=place]').fill('社区议事堂');
  await page.locator('[name="items.0.title"]').fill('夜间照明');
  await page.locator('[data-rows="items.0.motions"] > button').click();
  await page.locator('[name="items.0.motions.0.title"]').fill('补两盏路灯');
  await page.locator('[name="items.0.motions.0.text"]').fill(ASKED);
  await page.locator('.sheet > .row button.main').click();
  await confirm(page);
  await page.waitForURL(/#\/session\//);
  await settled(page);
  return new URL(page.url()).hash.split('/')[3];
}

/** Takes a step of the session on its page. */
async function take(page, step, fill = async () => {}) {
  const part = page.locator(`[data-step="${step}"]`);
  await part.waitFor();
  const folded = part.locator('details');
  if (await folded.count() > 0 && !(await folded.evaluate((one) => one.open))) await part.locator('summary').click();
  await fill(part);
  await told(page, () => part.locator('form > .row button.main').click());
}

const press = (page, name) => page.getByRole('main').getByRole('button', { name, exact: true }).first().click();

for (const language of LANGUAGES) {
  for (const [device, width] of Object.entries(WIDTHS)) {
    describe(`sessions, ${language}, ${device}`, options, () => {
      test('a facilitator calls a session: the agenda outlasts a reload, is frozen by posting, and hangs with a code that anybody checks', async () => {
        const page = await visit({ width, language });
        const id = await community(page);
        await freeze(page, id, 'households', 'households-2026');
        await actAs(page, id, 'facilitator');
        await go(page, `#/sessions/${id}`);
        await page.locator(`a[href="#/sessions/${id}/new"]`).click();
        await settled(page);
        await page.locator('[name=at]').fill('2026-03-05T14:30');
        await page.locator('[name=place]').fill('社区议事堂');
        await page.locator('[name="items.0.title"]').fill('夜间照明');
        await page.locator('[data-rows="items.0.motions"] > button').click();
        await page.locator('[name="items.0.motions.0.title"]').fill('补两盏路灯');
        await page.locator('[name="items.0.motions.0.text"]').fill(ASKED);
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('[name="items.0.motions.0.text"]').inputValue(), ASKED, 'nothing typed is lost');
        assert.match(await page.locator('.sheet').innerText(), /12[^\n]*8/, 'the rule in numbers: eight of twelve');
        const post = async () => {
          await page.locator('.sheet > .row button.main').click();
          await page.locator('dialog button.main').click();
        };
        // Announced three days before, where the rule asks for ten.
        await post();
        await page.locator('form [role=alert]').waitFor();
        assert.match(await page.locator('form [role=alert]').textContent(), /10/);
        await page.locator('[name=at]').fill('2026-03-16T14:30');
        await post();
        await page.waitForURL(/#\/session\//);
        await settled(page);
        const name = new URL(page.url()).hash.split('/')[3];
        assert.match(await page.locator('main').innerText(), /补两盏路灯/);
        await page.locator(`a[href="#/poster/${id}/${name}"]`).click();
        await page.locator('.sheet-a4 .qr').waitFor();
        const sheet = await page.locator('.sheet-a4').innerText();
        assert.ok(sheet.includes(ASKED) && sheet.includes('社区议事堂'));
        assert.match(sheet, language === 'zh' ? /未列入的事项今天不表决/ : /not listed is not voted on/);
        const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
        assert.equal(pdf.match(/\/Type \/Page\b/g).length, 1, 'one sheet');
        assert.match(pdf, /MediaBox \[0 0 59[45][.\d]* 84[12]/, 'of A4, upright');
        const link = await scanned(page);
        assert.match(link, new RegExp(`#/check/${id}/\\d+/[\\w-]{43}$`));
        await page.goto(link);
        await settled(page);
        await page.locator('.verdict.good').waitFor();
        await page.goto(link.replace(/.$/, (last) => (last === 'A' ? 'E' : 'A')));
        await settled(page);
        await page.locator('.verdict.bad').waitFor();
        assert.deepEqual(page.wrong, []);
        const other = await visit({ width, language });
        await other.goto(link);
        await settled(other);
        await other.getByRole('alert').waitFor();
      });

      test('a session is run: check-in and quorum, both sides, the vote, and minutes that three sign', async () => {
        const said = SAYS[language];
        const page = await visit({ width, language });
        const id = await community(page);
        const name = await called(page, id);
        const at = `#/session/${id}/${name}`;
        await turn(page, '2026-03-16T14:00');

        // Check-in: a tap for each, a search, and a light that tells in words too.
        await actAs(page, id, 'clerk-a');
        await take(page, 'open_checkin');
        await page.locator('.light.bad', { hasText: said.quorum(0) }).waitFor();
        assert.ok((await page.locator('.light').innerText()).includes(said.few));
        for (const n of [1, 2, 3, 4, 5, 6]) {
          await page.locator(`.taps [data-handle="${handle(n)}"] button`).click();
          await page.locator('.light', { hasText: said.quorum(n) }).waitFor();
        }
        await page.locator('#find').fill('0011');
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('#find').inputValue(), '0011', 'what was typed is still there');
        assert.equal(await page.locator('.taps li:not([hidden])').count(), 1);
        await page.locator('.taps li:not([hidden]) button').click();
        await page.locator('.light', { hasText: said.quorum(7) }).waitFor();
        await actAs(page, id, 'facilitator');
        await page.locator('[data-step=quorum_ok] button').click();
        await page.locator('form [role=alert]').waitFor();
        // One more comes by themselves, with their own key.
        await actAs(page, id, handle(12));
        await page.locator('main button.main').first().click();
        await page.locator('.light.good', { hasText: said.quorum(8) }).waitFor();
        assert.ok((await page.locator('.light').innerText()).includes(said.enough));

        // The debate: a clock that goes on over a reload, and a vote only once both sides were heard.
        await actAs(page, id, 'facilitator');
        await take(page, 'quorum_ok');
        await take(page, 'start_debate', (part) => part.locator('select').selectOption('1'));
        await page.locator('.entry .bad', { hasText: said.unheard }).waitFor();
        await page.locator('button:near(#each)').first().click();
        await page.reload();
        await settled(page);
        assert.match(await page.locator('.clock').textContent(), said.clock);
        await actAs(page, id, 'clerk-a');
        await page.locator('[name=handle]').first().selectOption(handle(1));
        await page.locator('[name=stance][value=for]').check();
        await page.locator('[name=said]').fill('晚上看不清路,老人摔过两次');
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('[name=said]').inputValue(), '晚上看不清路,老人摔过两次', 'nothing typed is lost');
        await page.locator('form:has([name=said]) button.main').click();
        await page.locator('.findings li', { hasText: '老人摔过两次' }).waitFor();
        assert.equal(await page.locator('[name=said]').inputValue(), '', 'the next one begins anew');
        await actAs(page, id, 'facilitator');
        await page.locator('[data-step=close_debate] button.main').click();
        await confirm(page);
        await page.locator('[data-step=close_debate] [role=alert]').waitFor();
        await page.locator('.entry button').first().click();
        await page.locator('.entry .good', { hasText: said.heard }).waitFor();
        await page.locator('details.fold:has([name=reason]) summary').first().click();
        await page.locator('details[open] [name=handle]').selectOption(handle(2));
        await page.locator('details[open] [name=reason]').fill('家里经营灯具店,有利害关系');
        await told(page, () => page.locator('details[open] form button.main').click());
        await take(page, 'cool_off', (part) => part.locator('[name=minutes]').fill('5'));
        await told(page, async () => {
          await page.locator('[data-step=close_debate] button.main').click();
          await confirm(page);
        });

        // The vote, in the colleague's page: nobody types the question again.
        await go(page, `#/vote/${id}/Q1`);
        await press(page, said.start);
        await confirm(page);
        await page.locator('a[href^="#/ballot/"]').waitFor();
        for (const n of [1, 3, 4, 5, 6]) {
          await actAs(page, id, handle(n));
          await go(page, `#/ballot/${id}/Q1`);
          await press(page, said.yes);
          await press(page, said.cast);
          await page.locator('.receipt .code').waitFor();
        }
        await actAs(page, id, 'clerk-a');
        await go(page, `#/vote/${id}/Q1`);
        await told(page, async () => {
          await press(page, said.close);
          await confirm(page);
        });
        await actAs(page, id, 'facilitator');
        await told(page, async () => {
          await press(page, said.announce);
          await confirm(page);
        });
        for (const witness of ['witness-1', 'witness-2']) {
          await actAs(page, id, witness);
          await go(page, `#/waiting/${id}`);
          await told(page, async () => {
            await page.locator('[data-waiting=attest] form button.main').click();
            await confirm(page);
          });
        }
        await go(page, at);
        assert.ok((await page.locator('main ol').innerText()).includes(said.passed));

        // Minutes from the record, changed by the recorder, signed by three.
        await actAs(page, id, 'recorder');
        await go(page, `${at}/minutes`);
        const text = page.locator('[name=text]');
        assert.match(await text.inputValue(), said.written);
        assert.match(await text.inputValue(), /老人摔过两次[\s\S]*灯具店/);
        await text.fill(`${await text.inputValue()}\n散会。`);
        await page.reload();
        await settled(page);
        assert.match(await text.inputValue(), /散会。$/, 'nothing typed is lost');
        await told(page, async () => {
          await page.locator('form:has([name=text]) button.main').click();
          await confirm(page);
        });
        for (const office of ['facilitator', 'supervisor']) {
          await actAs(page, id, office);
          await go(page, `#/desk/${id}`);
          assert.match(await page.locator(`a[href="#/waiting/${id}"]`).innerText(), /1/, 'the desk says how many wait');
          await page.locator(`a[href="#/waiting/${id}"]`).click();
          await settled(page);
          await page.locator('[data-waiting=attest] summary').click();
          assert.match(await page.locator('[data-waiting=attest]').innerText(), /散会。/, 'what is signed can be read first');
          await told(page, async () => {
            await page.locator('[data-waiting=attest] form button.main').click();
            await confirm(page);
          });
        }
        await go(page, `${at}/minutes`);
        assert.equal(await page.locator('li.good').count(), 3);
        assert.match(await page.locator('.written').innerText(), /散会。$/);
        await go(page, `#/desk/${id}`);
        const { findings } = await audited(page, said.bundle);
        assert.deepEqual(findings.map(({ code }) => code).filter((code) => code !== 'session.recused-by-other'), []);
        assert.deepEqual(page.wrong, []);
      });
    });
  }
}

/** What a camera would read from the code of the page. */
async function scanned(page) {
  const { decodeQR } = await import(join(root, 'www/node_modules/qr/decode.js'));
  const path = await page.locator('.qr path').getAttribute('d');
  const size = Number((await page.locator('.qr').getAttribute('viewBox')).split(' ')[2]);
  const data = new Uint8Array(size * size * 16 * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h/g)) {
    for (let dx = 0; dx < 4; dx += 1) for (let dy = 0; dy < 4; dy += 1) data.fill(0, ((Number(y) * 4 + dy) * size * 4 + Number(x) * 4 + dx) * 4, ((Number(y) * 4 + dy) * size * 4 + Number(x) * 4 + dx) * 4 + 3);
  }
  return decodeQR({ width: size * 4, height: size * 4, data });
}

/** What the program says of the bundle that the page exports. */
async function audited(page, name) {
  const folder = scratch();
  const file = join(folder, 'session.bundle');
  writeFileSync(file, await saved(page, name));
  return JSON.parse(native('audit', '--json', file));
}
