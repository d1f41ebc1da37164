import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actAs, community, enrolAll, go, HOUSEHOLDS, LANGUAGES, options, saved, settled, visit, WIDTHS } from './hall.mjs';

const SAYS = {
  zh: { open: '开一个新社区', add: '再加一个职务', submit: '开办', keys: '备份钥匙', bundle: '导出记录包', single: '登记一个', offices: /看一看、改一改/ },
  en: { open: 'Open a community', add: 'One more office', submit: 'Open it', keys: 'Back up the keys', bundle: 'Save the bundle', single: 'Enrol one', offices: /Look at them/ },
};

for (const language of LANGUAGES) {
  for (const [device, width] of Object.entries(WIDTHS)) {
    const say = SAYS[language];

    describe(`a community, ${language}, ${device}`, options, () => {
      test('a worker opens one: what was typed outlasts a reload, and the record is there with a key for every office', async () => {
        const page = await visit({ width, language });
        await page.getByRole('link', { name: say.open }).click();
        await page.locator('[name=name]').fill('柳荫里社区');
        await page.locator('[name=origin]').fill('with blanks');
        await page.locator('[name=start]').fill('2026-03-02');
        await page.locator('summary', { hasText: say.offices }).click();
        await page.getByRole('button', { name: say.add }).click();
        await page.locator('[name="offices.13.office"]').fill('clerk-c');
        await page.locator('[name="offices.13.roles[]"][value=clerk]').check();
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('[name=name]').inputValue(), '柳荫里社区');
        assert.equal(await page.locator('[name="offices.13.office"]').inputValue(), 'clerk-c');
        assert.ok(await page.locator('[name="offices.13.roles[]"][value=clerk]').isChecked());
        await page.locator('button.main', { hasText: say.submit }).click();
        await page.locator('form [role=alert]').waitFor();
        await page.locator('[name=origin]').fill('liuyin.example/2026');
        await page.locator('button.main', { hasText: say.submit }).click();
        await page.locator('.board').waitFor();
        const id = new URL(page.url()).hash.split('/')[2];
        assert.equal(await page.locator('.board .digest').textContent(), id, 'the notice shows the digest of the charter');
        assert.match(await page.locator('#said').textContent(), /柳荫里社区/);
        const keys = JSON.parse(await saved(page, say.keys));
        assert.equal(Object.keys(keys).length, 14);
        assert.ok(keys['clerk-c'] && keys.committee);
        await page.reload();
        await settled(page);
        await go(page, `#/audit/${id}`);
        await page.locator('.verdict.good').waitFor();
        assert.deepEqual(page.wrong, []);
      });

      test('a community that is meant goes by the clock of the device, and is asked about twice', async () => {
        const page = await visit({ width, language });
        await go(page, '#/found');
        await page.locator('[name=mode][value=real]').check();
        assert.ok(!await page.locator('[name=start]').isVisible(), 'no day is chosen');
        await page.locator('[name=name]').fill('柳荫里社区');
        await page.locator('form button.main').click();
        await page.locator('dialog button:not(.main)').click();
        await page.locator('form [role=alert]').waitFor();
        await page.locator('form button.main').click();
        await page.locator('dialog button.main').click();
        await page.locator('.board').waitFor();
        const id = new URL(page.url()).hash.split('/')[2];
        assert.equal(await page.locator('#clock').count(), 0);
        await actAs(page, id, 'registrar');
        await go(page, `#/register/${id}`);
        await page.locator('summary', { hasText: say.single }).click();
        const single = page.locator('form:has([name=votes])');
        await single.locator('[name=handle]').fill('H-0001');
        await single.locator('[name=building]').fill('B01');
        await single.locator('[name=residents]').fill('3');
        await page.reload();
        await settled(page);
        assert.equal(await single.locator('[name=residents]').inputValue(), '3');
        await single.locator('button.main').click();
        await page.locator('#said .good', { hasText: 'H-0001' }).waitFor();
        await go(page, `#/register/${id}/households`);
        assert.match(await page.locator('tbody tr').textContent(), /H-0001.*B01.*3/);
        assert.equal(await page.locator('#acting option[value="H-0001"]').count(), 0, 'nobody gets a key that they did not bring');
        await go(page, `#/audit/${id}`);
        await page.locator('.verdict.good').waitFor();
        assert.deepEqual(page.wrong, []);
      });

      test('a worker imports the registers: every problem is located, nothing is imported before all is right', async () => {
        const page = await visit({ width, language });
        const id = await community(page);
        const counts = await page.locator('main .cards li').allTextContents();
        assert.match(counts[0], /12/);
        assert.match(counts[1], /6/);
        const bad = HOUSEHOLDS.replace('H-0003,B03,4', 'H-0003,B03,four').replace('H-0001,B01', 'H-0001,13800138000').replaceAll('H-00', 'N-00').replace('N-0005', 'N-0002');
        const choose = (name, bytes) => page.locator('.import input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: bytes });
        await choose('bad.csv', Buffer.from(bad));
        await page.locator('.import tbody tr').first().waitFor();
        const found = await page.locator('.import tbody tr').evaluateAll((rows) => rows.map((row) => [...row.children].slice(0, 2).map((cell) => cell.textContent)));
        assert.deepEqual(found, [['2', 'building'], ['4', 'residents'], ['6', 'handle']]);
        assert.equal(await page.locator('.import .entry button.main').count(), 0, 'it cannot be imported');
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('.import tbody tr').count(), 3, 'the file is still there');
        // As Excel in China saves it: GB 18030, with semicolons and Chinese headings.
        const gbk = Buffer.concat([Buffer.from([0xb1, 0xe0, 0xba, 0xc5]), Buffer.from(';'), Buffer.from([0xc2, 0xa5, 0xb6, 0xb0]), Buffer.from(';'), Buffer.from([0xbe, 0xd3, 0xc3, 0xf1, 0xca, 0xfd]), Buffer.from('\r\nN-0001;B01;3\r\nN-0002;B02;1\r\n')]);
        await choose('gbk.csv', gbk);
        await page.locator('.import .entry button.main').waitFor();
        assert.match(await page.locator('.import tbody tr').first().textContent(), /N-0001B0113/);
        await page.locator('.import .entry button.main').click();
        await page.locator('.import .entry').waitFor({ state: 'detached' });
        assert.match((await page.locator('main .cards li').allTextContents()).join(), /14/);
        assert.deepEqual(page.wrong, []);
      });

      test('somebody is enrolled, gets a new key that another attests, and leaves', async () => {
        const page = await visit({ width, language });
        const id = await community(page);
        await go(page, `#/register/${id}/households`);
        const find = () => page.locator('#find').fill('H-0007');
        await find();
        await page.locator('tbody button').click();
        await page.locator('.entry summary').first().click();
        await page.locator('.entry [name=reason]').first().fill('手机遗失了');
        await page.locator('.entry form').first().locator('button.main').click();
        await page.locator('.verdict').waitFor();
        await settled(page);
        assert.equal(await page.locator('.verdict button.main').count(), 0, 'whoever entered the key does not attest it');
        await page.locator('#acting').selectOption('clerk-a');
        await page.locator('.verdict button.main').click();
        await page.locator('.verdict').waitFor({ state: 'detached' });
        await actAs(page, id, 'registrar');
        await find();
        await page.locator('tbody button').click();
        await page.locator('.entry summary').nth(1).click();
        await page.locator('.entry form').nth(1).locator('[name=reason]').fill('迁出本社区');
        await page.locator('.entry form').nth(1).locator('button.main').click();
        await page.locator('dialog button.main').click();
        await page.locator('#said', { hasText: 'H-0007' }).waitFor();
        await settled(page);
        await find();
        assert.equal(await page.locator('tbody tr').count(), 0);
        await enrolAll(page, id, 'households', 'handle,building\nH-0007,B01');
        assert.deepEqual(page.wrong, []);
      });

      test('the committee freezes a base, and households and residents are never mixed', async () => {
        const page = await visit({ width, language });
        const id = await community(page);
        await actAs(page, id, 'committee');
        await page.locator('[name=base]').fill('households-2026');
        await page.locator('[name=base]').press('Enter');
        await page.locator('dialog button.main').click();
        await page.locator('[data-base="households-2026"]').waitFor();
        const totals = await page.locator('[data-base] .totals dd').allTextContents();
        assert.deepEqual(totals.map(Number).sort((a, b) => a - b), [12, 12, 24, 36]);
        await page.locator('[data-base] summary').first().click();
        assert.equal(await page.locator('[data-base] tbody').first().locator('tr').count(), 3);
        assert.deepEqual(page.wrong, []);
      });

      test('the committee gives an office and ends it, and a key is brought to another device', async () => {
        const page = await visit({ width, language });
        const id = await community(page);
        await go(page, `#/community/${id}`);
        await actAs(page, id, 'committee');
        await page.locator('summary').first().click();
        await page.locator('[name=office]').fill('clerk-c');
        await page.locator('[name="roles[]"][value=clerk]').check();
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('[name=office]').inputValue(), 'clerk-c');
        await page.locator('form:has([name=office]) button.main').click();
        await page.locator('[data-office="clerk-c"]').waitFor();
        await page.locator('summary').nth(1).click();
        await page.locator('[name=ended]').selectOption('clerk-b');
        await page.locator('form:has([name=ended]) [name=reason]').fill('调离社区工作');
        await page.locator('form:has([name=ended]) button.main').click();
        await page.locator('dialog button.main').click();
        await page.locator('section:has(h2) + section [data-office="clerk-b"]').waitFor();
        await go(page, `#/desk/${id}`);
        const keys = await saved(page, say.keys);
        const bundle = await saved(page, say.bundle);
        const other = await visit({ width, language });
        await other.locator('input[type=file]').first().setInputFiles({ name: 'a.bundle', mimeType: 'text/plain', buffer: Buffer.from(bundle) });
        await other.locator('.verdict').waitFor();
        await go(other, `#/community/${id}`);
        assert.equal(await other.locator('#acting').count(), 0);
        await other.locator('[name=seed]').fill(JSON.parse(keys).committee);
        await other.locator('form:has([name=seed]) button.main').click();
        await other.locator('.acting strong', { hasText: 'committee' }).waitFor();
        await other.locator('section input[type=file]').setInputFiles({ name: 'k.json', mimeType: 'application/json', buffer: Buffer.from(keys) });
        await other.locator('#acting').waitFor();
        assert.ok(await other.locator('#acting option').count() > 20);
        assert.deepEqual([...page.wrong, ...other.wrong], []);
      });
    });
  }
}
