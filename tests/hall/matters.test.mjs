import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actAs, community, confirm, go, LANGUAGES, options, settled, told, visit, WIDTHS } from './hall.mjs';

const SAYS = {
  zh: { state: { submitted: /已提交/, minor: /小事/, major: /大事/, screening: /待分类/, shortlisted: /候选议题/ }, support: /1 人附议/, none: /\?/ },
  en: { state: { submitted: /submitted/, minor: /minor/, major: /major/, screening: /screening/, shortlisted: /shortlisted/ }, support: /1 in support/ },
};

/** Somebody says a thing; gives the number it is taken down under. */
async function raised(page, id, handle, words) {
  await actAs(page, id, handle);
  await go(page, `#/matters/${id}/new`);
  await page.locator('[name=words]').fill(words);
  await page.locator('.sheet > .row button.main').click();
  await page.waitForURL(/#\/matter\//);
  await settled(page);
  return new URL(page.url()).hash.split('/')[3];
}

/** Takes a step that unfolds, after what is to be filled in. */
async function take(page, step, fill = async () => {}) {
  const part = page.locator(`[data-step="${step}"]`);
  const summary = part.locator('summary');
  if (await summary.count() > 0 && !(await part.locator('details').evaluate((one) => one.open))) await summary.click();
  await fill(part);
  await part.locator('form > .row button.main').click();
}

/** Attests what waits for whoever acts. */
async function attest(page, id, as) {
  await actAs(page, id, as);
  await go(page, `#/waiting/${id}`);
  await told(page, async () => {
    await page.locator('[data-waiting="attest"] button.main').first().click();
    await confirm(page);
  });
}

for (const language of LANGUAGES) {
  for (const [device, width] of Object.entries(WIDTHS)) {
    const said = SAYS[language];

    describe(`matters, ${language}, ${device}`, options, () => {
      test('a resident says a thing and nothing typed is lost; a neighbour supports it once', async () => {
        const page = await visit({ width, language });
        const id = await community(page);
        await actAs(page, id, 'H-0001');
        await go(page, `#/matters/${id}`);
        await page.locator(`a[href="#/matters/${id}/new"]`).click();
        await page.locator('[name=words]').fill('东门到凉亭的路灯不亮');
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('[name=words]').inputValue(), '东门到凉亭的路灯不亮');
        await page.locator('.sheet > .row button.main').click();
        await page.waitForURL(/#\/matter\//);
        await settled(page);
        assert.equal(await page.locator('h1').textContent(), '东门到凉亭的路灯不亮');
        assert.match(await page.locator('.state').first().textContent(), said.state.submitted);
        await actAs(page, id, 'H-0002');
        await told(page, () => page.locator('main form button.main').click());
        assert.match(await page.locator('main').innerText(), said.support);
        assert.equal(await page.locator('main form button.main').count(), 0, 'nobody supports twice');
        await page.reload();
        await settled(page);
        assert.match(await page.locator('main').innerText(), said.support);
        assert.deepEqual(page.wrong, []);
      });

      test('words about safety are refused on the record, and kept on the device once they are sealed', async () => {
        const page = await visit({ width, language });
        const id = await community(page);
        await actAs(page, id, 'clerk-a');
        await go(page, `#/matters/${id}/new`);
        await page.locator('[name=words]').fill('隔壁家暴,孩子在哭');
        await page.locator('.sheet > .row button.main').click();
        await page.locator('form [role=alert]').waitFor();
        assert.equal(await page.locator('[name=words]').inputValue(), '隔壁家暴,孩子在哭');
        await page.locator('[name=safety]').check();
        await page.locator('.sheet > .row button.main').click();
        await page.waitForURL(/#\/matter\//);
        await settled(page);
        const address = new URL(page.url()).hash;
        assert.match(await page.locator('main').innerText(), /隔壁家暴/, 'whoever took it down can read it');
        await go(page, `#/record/${id}`);
        const entries = await page.locator('#stage').evaluate((one) => one.value);
        await go(page, `#/record/${id}/${Number(entries) - 1}`);
        const entry = await page.locator('.entry').innerText();
        assert.match(entry, /"safety": true/);
        assert.ok(!entry.includes('家暴'), 'the record has a digest only');
        await go(page, `#/matters/${id}`);
        assert.equal(await page.locator(`a[href="${address}"]`).count(), 1);

        // It goes no way but to the government, once the authority was told, and by two people.
        await go(page, address);
        await told(page, () => take(page, 'accept', (part) => part.locator('[name=read_back]').check()));
        await told(page, () => take(page, 'triage', async (part) => {
          assert.equal(await part.locator('[name=route]').count(), 1);
          await part.locator('[name=route]').check();
          await part.locator('[name=reason]').fill('涉及人身安全,由公安机关处理');
        }));
        await actAs(page, id, 'committee');
        await go(page, `#/waiting/${id}`);
        assert.equal(await page.locator('[data-waiting=attest]').count(), 0, 'nobody attests before it was reported');
        await go(page, address);
        await told(page, () => take(page, 'report', (part) => part.locator('[name=to]').fill('派出所')));
        await attest(page, id, 'committee');
        await go(page, address);
        await told(page, () => take(page, 'refer', async (part) => {
          await part.locator('[name=to]').fill('派出所');
          await part.locator('[name=due]').fill('2026-03-09');
        }));
        assert.deepEqual(page.wrong, []);
      });

      test('two people sort a matter; a resident appeals; the committee puts it on the short list', async () => {
        const page = await visit({ width, language });
        const id = await community(page);
        const first = await raised(page, id, 'H-0001', '东门到凉亭的两盏路灯不亮');
        const number = await raised(page, id, 'H-0003', '东门到凉亭的两盏路灯不亮了');
        assert.notEqual(first, number);
        await actAs(page, id, 'clerk-a');
        await take(page, 'accept');
        // The record asks to compare it with the one it is like.
        await page.locator('[name="compared[]"]').waitFor();
        assert.match(await page.locator('[data-step=accept]').innerText(), new RegExp(first));
        await told(page, () => take(page, 'accept', (part) => part.locator('[name="compared[]"]').check()));
        assert.match(await page.locator('.state').first().textContent(), said.state.screening);
        const triage = (route, item) => take(page, 'triage_minor', async (part) => {
          await part.locator(`[name=route][value=${route}]`).check();
          if (item) await part.locator('[name=item]').selectOption(item);
          await part.locator('[name=reason]').fill('小区内公共照明属公共设施维修');
        });
        await page.locator('[data-step=triage_minor] summary').click();
        await page.locator('[data-step=triage_minor] [name=route][value=private]').check();
        await page.locator('[data-step=triage_minor] [name=reason]').fill('先当成一家人的事');
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('[data-step=triage_minor] [name=reason]').inputValue(), '先当成一家人的事');
        await told(page, () => take(page, 'triage_minor'));
        assert.match(await page.locator('.state').first().textContent(), said.state.screening, 'one person sorts nothing');
        await attest(page, id, 'committee');
        await go(page, `#/matter/${id}/${number}`);
        await actAs(page, id, 'H-0002');
        await told(page, () => take(page, 'appeal_triage', (part) => part.locator('[name=reason]').fill('两栋楼的人都走这条路')));
        assert.match(await page.locator('main').innerText(), /两栋楼的人都走这条路/);
        await actAs(page, id, 'clerk-b');
        await told(page, () => triage('minor', 'B1'));
        await attest(page, id, 'committee');
        await go(page, `#/matter/${id}/${number}`);
        assert.match(await page.locator('.state').first().textContent(), said.state.minor);
        await told(page, () => take(page, 'shortlist'));
        assert.match(await page.locator('.state').first().textContent(), said.state.shortlisted);
        assert.deepEqual(page.wrong, []);
      });
    });
  }
}
