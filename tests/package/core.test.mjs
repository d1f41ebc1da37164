// The core's vectors and scenarios through the packed package: the same bytes as natively.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { LONG, native, project, record, root, scratch } from './stage.mjs';

const read = (path) => readFileSync(join(root, 'tests', path), 'utf8');
const json = (path) => JSON.parse(read(path));
const corpus = (name) => readdirSync(join(root, 'tests/fuzz/corpus', name)).map((input) => [input, read(`fuzz/corpus/${name}/${input}`)]);

const folder = project();
const guanjia = createRequire(join(folder, 'package.json'))('guanjia');
const sample = join(scratch(), 'sample.bundle');
let bundle;

before(async () => {
  await guanjia.init();
  native('demo', '--out', sample);
  bundle = readFileSync(sample, 'utf8');
});

const plain = (value) => JSON.parse(JSON.stringify(value));

// RFC 6962 section 2.1, by its recursive definition.
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const leaf = (entry) => sha256(Buffer.of(0), entry);
function tree(entries, from = 0, to = entries.length) {
  if (to - from === 1) return leaf(entries[from]);
  let half = 1;
  while (half * 2 < to - from) half *= 2;
  return sha256(Buffer.of(1), tree(entries, from, from + half), tree(entries, from + half, to));
}

/** The entries and the checkpoint of a bundle, by its layout. */
function opened(text) {
  const lines = text.split('\n');
  const count = Number(lines[1].slice('entries '.length));
  return { entries: lines.slice(2, count + 2), checkpoint: lines.slice(count + 3).join('\n') };
}

test('draws are those of the vectors', () => {
  const { draws } = json('vectors/draw.json');
  assert.ok(draws.length > 2);
  for (const { name, input, report } of draws) assert.deepEqual(guanjia.drawSpec(input), report, name);
  assert.deepEqual(guanjia.drawSpec(json('vectors/draw_spec.json')), JSON.parse(native('draw', '--json', join(root, 'tests/vectors/draw_spec.json'))));
});

test('thresholds are those of the vectors', () => {
  const { rows } = json('norms/threshold_vectors.json');
  const rule = guanjia.rules().find(({ id }) => id === 'x.steward.session');
  for (const [base, num, den, strict, need] of rows) {
    const test = { measure: 'heads', of: 'entitled', ratio: [num, den], strict: strict === 1 };
    assert.equal(guanjia.need({ ...rule, participation: { test } }, base)[0].need, need, `${num}/${den} of ${base}, strict ${strict}`);
  }
});

test('every rule is that of the program, and needs as much', () => {
  const rules = guanjia.rules();
  assert.deepEqual(rules, JSON.parse(native('rule', '--list', '--json')));
  for (const rule of rules) {
    // The program writes the members of a test beside what it needs.
    const needs = guanjia.need(rule, 1698).map(({ test, ...rest }) => ({ ...test, ...rest }));
    assert.deepEqual({ rule, needs }, JSON.parse(native('rule', rule.id, '--base', '1698', '--json')), rule.id);
  }
});

/** Whether a text is JSON, and says everything once. */
function isObject(text) {
  const members = (json) => json.match(/":/g)?.length;
  return text.startsWith('{') && members(JSON.stringify(JSON.parse(text))) === members(text.replace(/"\s*:/g, '":'));
}

test('what the fuzz corpus calls good is taken, and what it calls bad is refused', () => {
  const open = (text) => new guanjia.Hall(text).dispose();
  const draw = (text) => guanjia.drawSpec(JSON.parse(text));
  const cases = { entry: guanjia.readEntry, bundle: open, draw_spec: draw };
  for (const [name, work] of Object.entries(cases)) {
    const inputs = corpus(name);
    assert.ok(inputs.length > 5);
    for (const [input, text] of inputs) {
      // What no string or no object can be cannot be handed over at all.
      if (text.includes('\ufffd') || (name === 'draw_spec' && !isObject(text))) continue;
      if (input.startsWith('good')) work(text);
      else assert.throws(() => work(text), guanjia.GuanjiaError, `${name}/${input}`);
    }
  }
});

test('a payload of every kind is signed as it is spelled in the corpus', () => {
  const { seed } = guanjia.keyFromSeed('nDh9kXYIy9meL4QeDBMyusd2vaWIkWpht16ArevQlB4');
  const good = corpus('payload').filter(([input]) => input.startsWith('good-'));
  assert.ok(good.length > 50);
  for (const [input, text] of good) {
    const [kind, payload] = text.split('\n');
    const entry = guanjia.sign({ ...JSON.parse(payload), kind }, seed);
    assert.equal(entry.payload, payload, input);
    assert.equal(entry.kind, kind);
    assert.equal(entry.leaf, leaf(entry.jws).toString('base64url'));
    assert.deepEqual(guanjia.readEntry(entry.jws), entry);
  }
});

test('the sample deliberation: same leaves, same root, same receipt', { timeout: LONG }, () => {
  const { entries, checkpoint } = opened(bundle);
  const hall = new guanjia.Hall(bundle);
  assert.equal(hall.size, entries.length);
  assert.ok(entries.length > 5_000);
  for (const [index, entry] of entries.entries()) {
    const { leaf: found, jws } = hall.entry(index);
    assert.equal(found, leaf(entry).toString('base64url'));
    assert.equal(jws, entry);
  }
  const { seed } = guanjia.keyFromSeed('nDh9kXYIy9meL4QeDBMyusd2vaWIkWpht16ArevQlB4');
  const said = (text) => text.split('\n').slice(0, 3);
  assert.deepEqual(said(hall.checkpoint(seed)), said(checkpoint));
  assert.equal(said(checkpoint)[2], tree(entries).toString('base64'));
  assert.equal(hall.receipt(2600, checkpoint), native('proof', sample, '2600'));
  assert.equal(hall.bundle(checkpoint), bundle);
  hall.dispose();
});

test('the sample deliberation: the same report, by itself and in slices of one\'s own', { timeout: LONG }, async (t) => {
  const report = JSON.parse(native('audit', '--json', sample));
  const began = performance.now();
  assert.deepEqual(plain(await guanjia.audit(bundle)), report);
  t.diagnostic(`${opened(bundle).entries.length} entries are audited in ${((performance.now() - began) / 1000).toFixed(1)} s in Node ${process.version}`);
  const auditor = new guanjia.Auditor(bundle);
  assert.equal(auditor.root(), report.root, 'nothing is replayed for the root');
  assert.equal(auditor.done, 0);
  while (auditor.advance(997));
  assert.equal(auditor.done, auditor.size);
  assert.deepEqual(plain(auditor.finish()), report);
  auditor.dispose();
});

test('a bundle is a text, or bytes in whatever holds them, or a file', { timeout: LONG }, async () => {
  const report = plain(await guanjia.audit(record));
  // A checkpoint that is signed by somebody in Chinese as well: more bytes than letters.
  const foreign = `${record}— 见证人 ${Buffer.alloc(68).toString('base64')}\n`;
  for (const text of [record, foreign]) {
    const bytes = new TextEncoder().encode(text);
    const within = new Uint8Array([0, ...bytes, 0]).subarray(1, -1);
    for (const bundle of [text, bytes, bytes.buffer, new DataView(bytes.buffer), within, new Blob([text]), new File([bytes], '示例.bundle')]) {
      assert.deepEqual(plain(await guanjia.audit(bundle)), report);
      const hall = await guanjia.openHall(bundle);
      assert.equal(hall.size, report.size);
      hall.dispose();
    }
  }
  const lost = Object.assign(new Blob([record]), { arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) });
  for (const ask of [guanjia.audit, guanjia.openHall]) {
    await assert.rejects(ask(lost), ({ code, zh }) => code === 'input.unreadable' && zh.includes('gone'));
    await assert.rejects(ask(7), { code: 'input.wrong-type' });
    await assert.rejects(ask(new Blob(['no bundle'])), { code: 'bundle.header' });
  }
  assert.throws(() => new guanjia.Auditor(new Blob([record])), { code: 'input.wrong-type' });
});

const long = (part) => {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(part.length));
  return length;
};

test('a hall opened in slices is that of the bundle, also of one that was altered, and uses its auditor up', { timeout: LONG }, async () => {
  const lines = record.split('\n');
  const spoilt = [...lines.slice(0, 6), lines[6].replace(/...$/, 'AAA'), ...lines.slice(7)].join('\n');
  assert.notEqual(spoilt, record);
  for (const text of [record, spoilt]) {
    const whole = new guanjia.Hall(text);
    const shares = [];
    const hall = await guanjia.openHall(text, { onProgress: (done, size) => shares.push(done / size) });
    assert.deepEqual(plain(hall.summary()), plain(whole.summary()));
    assert.deepEqual(plain(hall.entries(0, hall.size)), plain(whole.entries(0, whole.size)));
    assert.equal(shares.at(-1), 1);
    hall.dispose();
    const auditor = new guanjia.Auditor(text);
    const left = auditor.hall();
    assert.deepEqual(plain(left.motions()), plain(whole.motions()));
    assert.throws(() => auditor.size, { code: 'package.disposed' });
    auditor.dispose();
    assert.equal(left.size, whole.size);
  }
  await assert.rejects(guanjia.openHall('no bundle'), { code: 'bundle.header' });
  await assert.rejects(guanjia.openHall(record, { signal: { aborted: true } }), { code: 'audit.cancelled' });
});

// The key of somebody in a made-up record of the corpus, as `src/scribe.rs` derives it.
function seedOf(who) {
  const parts = ['guanjia/sample-key', 'fuzz', who, Buffer.alloc(8)].map((part) => Buffer.from(part));
  return sha256(...parts.flatMap((part) => [long(part), part])).toString('base64url');
}

for (const name of ['assembly', 'matters']) {
  test(`the record \`${name}\` of the corpus, told again entry by entry, is audited as natively`, { timeout: LONG }, async () => {
    const [, ...lines] = read(`fuzz/corpus/replay/good-${name}`).trim().split('\n');
    const hall = new guanjia.Hall();
    for (const [index, line] of lines.entries()) {
      const [, who, kind, payload] = /^(\S+) (\S+) (.*)$/.exec(line);
      // What an entry says of earlier ones names their leaves: one byte of another, and it is refused.
      assert.equal(hall.admit(guanjia.sign({ ...JSON.parse(payload), kind }, seedOf(who)).jws), index);
    }
    const path = join(scratch(), `${name}.bundle`);
    const bundle = hall.bundle(hall.checkpoint(seedOf('host')));
    hall.dispose();
    writeFileSync(path, bundle);
    const report = JSON.parse(native('audit', '--json', path));
    assert.equal(report.size, lines.length);
    assert.deepEqual(plain(await guanjia.audit(bundle)), report);
  });
}

test('what follows from the record is prepared, and what waits for an office is told', { timeout: LONG }, () => {
  const hall = new guanjia.Hall(bundle);
  const motion = hall.motion('CONVENTION');
  const { announcements: [, last], leaf } = motion;
  assert.deepEqual(hall.prepare({ kind: 'announce', motion: 'CONVENTION' }), { kind: 'announce', re: leaf, ...last.figures });
  assert.deepEqual(hall.prepare({ kind: 'close', motion: leaf, papers: 296 }), { kind: 'close', re: leaf, papers: 296 });
  const post = hall.prepare({ kind: 'post', post: 'again', subject: { result: leaf }, text: '结果', by: 'dog' });
  assert.equal(post.text, createHash('sha256').update('结果').digest('base64url'));
  assert.ok(post.days === 15 && post.table.rows.length > 0);
  const located = { code: 'json.invalid', fields: { reason: 'days: missing field', reason_zh: 'days:缺少这一项' } };
  assert.throws(() => hall.prepare({ kind: 'post', post: 'again', subject: { filing: 'dogs' } }), located);

  const { articles, title } = hall.convention('dogs').in_force.text;
  const draft = { title, articles: articles.map((each) => (each.no === '13' ? { ...each, text: '不牵绳的罚款一百元。' } : each)) };
  const next = hall.prepare({ kind: 'convention', convention: 'dogs', reason: '试写一稿', ...draft });
  assert.deepEqual(next.convention, { id: 'dogs', version: 4, ...draft });
  assert.ok(guanjia.lint(next.convention).some(({ article, hit }) => article === '13' && hit.rule === 'fine'));
  assert.deepEqual(guanjia.compareConventions({ title, articles }, draft).articles.map(({ no }) => no), ['13']);
  assert.deepEqual(guanjia.lint({ articles: [{ no: '1', title: '', kind: [], text: '' }] }), []);

  const task = hall.waiting('department').tasks[0] ?? hall.waiting('clerk-b').tasks[0];
  assert.deepEqual(task.state.next.map(({ event, roles }) => [event, roles]), [['task-done', ['doer']]]);
  assert.deepEqual(hall.waiting('committee-1').conventions[0].state.next[0].event, 'start_review');
  hall.dispose();
});

test('the digest of a text and of bytes is SHA-256', () => {
  for (const text of ['', '办理结果公示(虚构)', 'a'.repeat(100_000)]) {
    const bytes = new TextEncoder().encode(text);
    const digest = createHash('sha256').update(bytes).digest('base64url');
    for (const content of [text, bytes, bytes.buffer, new DataView(bytes.buffer)]) assert.equal(guanjia.hash(content), digest);
  }
  assert.throws(() => guanjia.hash(7), { code: 'input.wrong-type' });
});

test('sealed words are the salted digest of SPEC.md, and say what they said and nothing else', async () => {
  const { words, salt } = await guanjia.sealWords('隔壁的事');
  assert.ok(salt instanceof Uint8Array && salt.length === 16);
  assert.notDeepEqual((await guanjia.sealWords('隔壁的事')).salt, salt);
  const parts = ['guanjia/words/v1', salt, '隔壁的事'].map((part) => Buffer.from(part));
  assert.deepEqual(words, { digest: sha256(...parts.flatMap((part) => [long(part), part])).toString('base64url') });
  assert.deepEqual([guanjia.wordsSay(words, '隔壁的事', salt), guanjia.wordsSay(words, '隔壁的事', new Uint8Array(16))], [true, false]);
  assert.equal(guanjia.wordsSay({ text: '路灯不亮' }, '路灯不亮', new Uint8Array()), true);
});

test('an audit tells how far it is, lets others work, and can be ended', { timeout: LONG }, async () => {
  const seen = [];
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 5);
  const signal = { aborted: false };
  const onProgress = (done, size) => {
    seen.push(done);
    signal.aborted = done > size / 4;
  };
  await assert.rejects(guanjia.audit(bundle, { onProgress, signal }), { code: 'audit.cancelled' });
  clearInterval(timer);
  assert.ok(seen.length > 10 && turns > 5, `${seen.length} ${turns}`);
  assert.deepEqual(seen, [...seen].sort((a, b) => a - b));
  assert.ok(seen.at(-1) < 5_000);
  const gone = new AbortController();
  gone.abort();
  await assert.rejects(guanjia.audit(record, { signal: gone.signal }), { code: 'audit.cancelled' });
});

test('a record that was tampered with is reported as natively', { timeout: LONG }, async () => {
  const { entries } = opened(record);
  const swapped = record.replace(entries[3], entries[4]).replace(`${entries[4]}\n${entries[4]}`, `${entries[4]}\n${entries[3]}`);
  const forged = record.replace(entries[5], `${entries[5].slice(0, -8)}AAAAAAAA`);
  for (const text of [swapped, forged, record.replace(entries[6], 'junk')]) {
    assert.notEqual(text, record);
    const path = join(scratch(), 'tampered.bundle');
    writeFileSync(path, text);
    const report = JSON.parse(native('audit', '--json', path));
    assert.ok(report.findings.length > 0);
    assert.deepEqual(plain(await guanjia.audit(text)), report);
  }
});
