import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { actAs, community, go, LANGUAGES, options, root, settled, visit, WIDTHS } from './hall.mjs';

/** The question of the journey, as a facilitator types it. */
const ASKED = '在东门到凉亭之间补两盏路灯';

/** Freezes the base of the households of a community that was just founded. */
async function frozen(page, id) {
  await actAs(page, id, 'committee');
  await go(page, `#/register/${id}`);
  await page.locator('[name=base]').fill('households-2026');
  await page.locator('[name=base]').press('Enter');
  await page.locator('dialog button.main').click();
  await page.locator('[data-base="households-2026"]').waitFor();
}

for (const language of LANGUAGES) {
  for (const [device, width] of Object.entries(WIDTHS)) {
    describe(`sessions, ${language}, ${device}`, options, () => {
      test('a facilitator calls a session: the agenda outlasts a reload, is frozen by posting, and hangs with a code that anybody checks', async () => {
        const page = await visit({ width, language });
        const id = await community(page);
        await frozen(page, id);
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
