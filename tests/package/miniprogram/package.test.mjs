// The packed package in a mini-program: what is in it, how it loads, and that it does the same as in Node.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { cpSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { parse as parseScript } from 'acorn';
import { record, scratch } from '../stage.mjs';
import { PROFILES, createMiniProgram } from './sandbox.mjs';
import { install } from './stage.mjs';

const folder = scratch();
install(folder);
const installed = join(folder, 'node_modules/guanjia');
const dist = join(installed, 'miniprogram_dist');
const bare = join(folder, 'bare');
mkdirSync(join(bare, 'miniprogram_npm'), { recursive: true });
cpSync(dist, join(bare, 'miniprogram_npm/guanjia'), { recursive: true });
writeFileSync(join(bare, 'main.js'), `module.exports = require('guanjia');`);

const node = createRequire(join(folder, 'x.js'))('guanjia');
const household = 'nDh9kXYIy9meL4QeDBMyusd2vaWIkWpht16ArevQlB4';
const host = 'E4wdeT3us-w13fR0oNur3TfDQ9ROykRcIPS74ZizmPE';

/** A vote, cast, counted and receipted with one copy of the package, and everything that can be compared. */
function vote(guanjia) {
  const hall = new guanjia.Hall(record);
  const { motions } = hall.standing('H-1');
  const ballot = hall.sign({ kind: 'ballot', re: motions[0].leaf, choice: { option: 'Y' } }, household, hall.summary().now);
  const index = hall.admit(ballot.jws);
  const checkpoint = hall.checkpoint(host);
  const receipt = hall.receipt(index, checkpoint);
  const { origin, offices } = hall.summary();
  const { jwk } = guanjia.keyFromSeed(host);
  const shown = guanjia.verifyReceipt(receipt, guanjia.policy(origin, jwk));
  const result = { motions, ballot, index, checkpoint, receipt, shown, offices, bundle: hall.bundle(checkpoint), after: hall.standing('H-1') };
  hall.dispose();
  return JSON.parse(JSON.stringify(result));
}

test('one script and one brotli file, and what kind of script it is; small enough for a main package', () => {
  assert.deepEqual(readdirSync(dist).sort(), ['guanjia.wasm.br', 'index.js', 'package.json']);
  const bytes = readdirSync(dist).reduce((sum, name) => sum + statSync(join(dist, name)).size, 0);
  assert.ok(bytes < 1_000_000, `${bytes} bytes of 2 MB`);
  assert.equal(JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')).miniprogram, 'miniprogram_dist');
});

test('the script is of ES2017, and CommonJS', () => {
  parseScript(readFileSync(join(dist, 'index.js'), 'utf8'), { ecmaVersion: 2017, sourceType: 'script' });
});

for (const profile of Object.keys(PROFILES)) {
  describe(`on ${profile}`, () => {
    const start = async (options) => {
      const program = createMiniProgram(bare, { profile, ...options });
      const guanjia = program.require('main.js');
      if (!options) await guanjia.init();
      return { program, guanjia };
    };

    test('before init everything says so; init may be called again, and at once', async () => {
      const { program, guanjia } = await start({});
      assert.throws(() => guanjia.rules(), (error) => error instanceof guanjia.GuanjiaError && error.code === 'package.not-ready' && /[\u4e00-\u9fff]/.test(error.zh));
      await Promise.all([guanjia.init(), guanjia.init()]);
      await guanjia.init();
      assert.deepEqual(program.calls, ['WXWebAssembly.instantiate /miniprogram_npm/guanjia/guanjia.wasm.br']);
      assert.ok(guanjia.rules().length > 10);
    });

    test('a package path of one\'s own, and what a phone does not load', async () => {
      const { guanjia } = await start({});
      await assert.rejects(guanjia.init('/elsewhere.wasm.br'), (error) => error.code === 'package.load' && error.zh.length > 4);
      await guanjia.init('miniprogram_npm/guanjia/guanjia.wasm.br');
      assert.ok(guanjia.codes().length > 100);
    });

    test('loading that fails or never ends is told, and can be tried again', async () => {
      const { guanjia } = await start({ faults: { wasm: ['fail', 'hang'] }, speed: 100 });
      for (const attempt of ['fails', 'hangs']) {
        await assert.rejects(guanjia.init(), (error) => error.code === 'package.load', attempt);
      }
      await guanjia.init();
      assert.ok(guanjia.rules().length > 10);
    });

    test('a vote is the same to the byte as in Node', async () => {
      const { program, guanjia } = await start();
      await node.init();
      assert.deepEqual(vote(guanjia), vote(node));
      assert.equal(program.calls.some((call) => call.startsWith('wx.')), false);
    });

    test('every text crosses as it is', async () => {
      const { guanjia } = await start();
      await node.init();
      const texts = ['ü', '管家', '𠮷😀', 'a\u0000b', '‮', '😀'.repeat(5000), `${'长'.repeat(9999)}𠮷`];
      for (const name of texts) {
        const outcome = (one) => {
          try {
            return one.readEntry(`${name}.${name}.x`);
          } catch (error) {
            return JSON.parse(JSON.stringify({ code: error.code, fields: error.fields, zh: error.zh, en: error.en }));
          }
        };
        assert.deepEqual(outcome(guanjia), outcome(node), name.slice(0, 20));
      }
    });

    test('keys come of wx.getRandomValues and of nothing else', async () => {
      const { program, guanjia } = await start();
      const [one, two] = await Promise.all([guanjia.generateKey(), guanjia.generateKey()]);
      assert.notEqual(one.seed, two.seed);
      assert.deepEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(guanjia.keyFromSeed(one.seed))));
      assert.deepEqual(program.calls.slice(1), ['wx.getRandomValues 32', 'wx.getRandomValues 32']);
      program.faults.random = 'fail';
      await assert.rejects(guanjia.generateKey(), (error) => error instanceof guanjia.GuanjiaError && error.code === 'random.missing');
    });

    test('what is refused says why, and the instance lives on', async () => {
      const { guanjia } = await start();
      const hall = new guanjia.Hall(record);
      const codes = [];
      for (const work of [() => hall.admit('x'), () => hall.admit(7), () => guanjia.keyFromSeed('short'), () => new guanjia.Hall('{}'), () => guanjia.verifyReceipt('', '')]) {
        try {
          work();
        } catch (error) {
          assert.ok(error instanceof guanjia.GuanjiaError, String(error));
          assert.match(error.zh, /[\u4e00-\u9fff]/);
          codes.push(error.code);
        }
      }
      assert.equal(codes.length, 5);
      assert.equal(hall.size, 13);
      hall.dispose();
      assert.throws(() => hall.size, (error) => error.code === 'package.disposed');
    });

    test('an audit goes in slices, tells how far it is, and can be cancelled', async () => {
      const { program, guanjia } = await start();
      const seen = [];
      const report = await guanjia.audit(record, { onProgress: (done, size) => seen.push([done, size]) });
      assert.deepEqual(JSON.parse(JSON.stringify(report.findings)), []);
      assert.deepEqual(seen.at(-1), [13, 13]);
      assert.ok(seen.length > 1);
      await assert.rejects(guanjia.audit(record, { signal: program.plain({ aborted: true }) }), (error) => error.code === 'audit.cancelled');
    });
  });
}
