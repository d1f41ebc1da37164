import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actAs, assembly, bring, handle, QUESTIONS, yes } from './assembly.mjs';
import { give, givenBack, go, LANGUAGES, options, practise, saved, settled, told, visit, WIDTHS } from './hall.mjs';

const SAYS = {
  zh: { yes: '同意', no: '不同意', abstain: '弃权', prepare: '准备表决', start: '开始表决', question: /补种什么树|LIGHTS/, numbers: /需要参加≥6户,实到0户/, confirm: '您选的是“同意”,确定投出吗?', cast: '确定投出', again: '重新选', code: /您的回执码:(\d+-\d{4}-\d{4})/, save: '保存回执文件', holds: /在记录里,第 \d+ 条/, counted: '已计入', notListed: /名册里没有您/, out: '登记发出', in: '登记收回', read: '录入,下一张', settle: '裁定', witness: /见证.*签名/, close: '截止表决', announce: '宣布结果', passed: '通过', mine: '查我的票', look: '查', round: '下一轮表决', failed: '未通过', waiting: '票签好了,还没有交上', take: '收进记录', file: '存成文件交给工作人员', bundle: '导出记录包', ready: '选好了', blank: /空白/, post: '张贴', object: '提出异议', answer: '答复', end: '公示期满', late: '投票已截止。对结果有意见,可以在公示期内提出。' },
  en: { yes: 'agree', no: 'disagree', abstain: 'Abstain', prepare: 'Prepare the vote', start: 'Open the vote', numbers: /at least 6 households needed, 0 households there/, confirm: 'You chose “agree”. Cast it?', cast: 'Cast it', again: 'Choose again', code: /Your receipt code: (\d+-\d{4}-\d{4})/, save: 'Save the receipt', holds: /It is on the record, entry \d+/, counted: 'counted', notListed: /You are not on the list/, out: 'Hand it out', in: 'It is in the box', read: 'Enter it, next paper', settle: 'Settle', witness: /: sign$/, close: 'Close the vote', announce: 'Announce the result', passed: 'passed', mine: 'Find my vote', look: 'Look', round: 'Next round', failed: 'not passed', waiting: 'The ballot is signed but was not brought yet', take: 'Take them in', file: 'Save it as a file for a worker', bundle: 'Save the bundle', ready: 'That is my choice', blank: /Blank/, post: 'Post it', object: 'Object', answer: 'Answer', end: 'It has run its time', late: 'The vote is closed. You can object to the result while it is posted.' },
};

const press = (page, name) => page.getByRole('main').getByRole('button', { name, exact: typeof name === 'string' }).first().click();
const said = (page) => page.locator('#said').textContent();

/** The facilitator puts a question to the vote whose text came as a file. */
async function open(page, id, say, question) {
  await actAs(page, 'facilitator');
  await go(page, `#/vote/${id}/${question.id}`);
  await give(page, 'question.json', JSON.stringify(question));
  await page.locator('form button.main').waitFor();
  await page.reload();
  await settled(page);
  assert.ok((await page.locator('main .verdict').innerText()).includes(question.text.zh) || (await page.locator('main .verdict').innerText()).includes(question.text.en), 'the exact question is shown, also after a reload');
  await press(page, say.start);
  await yes(page);
  await page.locator('a[href^="#/ballot/"]').waitFor();
}

/** A household votes by a press and a second one. */
async function cast(page, id, say, who, motion, option) {
  await actAs(page, who);
  await go(page, `#/ballot/${id}/${motion}`);
  await press(page, option);
  await press(page, say.cast);
  await page.locator('.receipt .code').waitFor();
  return say.code.exec(await page.locator('.code').textContent())?.[1];
}

/** A clerk enters the papers that are left, by keyboard alone: the digit of each and Enter. */
async function read(page, id, who, marks) {
  await actAs(page, who);
  for (const [serial, digit] of marks) {
    await page.locator('#f-paper').waitFor();
    await page.locator('#f-paper').fill(serial);
    await page.keyboard.press('Enter');
    await page.keyboard.press(digit);
    await page.keyboard.press('Enter');
    await page.waitForFunction((number) => document.querySelector('#said')?.textContent?.includes(number), serial);
    await settled(page);
  }
}

for (const language of LANGUAGES) {
  for (const [device, width] of Object.entries(WIDTHS)) {
    const say = SAYS[language];

    describe(`a vote, ${language}, ${device}`, options, () => {
      test('from its opening over ballots and papers to the result, and every vote is found', async () => {
        const page = await visit({ width, language });
        const id = await bring(page, await assembly());
        await go(page, `#/votes/${id}`);
        assert.equal(await page.getByRole('link', { name: say.prepare }).count(), 3);
        await open(page, id, say, QUESTIONS[0]);

        // A household: three buttons of one size, the rule in numbers, a second step that outlasts a reload.
        await actAs(page, handle(1));
        await go(page, `#/ballot/${id}/LIGHTS`);
        assert.match(await page.locator('.numbers').innerText(), say.numbers);
        const sizes = await page.locator('.options button').evaluateAll((all) => all.map((one) => [one.offsetWidth, one.offsetHeight]));
        assert.equal(sizes.length, 3);
        assert.deepEqual(sizes[1], sizes[0]);
        assert.deepEqual(sizes[2], sizes[0]);
        await press(page, say.no);
        await press(page, say.again);
        await press(page, say.yes);
        assert.equal(await page.locator('#confirm').textContent(), say.confirm);
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('#confirm').textContent(), say.confirm, 'what was chosen is still there');
        await press(page, say.cast);
        await page.locator('.receipt .code').waitFor();
        const [, code] = say.code.exec(await page.locator('.code').textContent());
        const proof = await saved(page, say.save);
        assert.ok(proof.startsWith('c2sp.org/tlog-proof@v1'));
        await page.reload();
        await settled(page);
        assert.ok((await page.locator('.code').textContent()).includes(code), 'the receipt is still there');

        // The receipt is checked by its picture, by its file and by its code.
        const picture = await page.locator('svg.qr').screenshot();
        const chosen = async (file) => {
          await go(page, `#/scan/${id}`);
          await page.locator('main input[type=file]').setInputFiles(file);
        };
        await chosen({ name: 'receipt.png', mimeType: 'image/png', buffer: picture });
        await page.waitForURL((url) => url.hash.startsWith('#/check/'));
        await settled(page);
        assert.match(await page.locator('.verdict.good').innerText(), say.holds);
        assert.ok((await page.locator('.verdict').innerText()).includes(say.counted));
        assert.ok(!(await page.locator('.verdict').innerText()).includes(say.yes), 'how one voted is not told');
        await page.locator('#f-code').fill(code.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)));
        await page.locator('form button.main').click();
        await page.locator('.verdict.bad').waitFor();
        await page.locator('#f-code').fill(code);
        await page.locator('form button.main').click();
        await page.locator('.verdict.good').waitFor();
        await chosen({ name: 'my.tlog-proof', mimeType: 'text/plain', buffer: Buffer.from(proof) });
        await page.locator('.verdict.good').waitFor();
        await chosen({ name: 'nothing.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') });
        await page.getByRole('alert').waitFor();

        // Who has no vote is told so.
        await go(page, `#/ballot/${id}/LIGHTS`);
        await actAs(page, handle(12));
        assert.match(await page.getByRole('alert').innerText(), say.notListed);
        for (const [number, option] of [[2, say.yes], [6, say.no], [7, say.yes]]) await cast(page, id, say, handle(number), 'LIGHTS', option);

        // Three papers, of which the clerks read one differently.
        await actAs(page, 'clerk-a');
        await go(page, `#/papers/${id}/LIGHTS`);
        await page.locator('#f-handle').fill(handle(3));
        await page.reload();
        await settled(page);
        assert.equal(await page.locator('#f-handle').inputValue(), handle(3), 'what was typed is still there');
        for (const number of [3, 4, 5]) {
          await page.locator('#f-handle').fill(handle(number));
          assert.equal(await page.locator('#f-serial').inputValue(), `P-000${number - 2}`, 'the next number stands there');
          await press(page, say.out);
          await page.waitForFunction((who) => document.querySelector('#said')?.textContent?.includes(who), handle(number));
        }
        await page.locator('#f-handle').fill(handle(8));
        await page.locator('#f-serial').fill('P-0001');
        await press(page, say.out);
        assert.match(await page.locator('form [role=alert]').textContent(), /P-0001/, 'no number is given twice');
        await page.locator('#f-serial').fill('');
        await page.locator('#f-handle').fill('');
        for (const serial of ['P-0001', 'P-0002', 'P-0003']) {
          await page.locator('#f-arrived').fill(serial);
          await press(page, say.in);
          await page.waitForFunction((number) => document.querySelector('#said')?.textContent?.includes(number), serial);
        }
        await read(page, id, 'clerk-a', [['P-0001', '1'], ['P-0002', '2'], ['P-0003', '3']]);
        await actAs(page, 'clerk-b');
        assert.equal(await page.locator('#f-paper').inputValue(), 'P-0001', 'the second clerk has them all before them');
        assert.ok(!(await page.locator('main').innerText()).match(/读|reading 1|第 1 次/), 'and sees nothing of what was read');
        await read(page, id, 'clerk-b', [['P-0001', '1'], ['P-0002', '1'], ['P-0003', '3']]);
        await actAs(page, 'supervisor');
        const dispute = page.locator('section.entry', { hasText: 'P-0002' });
        assert.ok((await dispute.innerText()).includes(say.no), 'by now both readings are shown');
        await dispute.locator('input[value=Y]').check();
        await press(page, say.settle);
        await page.waitForFunction(() => document.querySelector('#said')?.textContent?.includes('P-0002'));
        await actAs(page, 'witness-1');
        await press(page, say.witness);
        await page.locator('.cards .good').waitFor();

        // Closed by the count of papers, announced as the record gives it, and witnessed by two.
        await go(page, `#/vote/${id}/LIGHTS`);
        assert.equal(await page.locator('.bar .label', { hasText: say.no }).count(), 0, 'no split while it is open');
        await actAs(page, 'clerk-a');
        await page.locator('#f-papers').fill('3');
        await press(page, say.close);
        await yes(page);
        await page.locator('#f-papers').waitFor({ state: 'detached' });
        await actAs(page, 'facilitator');
        await press(page, say.announce);
        await yes(page);
        await page.waitForFunction(() => document.querySelectorAll('main a[href^="#/motion/"]').length > 0);
        for (const witness of ['witness-1', 'witness-2']) {
          await actAs(page, witness);
          await press(page, say.witness);
          await page.waitForFunction(() => !document.querySelector('main button.main'));
        }
        assert.ok((await page.locator('.state').first().textContent()).includes(say.passed));

        // The sheet on the wall and on paper.
        await go(page, `#/motion/${id}/LIGHTS`);
        assert.ok((await page.locator('.result > .verdict').innerText()).includes(say.passed));
        const counts = await page.locator('section:not(:has(.note)) > .bar .value').allTextContents();
        assert.deepEqual(counts.map(Number), [5, 1, 1, 0]);
        await page.emulateMedia({ media: 'print' });
        assert.ok(await page.locator('.signatures').isVisible());
        assert.equal(await page.locator('main button').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length), 0);
        await page.emulateMedia({ media: 'screen' });

        // Everybody finds their vote; whoever comes late is told what can be done.
        await go(page, `#/mine/${id}/${handle(4)}`);
        assert.ok((await page.locator('.cards .good').textContent()).includes(say.counted));
        await go(page, `#/ballot/${id}/LIGHTS`);
        await actAs(page, handle(9));
        assert.ok((await page.getByRole('alert').innerText()).includes(say.late));
        assert.deepEqual(page.wrong, []);
      });

      test('a question on which no option passed goes on to a second round', async () => {
        const page = await visit({ width, language });
        const id = await bring(page, await assembly((add) => {
          add('facilitator', { kind: 'motion', session: 'ASM-1', question: QUESTIONS[2] });
          for (const [number, option] of [[1, 'A'], [2, 'A'], [3, 'A'], [4, 'B'], [5, 'B'], [6, 'C']]) add(handle(number), (hall) => ({ kind: 'ballot', re: hall.motion('POOL').leaf, choice: { option } }));
        }));
        await actAs(page, 'clerk-a');
        await go(page, `#/vote/${id}/POOL`);
        await press(page, say.close);
        await yes(page);
        await actAs(page, 'facilitator');
        await press(page, say.announce);
        await yes(page);
        await page.locator('main a[href^="#/motion/"]').waitFor();
        for (const witness of ['witness-1', 'witness-2']) {
          await actAs(page, witness);
          await told(page, () => press(page, say.witness));
        }
        await actAs(page, 'facilitator');
        const round = page.locator('section.verdict', { has: page.getByRole('heading', { name: say.round }) });
        assert.deepEqual(await round.locator('li').allTextContents(), ['改成花坛', '改成车位'], 'the two that were ahead');
        await press(page, say.start);
        await yes(page);
        await page.waitForURL((url) => url.hash === `#/vote/${id}/POOL.2`);
        await cast(page, id, say, handle(8), 'POOL.2', '改成花坛');
        await go(page, `#/votes/${id}`);
        assert.equal(await page.locator(`a[href^="#/vote/${id}/POOL"]`).count(), 2, 'both rounds are listed');
        await go(page, `#/motion/${id}/POOL`);
        assert.ok((await page.locator('.result > .verdict').innerText()).includes(say.failed));
        assert.deepEqual(page.wrong, []);
      });

      test('a household whose record is kept elsewhere brings its ballot to the clerk, and finds it in the next bundle', async () => {
        const made = await assembly();
        const desk = await visit({ width: WIDTHS.desk, language });
        const id = await bring(desk, made);
        await open(desk, id, say, QUESTIONS[1]);
        await go(desk, `#/desk/${id}`);
        const opened = await saved(desk, say.bundle);

        const home = await visit({ width, language });
        assert.equal(await bring(home, { bundle: opened, keys: made.keys }, [handle(2)]), id);
        await home.getByRole('link', { name: /去投票|^Vote$/ }).first().click();
        await home.locator('.choices').waitFor();
        await home.locator('input[value=A]').check();
        await home.locator('input[value=C]').check();
        assert.ok(await home.locator('input[value=B]').isDisabled(), 'no more marks than may be made');
        await press(home, say.ready);
        await press(home, say.cast);
        await home.getByRole('heading', { name: say.waiting }).waitFor();
        await home.reload();
        await settled(home);
        const picture = await home.locator('svg.qr').screenshot();
        assert.match(await saved(home, say.file), /^eyJ\S+\n$/);
        await go(home, `#/desk/${id}`);
        await home.locator('details.bring summary').click();
        await home.locator('details.bring svg.qr').waitFor();

        await go(desk, `#/scan/${id}`);
        await desk.locator('main input[type=file]').setInputFiles({ name: 'ballot.png', mimeType: 'image/png', buffer: picture });
        await desk.locator('.verdict').waitFor();
        assert.ok((await desk.locator('.verdict').innerText()).includes(handle(2)), 'whose it is');
        await press(desk, say.take);
        await desk.waitForFunction(() => document.querySelector('#said .good'));
        assert.match(await said(desk), /1/);

        await go(desk, `#/desk/${id}`);
        const bundle = await saved(desk, say.bundle);
        await go(home, '#/');
        await give(home, 'next.bundle', bundle);
        await home.locator('.verdict.good').waitFor();
        await go(home, `#/ballot/${id}/TREES`);
        assert.ok(say.code.test(await home.locator('.code').textContent()));
        assert.ok((await saved(home, say.save)).startsWith('c2sp.org/tlog-proof@v1'), 'under the checkpoint that came with the bundle');
        assert.deepEqual([...desk.wrong, ...home.wrong], []);
      });
    });
  }
}

test('a worker sees how many took part while another window writes, and reads papers with several marks', options, async () => {
  const say = SAYS.zh;
  const page = await visit({ width: WIDTHS.desk });
  const id = await bring(page, await assembly((add) => {
    for (const question of QUESTIONS.slice(0, 2)) add('facilitator', { kind: 'motion', session: 'ASM-1', question });
  }));
  await actAs(page, 'clerk-a');
  await go(page, `#/vote/${id}/LIGHTS`);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await settled(other);
  await cast(other, id, say, handle(1), 'LIGHTS', say.yes);
  await page.locator('.large', { hasText: '已有1户投票' }).waitFor();

  await actAs(page, 'clerk-a');
  await go(page, `#/papers/${id}/TREES`);
  await page.locator('#f-handle').fill(handle(5));
  await told(page, () => press(page, say.out));
  for (const clerk of ['clerk-a', 'clerk-b']) {
    await actAs(page, clerk);
    await page.locator('#f-paper').fill('P-0001');
    await page.keyboard.press('Enter');
    for (const key of ['1', '3', 'Enter']) await page.keyboard.press(key);
    await page.waitForFunction((serial) => document.querySelector('#f-paper')?.value !== serial, 'P-0001');
  }
  assert.deepEqual(await page.locator('.papers-count dd').allTextContents(), ['1', '1', '1', '0', '0']);
  await go(page, `#/mine/${id}/${handle(5)}`);
  await page.locator('.cards .good').waitFor();
  assert.deepEqual(page.wrong, []);
});

test('the sample is gone on with from before its assembly: the question is at hand, and a household votes', options, async () => {
  const say = SAYS.zh;
  const page = await visit({ width: WIDTHS.phone });
  const id = await practise(page, 'facilitator', '2564');
  await go(page, `#/vote/${id}/CONVENTION`);
  assert.match(await page.locator('main .verdict').innerText(), /是否同意《锣旗寺社区文明养犬公约》/);
  assert.equal(await page.locator('#f-convention').inputValue(), 'dogs', 'whose text it is');
  await press(page, say.start);
  await yes(page);
  await page.locator('.large', { hasText: '应到1698户' }).waitFor();
  const code = await cast(page, id, say, 'H-0016', 'CONVENTION', say.yes);
  assert.match(code, /^2565-/);
  assert.deepEqual(page.wrong, []);
});

test('a household votes by keyboard alone, and the receipt is printed without what is to be pressed', options, async () => {
  const page = await visit({ width: WIDTHS.phone });
  const id = await bring(page, await assembly((add) => add('facilitator', { kind: 'motion', session: 'ASM-1', question: QUESTIONS[0] })), [handle(1)]);
  await go(page, `#/ballot/${id}/LIGHTS`);
  for (let presses = 0; presses < 20 && !(await page.evaluate(() => document.activeElement.matches('.options button'))); presses += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('#confirm', { hasText: '不同意' }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.receipt').waitFor();
  await page.emulateMedia({ media: 'print' });
  assert.ok(await page.locator('svg.qr').isVisible());
  assert.equal(await page.locator('main button, main .button').evaluateAll((all) => all.filter((one) => one.checkVisibility()).length), 0);
  assert.deepEqual(page.wrong, []);
});

test('what was cast is not cast once more while the next page comes', options, async () => {
  const page = await visit({ width: WIDTHS.phone });
  const id = await bring(page, await assembly((add) => add('facilitator', { kind: 'motion', session: 'ASM-1', question: QUESTIONS[0] })), [handle(1)]);
  await go(page, `#/ballot/${id}/LIGHTS/again`);
  await press(page, SAYS.zh.yes);
  assert.equal(await givenBack(page.locator('button', { hasText: SAYS.zh.cast }), 'click'), false, 'it takes no tap any more');
  await page.locator('.receipt').waitFor();
  assert.deepEqual(page.wrong, []);
});
