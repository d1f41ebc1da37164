// A resident with the sample on their phone, in every profile of the sandbox: as its developer wrote it, packed by WeChat's tool, and
// as WeChat's compiler hands it to phones.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { scratch } from '../stage.mjs';
import { buttons, goesToVote, reads, tap, until, writes } from './resident.mjs';
import { PROFILES, createMiniProgram } from './sandbox.mjs';
import { install, wechat, write } from './stage.mjs';
import { elements, textOf } from './wxml.mjs';

const folder = scratch();
const [packed, compiled] = ['packed', 'compiled'].map((name) => join(folder, name));
mkdirSync(packed);
install(packed);
assert.deepEqual(wechat('pack', packed), { warnings: [] });
write(compiled, wechat('compile', packed).files);

for (const [form, root] of Object.entries({ packed, compiled })) {
  for (const profile of Object.keys(PROFILES)) {
    const start = (options) => createMiniProgram(root, { profile, ...options });

    describe(`${form}, on ${profile}`, () => {
      test('the notice, the question, a vote, its receipt, and the check of it', async () => {
        const program = start();
        await goesToVote(program);
        assert.match(reads(program), /在小游园添三张长椅/);
        const choices = [...elements(program.screen())].filter((node) => node.attributes.role === 'radio');
        assert.deepEqual(choices.map(textOf), ['同意', '不同意', '弃权']);
        assert.equal(new Set(choices.map((node) => node.attributes.class.trim())).size, 1, 'the three look alike');

        tap(program, '同意');
        await until(program, '您选的是“同意”,确定投出吗?投出后不能改');
        tap(program, '确定投出');
        await until(program, '您的回执码');
        assert.match(reads(program), /记录编号 13/);
        tap(program, '核对');
        await until(program, '核对通过:这张票在记录里,编号 13');

        program.close(program.pages.length);
        program.open('pages/home/home');
        await until(program, '现在没有要您办的事');
        assert.equal(program.calls.some((call) => call.includes('getRandomValues')), false, 'nothing in a vote is random');
      });

      test('the receipt is checked with nobody to ask', async () => {
        const storage = new Map();
        const program = start({ storage });
        await goesToVote(program);
        tap(program, '弃权');
        await until(program, '确定投出吗');
        await tap(program, '确定投出');

        const later = start({ storage, wrap: { 'demo/host.js': () => () => Promise.reject(new Error('no network')) } });
        later.open('pages/home/home');
        await until(later, '没有送到主机');
        tap(later, '在小游园添三张长椅');
        await until(later, '记录编号 13');
        await tap(later, '核对');
        assert.match(reads(later), /核对通过/);
      });

      test('a receipt that was changed is refused, and what was pasted stays', async () => {
        const program = start();
        program.open('pages/receipt/receipt?motion=none');
        await until(program, '这部手机里还没有回执');
        writes(program, 'not a receipt');
        await tap(program, '核对');
        assert.ok(program.pages.at(-1).data.problem.text.length > 4);
        assert.equal(program.pages.at(-1).data.text, 'not a receipt');
        assert.equal(program.pages.at(-1).data.good, '');
      });

      test('the package does not load, then hangs, then loads', async () => {
        const program = start({ faults: { wasm: ['fail', 'hang'] }, speed: 100 });
        program.open('pages/home/home');
        await until(program, '核验程序没有装载成功');
        tap(program, '再试一次');
        await until(program, '正在打开');
        await until(program, '核验程序没有装载成功');
        tap(program, '再试一次');
        await until(program, '我要办的事');
      });

      test('a ballot that does not arrive is kept, signed, and sent again as it is', async () => {
        const storage = new Map();
        const sent = [];
        const losing = (send, { json }) => async (name, body) => {
          if (name === 'append') sent.push(body.jws);
          const answer = await send(name, body);
          // The first ballot did arrive, but the answer was lost.
          if (sent.length === 1 && name === 'append') throw json('{"errMsg":"request:fail timeout"}');
          return answer;
        };
        const wrap = { 'demo/host.js': losing };
        const program = start({ storage, wrap });
        await goesToVote(program);
        tap(program, '不同意');
        await until(program, '确定投出吗');
        await tap(program, '确定投出');
        assert.match(reads(program), /没有送到主机。您填的都还在/);
        assert.match(reads(program), /您选的“不同意”已在本机签好/);

        const again = start({ storage, wrap });
        again.open(`pages/vote/vote?motion=${program.pages.at(-1).query.motion}`);
        await until(again, '再送一次');
        await tap(again, '再送一次');
        await until(again, '记录编号 13');
        assert.equal(sent.length, 2);
        assert.equal(sent[0], sent[1]);
      });

      test('a vote that was already cast is refused in the words of the package, and the choice stays', async () => {
        const program = start();
        await goesToVote(program);
        const { Hall } = program.require('miniprogram_npm/guanjia/index.js');
        const { key } = program.require('services/me.js');
        const hall = new Hall(program.require('demo/record.js'));
        const re = program.pages.at(-1).query.motion;
        const { jws } = hall.sign({ kind: 'ballot', re, choice: 'abstain' }, key().seed, hall.summary().now);
        await program.require('services/host.js').append(jws);

        tap(program, '同意');
        await until(program, '确定投出吗');
        await tap(program, '确定投出');
        const { problem, chosen } = program.pages.at(-1).data;
        assert.match(problem.code, /^(ballot|entry)\./);
        assert.match(problem.text, /[\u4e00-\u9fff]{4}/);
        assert.ok(reads(program).includes(problem.text));
        assert.equal(chosen, 'Y');

        // The page as it comes up again knows of the other vote, and its receipt can be had.
        program.close(program.pages.length);
        program.open(`pages/vote/vote?motion=${re}`);
        await until(program, '您已经投过票了');
        tap(program, '我的回执');
        await until(program, '再取一次回执');
        await tap(program, '再取一次回执');
        assert.match(reads(program), /记录编号 13/);
      });

      test('a phone without room says so and loses nothing', async () => {
        const faults = {};
        const program = start({ faults });
        await goesToVote(program);
        tap(program, '同意');
        await until(program, '确定投出吗');
        faults.storage = 'full';
        await tap(program, '确定投出');
        assert.match(reads(program), /这部手机存不下新内容/);
        faults.storage = undefined;
        await tap(program, '确定投出');
        await until(program, '您的回执码');
      });

      test('the whole record is verified, with progress, and can be stopped', async () => {
        const program = start();
        program.open('pages/record/record');
        await until(program, '开始核验');
        tap(program, '开始核验');
        await until(program, '核验通过:记录完整,没有被改动');
        assert.match(reads(program), /已核验 13 \/ 13/);
        tap(program, '开始核验');
        tap(program, '停下');
        await until(program, '已停下,没有结果');
        assert.doesNotMatch(reads(program), /核验通过/);
      });

      test('a record that was changed is not verified', async () => {
        const tamper = (send) => async (name, body) => {
          const { bundle } = await send(name, body);
          const lines = bundle.split('\n');
          lines[8] = lines[8].replace(/.{3}$/, 'AAA');
          return { bundle: lines.join('\n') };
        };
        const program = start({ wrap: { 'demo/host.js': tamper } });
        program.open('pages/record/record');
        await until(program, '开始核验');
        await tap(program, '开始核验');
        assert.match(reads(program), /核验不通过:从第6条记录起对不上,请联系监督员/);
      });

      test('big type, by choice and by the setting of the phone, and somebody to call', async () => {
        const program = start();
        const size = () => program.screen().children[0].attributes.class;
        program.open('pages/home/home');
        assert.doesNotMatch(size(), /big/);
        tap(program, '大字版');
        assert.match(size(), /big/);
        program.open('pages/receipt/receipt?motion=none');
        assert.match(size(), /big/);
        tap(program, '打电话给社区');
        assert.match(program.calls.at(-1), /^wx\.makePhoneCall \d+$/);
        const other = start({ faults: { fontScale: 1.4 } });
        other.open('pages/home/home');
        assert.match(other.screen().children[0].attributes.class, /big/);
      });
    });
  }
}

test('every page has somebody to call', () => {
  for (const page of JSON.parse(readFileSync(join(packed, 'app.json'), 'utf8')).pages) {
    const program = createMiniProgram(packed);
    program.open(`${page}?motion=none&session=none`);
    assert.equal(buttons(program, '打电话给社区').length, 1, page);
  }
});
