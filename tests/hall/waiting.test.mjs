import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actAs, assembly, bring, handle, QUESTIONS, yes } from './assembly.mjs';
import { go, LANGUAGES, options, settled, told, visit, WIDTHS } from './hall.mjs';

const SAYS = {
  zh: { two: '2 件等您', left: /还有 7 天/, apart: ['同意', '不同意'], attest: /P-0001/, none: '没有等您办的' },
  en: { two: '2 waiting for you', left: /7 days left/, apart: ['agree', 'disagree'], attest: /P-0001/, none: 'Nothing waits for you' },
};

/** A closed vote with a paper that two clerks read differently, and an objection to the agenda. */
function further(add) {
  const re = (hall) => hall.motion('LIGHTS').leaf;
  add('facilitator', { kind: 'motion', session: 'ASM-1', question: QUESTIONS[0] });
  for (const number of [1, 2, 6, 7, 8, 9]) add(handle(number), (hall) => ({ kind: 'ballot', re: re(hall), choice: { option: 'Y' } }));
  add('clerk-a', (hall) => ({ kind: 'hand-out', re: re(hall), serial: 'P-0001', handle: handle(3), channel: 'onsite-paper' }));
  add('clerk-a', (hall) => ({ kind: 'hand-in', re: re(hall), serial: 'P-0001' }));
  for (const [clerk, option] of [['clerk-a', 'Y'], ['clerk-b', 'N']]) add(clerk, (hall) => ({ kind: 'read-paper', re: re(hall), serial: 'P-0001', choice: { option } }));
  add('clerk-a', (hall) => hall.prepare({ kind: 'close', motion: 'LIGHTS', papers: 1 }));
  add('clerk-a', (hall) => hall.prepare({ kind: 'post', post: 'agenda-1', subject: { agenda: 'ASM-1' }, days: 7, text: '会议公告', evidence: [] }));
  add(handle(4), (hall) => ({ kind: 'object', re: hall.posts()[0].leaf, claim: '公告没有贴到二号楼' }));
}

for (const language of LANGUAGES) {
  for (const [device, width] of Object.entries(WIDTHS)) {
    describe(`what waits, ${language}, ${device}`, options, () => {
      test('a supervisor answers an objection in time, settles a paper with both readings in view, and a witness attests', async () => {
        const said = SAYS[language];
        const page = await visit({ width, language });
        const id = await bring(page, await assembly(further));
        await actAs(page, 'supervisor');
        await go(page, `#/desk/${id}`);
        const door = page.locator(`a[href="#/waiting/${id}"]`);
        assert.ok((await door.innerText()).includes(said.two), 'how many wait');
        await door.click();
        await settled(page);
        assert.match(await page.locator('main').innerText(), said.left);

        // The objection, with what was typed there after a reload.
        const objection = page.locator('section.entry', { hasText: '公告没有贴到二号楼' });
        await objection.locator('[name$=".ruling"][value=dismissed]').check();
        await objection.locator('[name$=".reason"]').fill('二号楼的公告栏有照片为证');
        await page.reload();
        await settled(page);
        assert.equal(await objection.locator('[name$=".reason"]').inputValue(), '二号楼的公告栏有照片为证', 'nothing typed is lost');
        await objection.locator('button.main').click();
        await yes(page);
        await objection.waitFor({ state: 'detached' });

        // The paper: who read what, side by side.
        const paper = page.locator('[data-waiting=paper]');
        assert.deepEqual(await paper.locator('tbody td').allTextContents(), said.apart);
        await paper.locator('input[value=Y]').check();
        await told(page, () => paper.locator('form > .row button.main').click(), 'P-0001');
        assert.equal(await paper.locator('form').count(), 0, 'it waits for a witness');
        await go(page, `#/desk/${id}`);
        assert.equal(await page.locator('.badge').count(), 0);

        await actAs(page, 'witness-1');
        await go(page, `#/waiting/${id}`);
        const asked = page.locator('[data-waiting=attest]');
        assert.match(await asked.innerText(), said.attest);
        await asked.locator('form button.main').click();
        await yes(page);
        await asked.waitFor({ state: 'detached' });
        assert.ok((await page.locator('main').innerText()).includes(said.none));
        await page.reload();
        await settled(page);
        assert.ok((await page.locator('main').innerText()).includes(said.none));
        assert.deepEqual(page.wrong, []);
      });
    });
  }
}
