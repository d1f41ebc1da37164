import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { LONG, node, project, record, root, said } from './stage.mjs';

const here = (path) => readFileSync(new URL(`./hostile/${path}`, import.meta.url), 'utf8');
const CALLS = Number(process.env.GUANJIA_CALLS ?? 100_000);
const SEED = Number(process.env.GUANJIA_SEED ?? 20261122);

const folder = project({ 'values.mjs': here('values.mjs'), 'calls.mjs': here('calls.mjs'), 'sources.mjs': here('sources.mjs'), 'open_vote.bundle': record });

test(`${CALLS} malformed calls are refused, the instance stays alive and its memory flat`, { timeout: LONG }, async (t) => {
  const told = said(await node(folder, '--expose-gc', 'calls.mjs', 'open_vote.bundle', String(CALLS), String(SEED), join(root, 'tests/vectors/draw_spec.json')));
  const [first, , warm] = told.measures;
  const last = told.measures.at(-1);
  const kilo = (bytes) => `${Math.round(bytes / 1024)} KiB`;
  t.diagnostic(`${told.refused} refused with ${Object.keys(told.codes).length} codes, ${told.answered} answered`);
  t.diagnostic(`the wasm has ${kilo(first.wasm)} at first, ${kilo(warm.wasm)} after a fifth, ${kilo(last.wasm)} at the end; the heap ${kilo(warm.heap)} then, ${kilo(last.heap)} at the end`);
  assert.deepEqual(told.failures, [], `seed ${SEED}`);
  assert.ok(told.refused >= CALLS && Object.keys(told.codes).length > 20);
  assert.equal(told.same, true);
  // A call that needs more than any before it leaves a higher mark (methods compared over 10,000 panels, say); what leaked would grow
  // with every measure.
  const grown = told.measures.slice(3).filter(({ wasm }, at) => wasm > told.measures[at + 2].wasm);
  assert.ok(grown.length <= 2 && last.wasm - warm.wasm <= 1 << 22, JSON.stringify(told.measures));
  assert.ok(last.heap - warm.heap < 4 << 20, JSON.stringify(told.measures));
});

test('nothing strange is loaded, and init() works afterwards', { timeout: LONG }, async () => {
  const { codes, tried, rules } = said(await node(folder, 'sources.mjs'));
  assert.ok(tried > 50);
  assert.deepEqual(codes, { 'package.load': tried });
  assert.ok(rules > 20);
});
