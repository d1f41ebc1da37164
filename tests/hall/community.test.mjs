import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { go, LANGUAGES, options, saved, settled, visit, WIDTHS } from './hall.mjs';

const SAYS = {
  zh: { open: '开一个新社区', add: '再加一个职务', submit: '开办', keys: '备份钥匙', offices: /看一看、改一改/ },
  en: { open: 'Open a community', add: 'One more office', submit: 'Open it', keys: 'Back up the keys', offices: /Look at them/ },
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
    });
  }
}
