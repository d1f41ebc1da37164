import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actAs, assembly, bring, handle, yes } from './assembly.mjs';
import { go, LANGUAGES, open, options, settled, visit, WIDTHS } from './hall.mjs';

const SAYS = {
  zh: { pick: '公示什么', agenda: /会议公告/, post: '张贴', days: /公示 10 天/, left: /公示还剩 10 天/, object: '提出异议', answer: '答复', upheld: '成立', end: '公示期满', waits: /等答复/, answered: /已答复 · 不成立/, words: '会议公告贴在一号楼', result: /表决结果/, abstain: '弃权', merged: '没有投票' },
  en: { pick: 'What to post', agenda: /notice of a session/, post: 'Post it', days: /for 10 days/, left: /10 days left/, object: 'Object', answer: 'Answer', upheld: 'upheld', end: 'It has run its time', waits: /waits for an answer/, answered: /answered · dismissed/, words: 'The notice hangs at building 1', result: /result of a vote/, abstain: 'abstained', merged: 'did not vote' },
};

const press = (page, name) => page.getByRole('main').getByRole('button', { name, exact: true }).first().click();

for (const language of LANGUAGES) {
  for (const [device, width] of Object.entries(WIDTHS)) {
    const say = SAYS[language];

    describe(`posts, ${language}, ${device}`, options, () => {
      test('something is posted, objected to and answered, and does not come down before its time', async () => {
        const page = await visit({ width, language });
        const id = await bring(page, await assembly());
        await actAs(page, 'clerk-a');
        await go(page, `#/posts/${id}`);
        await page.getByRole('link', { name: say.agenda }).click();
        await page.locator('#f-days').waitFor();
        await page.locator('#f-days').fill('10');
        await page.locator('#f-text').fill(say.words);
        await page.locator('#f-evidence').setInputFiles({ name: 'board.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('a board') });
        await page.locator('.evidence li').waitFor();
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('#f-text').inputValue(), say.words, 'what was typed is still there');
        assert.equal(await page.locator('.evidence li').count(), 1, 'and so is the photograph');
        await press(page, say.post);
        await page.waitForURL((url) => url.hash.endsWith('/agenda-1'));
        await settled(page);
        const shown = await page.locator('main').innerText();
        assert.match(shown, say.days);
        assert.match(shown, say.left);
        assert.ok(shown.includes(say.words), 'the words stay on this device');
        assert.match(shown, /1/);

        await press(page, say.end);
        await yes(page);
        await page.locator('form [role=alert]').first().waitFor();

        await actAs(page, handle(7));
        await page.locator('#f-claim').fill('公告没有写会场在哪里');
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('#f-claim').inputValue(), '公告没有写会场在哪里');
        await press(page, say.object);
        await page.locator('section.entry', { hasText: '公告没有写会场在哪里' }).waitFor();
        assert.match(await page.locator('section.entry').last().innerText(), say.waits);

        await actAs(page, 'supervisor');
        const form = page.locator('section.entry form');
        await form.locator('input[value=dismissed]').check();
        await form.locator('textarea').fill('会场写在公告第二行');
        await page.reload();
        await settled(page);
        assert.equal(await form.locator('textarea').inputValue(), '会场写在公告第二行');
        await press(page, say.answer);
        await yes(page);
        await form.waitFor({ state: 'detached' });
        assert.match(await page.locator('section.entry').last().innerText(), say.answered);
        await go(page, `#/posts/${id}`);
        assert.equal(await page.locator(`a[href="#/posts/${id}/agenda-1"]`).count(), 1);
        assert.deepEqual(page.wrong, []);
      });

      test('anyone reads what was posted of a result, with its objection and what was put right', async () => {
        const page = await visit({ width, language });
        const id = await open(page);
        await go(page, `#/posts/${id}`);
        assert.equal(await page.locator('.cards a[href^="#/posts/"]').count(), 8);
        await go(page, `#/posts/${id}/result`);
        assert.match(await page.locator('h1').textContent(), say.result);
        const table = await page.locator('table').innerText();
        assert.ok(table.includes(say.abstain) && table.includes(say.merged), 'columns are named, not coded');
        assert.match(await page.locator('section.entry').innerText(), /846 → 845/);
        assert.deepEqual(page.wrong, []);
      });
    });
  }
}
