import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { LONG, node, project, record, root, said } from './stage.mjs';

const here = (path) => readFileSync(new URL(`./hostile/${path}`, import.meta.url), 'utf8');
const CALLS = Number(process.env.GUANJIA_CALLS ?? 100_000);
const SEED = Number(process.env.GUANJIA_SEED ?? 20261122);

const folder = project({ 'values.mjs': here('values.mjs'), 'calls.mjs': here('calls.mjs'), 'open_vote.bundle': record });

test(`${CALLS} malformed calls leave the instance alive and its memory flat`, { timeout: LONG }, async (t) => {
  const told = said(await node(folder, '--expose-gc', 'calls.mjs', 'open_vote.bundle', String(CALLS), String(SEED), join(root, 'tests/vectors/draw_spec.json')));
  const [{ wasm: first }, , warm] = told.measures;
  const last = told.measures.at(-1);
  t.diagnostic(`${told.refused} refused with ${Object.keys(told.codes).length} codes, ${told.answered} answered`);
  t.diagnostic(`the wasm has ${first / 1024} KiB at first, ${warm.wasm / 1024} after a fifth, ${last.wasm / 1024} at the end; the heap ${Math.round(warm.heap / 1024)} then, ${Math.round(last.heap / 1024)} KiB`);
  t.diagnostic(JSON.stringify(told.measures.map((m) => [m.calls, m.wasm >> 10, m.heap >> 10, m.buffers >> 10])));
  assert.deepEqual(told.failures, [], `seed ${SEED}`);
  assert.ok(told.refused > CALLS / 2 && Object.keys(told.codes).length > 20);
  assert.equal(told.same, true);
  assert.equal(last.wasm, warm.wasm);
  assert.ok(last.heap - warm.heap < 4 << 20, JSON.stringify(told.measures));
});
