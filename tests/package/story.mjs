// The same story in every environment: a household casts a vote, keeps the receipt, checks it, and audits the record.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { native, record, scratch, write } from './stage.mjs';

/** Told in the environment itself, so it uses nothing but its arguments. */
export async function story(guanjia, record) {
  const { init, keyFromSeed, generateKey, sign, readEntry, Hall, policy, verifyReceipt, audit, GuanjiaError } = guanjia;
  const began = performance.now();
  await init();
  const cold = performance.now() - began;
  const household = keyFromSeed('nDh9kXYIy9meL4QeDBMyusd2vaWIkWpht16ArevQlB4');
  const host = keyFromSeed('E4wdeT3us-w13fR0oNur3TfDQ9ROykRcIPS74ZizmPE');
  const hall = new Hall(record);
  const motion = record.split('\n').filter((line) => line.startsWith('eyJ')).map(readEntry).find(({ kind }) => kind === 'motion');
  const ballot = hall.sign({ kind: 'ballot', re: motion.leaf, choice: { option: 'Y' } }, household.seed, 1778913000);
  const index = hall.admit(ballot.jws);
  const checkpoint = hall.checkpoint(host.seed);
  const receipt = hall.receipt(index, checkpoint);
  const origin = checkpoint.split('\n')[0];
  const shown = verifyReceipt(receipt, policy(origin, host.jwk));
  const bundle = hall.bundle(checkpoint);
  const progress = [];
  const report = await audit(bundle, { onProgress: (done, size) => progress.push([done, size]) });
  const again = sign({ kind: ballot.kind, ...JSON.parse(ballot.payload) }, household.seed);
  const resent = hall.admit(ballot.jws);
  let refused = null;
  try {
    hall.admit(hall.sign({ kind: 'ballot', re: motion.leaf, choice: { option: 'Z' } }, household.seed, 1778913000).jws);
  } catch (error) {
    refused = { ours: error instanceof GuanjiaError && error instanceof Error, code: error.code, zh: error.zh, en: error.en };
  }
  hall.dispose();
  const fresh = await generateKey();
  const other = await generateKey();
  return {
    cold,
    told: { ballot, again, index, resent, shown, receipt, bundle, report, refused, last: progress.at(-1) },
    fresh: fresh.seed.length === 43 && fresh.seed !== other.seed && keyFromSeed(fresh.seed).kid === fresh.kid,
  };
}

/** What has to come of it, from the native program and from what RFC 6962 says of a leaf, but for what only the host may sign. */
export function holds(assert, { told, fresh }) {
  assert.equal(fresh, true);
  assert.equal(told.ballot.kind, 'ballot');
  assert.equal(told.ballot.kid, JSON.parse(Buffer.from(told.ballot.jws.split('.')[0], 'base64url')).kid);
  assert.equal(told.ballot.leaf, createHash('sha256').update(Buffer.of(0)).update(told.ballot.jws).digest('base64url'));
  assert.deepEqual(told.again, told.ballot);
  assert.equal(told.index, record.split('\n').filter((line) => line.startsWith('eyJ')).length);
  assert.equal(told.resent, told.index);
  assert.deepEqual(told.shown, { index: told.index, size: told.index + 1, origin: told.bundle.split('\n\n')[1].split('\n')[0], entry: told.ballot });
  assert.deepEqual(told.last, [told.index + 1, told.index + 1]);
  assert.deepEqual([told.refused.ours, told.refused.code], [true, 'ballot.choice-unknown']);
  assert.match(told.refused.zh, /[\u4e00-\u9fff]/);
  assert.match(told.refused.en, /“Z” is not/);
  const folder = scratch();
  write(folder, { 'vote.bundle': told.bundle, 'my.tlog-proof': told.receipt });
  assert.deepEqual(told.report, JSON.parse(native('audit', '--json', join(folder, 'vote.bundle'))));
  assert.equal(native('proof', join(folder, 'vote.bundle'), String(told.index)), told.receipt);
}

/** The story as a script that prints what came of it. */
export const script = (load, text = record) => `${load}\n${story}\nstory(guanjia, ${JSON.stringify(text)}).then((told) => console.log(JSON.stringify(told)));\n`;
