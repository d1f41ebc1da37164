// A whole deliberation of a small community, as its workers and residents make it by the page alone. Whatever is typed is typed
// before a reload and entered after it.
import assert from 'node:assert/strict';
import { actAs, go, HOUSEHOLDS, RESIDENTS, saved, settled, told, turn } from './hall.mjs';
import { attest, done, fill, freeze, PHOTO, post, reload, stands, take, typed, unfold } from './steps.mjs';

const household = (number) => `H-${String(number).padStart(4, '0')}`;
const CONVENTION = '柳荫里文明养犬公约';

/** Has somebody come to a page of the record. */
async function at(page, as, path) {
  await actAs(page, page.id, as);
  const [view, ...rest] = path.split('/');
  await go(page, `#/${[view, page.id, ...rest].join('/')}`);
}

const main = (page) => page.locator('main');

/** A community is opened: its charter, its offices, their keys. */
async function founded(page) {
  await page.locator('a[href="#/found"]').click();
  await settled(page);
  await typed(page, main(page), { name: '柳荫里社区', start: '2026-03-02', online_basis: '《居民自治章程》第九条(虚构)' });
  await page.locator('.sheet button.main').click();
  await page.locator('.board').waitFor();
  page.id = new URL(page.url()).hash.split('/')[2];
  const keys = JSON.parse(await saved(page, /备份钥匙|Back up the keys/));
  assert.equal(Object.keys(keys).length, 13, 'a key for every office');
}

/** The registers come from tables, and bases are frozen from them. */
async function registered(page) {
  await at(page, 'registrar', 'register');
  for (const [register, list, count] of [['households', HOUSEHOLDS, 12], ['residents', RESIDENTS, 6]]) {
    await page.locator('#import-register').selectOption(register);
    await page.locator('.import input[type=file]').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
    await page.locator('.import .entry button.main').waitFor();
    await reload(page);
    await page.locator('.import .entry button.main').click();
    await page.locator('.import .entry').waitFor({ state: 'detached' });
    await settled(page);
    assert.match(await page.locator('main .cards li').allTextContents().then((all) => all.join()), new RegExp(String(count)));
  }
  for (const register of ['households', 'residents']) await freeze(page, page.id, register, `${register}-2026`);
}

/** Stewards are put forward, drawn in public, posted and appointed. */
async function drawn(page) {
  await at(page, 'committee', 'stewards');
  await unfold(main(page));
  const declaring = page.locator('form:has([name=percent])');
  await typed(page, declaring, { roster: 'R-2026', candidates: 'residents-2026', percent: '25' });
  await done(page, declaring);
  const step = async (fields = {}) => {
    const form = page.locator('form.sheet', { has: page.locator('button.main') }).first();
    if (Object.keys(fields).length > 0) await typed(page, form, fields);
    await done(page, form);
  };
  await step({ until: '2026-03-10' });
  for (const number of [1, 2, 4, 5]) {
    const form = page.locator('form:has([name=handle])');
    await typed(page, form, { handle: `S-00${number}`, source: 'building' });
    await done(page, form);
  }
  // Whoever is drawn for the third building put themselves forward: a list of nothing but recommended people is looked into.
  for (const number of [3, 6]) {
    await at(page, `S-00${number}`, 'stewards/R-2026');
    await done(page, page.locator('form.sheet'));
  }
  await actAs(page, page.id, 'committee');
  await turn(page, '2026-03-11T09:00');
  await step();
  const announcing = page.locator('form:has([name="sources.0.text"])');
  await typed(page, announcing, { 'sources.0.text': '福利彩票双色球第2026046期(虚构)' });
  await done(page, announcing);
  const parties = await page.locator('[data-stage="1"] [data-party]').evaluateAll((all) => all.map(({ dataset }) => dataset.party));
  for (const stage of [1, 2]) {
    for (const party of parties) {
      await actAs(page, page.id, party);
      await done(page, page.locator(`[data-stage="${stage}"]`));
      await page.locator(`[data-stage="${stage}"] [data-party="${party}"].good`).waitFor();
    }
    await reload(page);
  }
  await turn(page, '2026-03-14T21:30');
  await actAs(page, page.id, 'committee');
  const value = page.locator('[data-stage="3"] form');
  await typed(page, value, { 'values.0.all': '9 3 14 11 21 32 27' });
  await done(page, value);
  await page.locator('#all-seats').click();
  const seats = await page.locator('.seated li').allTextContents();
  assert.equal(new Set(seats).size, 3);
  await at(page, 'committee', 'stewards/R-2026');
  await step();
  await actAs(page, page.id, 'clerk-a');
  await step({ days: '7', evidence: PHOTO });
  await turn(page, '2026-03-22T09:00');
  await step({ evidence: PHOTO });
  await actAs(page, page.id, 'committee');
  await step();
  page.stewards = await page.locator('.cards ul.people li').allTextContents();
  assert.deepEqual(page.stewards.sort(), seats.sort());
}

/** A resident says a thing, another supports it, two people sort it, and it is put on the short list. */
async function raised(page) {
  await at(page, household(1), 'matters/new');
  await typed(page, main(page), { words: '楼下遛狗不牵绳,老人孩子害怕' });
  await done(page, page.locator('form.sheet'));
  page.matter = new URL(page.url()).hash.split('/')[3];
  await actAs(page, page.id, household(2));
  await done(page, page.locator('form.sheet'));
  await actAs(page, page.id, 'clerk-a');
  await take(page, 'accept');
  await take(page, 'triage_minor', { route: 'minor', item: 'A2', reason: '邻里共同约定的事' });
  await attest(page, page.id, 'committee');
  await at(page, 'committee', `matter/${page.matter}`);
  await take(page, 'shortlist');
}

/** Announces a session with one question about the matter, as a worker types it; its agenda is frozen by that. */
async function call(page, fields, motion) {
  await at(page, 'facilitator', 'sessions/new');
  const sheet = page.locator('form.sheet');
  await fill(sheet, fields);
  await sheet.locator('[name="items.0.matter"]').selectOption(page.matter);
  await page.locator('[data-rows="items.0.motions"] > button').click();
  const question = Object.fromEntries(Object.entries(motion).map(([name, value]) => [`items.0.motions.0.${name}`, value]));
  await unfold(sheet.locator('[data-rows="items.0.motions"]'));
  await typed(page, sheet, question);
  await stands(sheet, fields);
  await done(page, sheet);
  assert.match(new URL(page.url()).hash, /^#\/session\//);
}

/** The stewards are called, the notice hangs, and they meet: quorum, both sides, a vote, minutes that three sign. */
async function convened(page) {
  await call(page, { body: 'roster:R-2026', session: 'SES-1', at: '2026-04-02T14:30', place: '社区议事堂' }, { title: '起草养犬公约', text: '要不要起草一份文明养犬公约', id: 'Q1' });
  await at(page, 'facilitator', 'poster/SES-1');
  await page.locator('.sheet-a4 .qr').waitFor();
  await turn(page, '2026-04-02T14:20');
  await at(page, 'clerk-a', 'session/SES-1');
  await take(page, 'open_checkin');
  const [first, second, third] = page.stewards;
  for (const handle of [first, second]) await told(page, () => page.locator(`.taps [data-handle="${handle}"] button`).click());
  await at(page, third, 'session/SES-1/checkin');
  await told(page, () => page.locator('main button.main').first().click());
  await page.locator('.light.good').waitFor();
  await actAs(page, page.id, 'facilitator');
  await take(page, 'quorum_ok');
  await take(page, 'start_debate', { item: '1' });
  for (const [handle, stance, said] of [[first, 'for', '牵绳、拾便写下来,大家有数'], [second, 'against', '先劝导,别一上来就立规矩']]) {
    await actAs(page, page.id, 'recorder');
    const form = page.locator('form:has([name=said])');
    await typed(page, form, { handle, motion: 'Q1', stance, said });
    await done(page, form);
  }
  await actAs(page, page.id, 'facilitator');
  await take(page, 'cool_off', { minutes: '5' });
  await take(page, 'close_debate');
  await put(page, 'Q1');
  for (const [handle, place] of [[first, 0], [second, 1], [third, 0]]) await cast(page, handle, 'Q1', place);
  await counted(page, 'Q1');
  await at(page, 'recorder', 'session/SES-1/minutes');
  const minutes = page.locator('form:has([name=text])');
  await typed(page, minutes, { text: `${await minutes.locator('[name=text]').inputValue()}\n散会。` });
  await done(page, minutes);
  for (const office of ['facilitator', 'supervisor']) await attest(page, page.id, office);
  await at(page, 'clerk-a', 'session/SES-1');
  await take(page, 'publish');
}

/** A question is put to the vote as it was announced. */
async function put(page, motion) {
  await at(page, 'facilitator', `vote/${motion}`);
  await reload(page);
  await done(page, page.locator('form.sheet'));
}

/** Somebody votes on their phone, thinks about it over a reload, and keeps the receipt; its code. */
async function cast(page, handle, motion, place) {
  const desk = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 800 });
  await at(page, handle, `ballot/${motion}`);
  await page.locator('.options button').nth(place).click();
  await reload(page);
  await page.locator('#confirm + p + div + .options button, .verdict .options button').first().click();
  await page.locator('.receipt .code').waitFor();
  const code = await page.locator('.code').innerText();
  await page.setViewportSize(desk);
  return /\d+-\d{4}-\d{4}/.exec(code)[0];
}

/** A vote is closed, announced and witnessed by two. */
async function counted(page, motion, papers) {
  await at(page, 'clerk-a', `vote/${motion}`);
  const closing = page.locator('form.sheet');
  if (papers !== undefined) await typed(page, closing, { papers: String(papers) });
  await done(page, closing);
  await announced(page, motion);
}

async function announced(page, motion) {
  await at(page, 'facilitator', `vote/${motion}`);
  await done(page, main(page));
  for (const witness of ['witness-1', 'witness-2']) await attest(page, page.id, witness);
}

/** The convention is written article by article with the lint beside it, reviewed twice, made public, commented on and answered. */
async function drafted(page) {
  await at(page, 'committee', 'draft');
  const sheet = page.locator('form.sheet');
  await fill(sheet, { title: CONVENTION, convention: 'dogs', 'articles.0.no': '1', 'articles.0.title': '守法在先', 'articles.0.text': '养犬人依法为犬只接种狂犬病疫苗。', 'articles.0.kind[]': 'duty', 'articles.0.basis': '动物防疫法第30条' });
  await page.locator('[data-rows=articles] > button').click();
  await typed(page, sheet, { 'articles.1.no': '2', 'articles.1.title': '牵绳', 'articles.1.text': '出户牵绳。不牵绳的罚款一百元。', 'articles.1.kind[]': 'agreement' });
  await page.locator('[data-row="1"] .hit.block mark', { hasText: '罚款' }).waitFor();
  await typed(page, sheet, { 'articles.1.text': '出户牵绳。不牵绳的先善意提醒。' });
  await page.locator('.hit').waitFor({ state: 'detached' });
  await done(page, sheet);
  await take(page, 'send_review');
  for (const office of ['legal-advisor', 'street']) {
    await at(page, office, 'review/dogs');
    const review = page.locator('form.sheet');
    await typed(page, review, { 'articles.p0.level': 'ok', outcome: 'clear' });
    await review.locator('button[type=button]').last().click();
    await done(page, review);
  }
  const name = await post(page, page.id, 'clerk-a', 'draft/dogs', { days: '7' });
  await at(page, household(5), 'convention/dogs');
  const comment = page.locator('form:has([name=text])');
  await typed(page, comment, { article: '2', text: '导盲犬要留个口子' });
  await done(page, comment);
  await turn(page, '2026-04-11T09:00');
  await ended(page, name);
  await at(page, 'committee', 'convention/dogs');
  await page.locator('details:has([name=record]) > summary').click();
  const study = page.locator('form:has([name=record])');
  await typed(page, study, { on: '2026-04-10', record: '党组织会议记录2026-04-10' });
  await done(page, study);
  const reply = page.locator('[data-step=to_vote] [name^="replies."][name$=".reason"]');
  const replying = (await reply.getAttribute('name')).replace(/reason$/, '');
  await take(page, 'to_vote', { [`${replying}adopted`]: 'no', [`${replying}reason`]: '导盲犬依法本来就不受限制' });
}

/** The time of a post is over, and a photograph shows that it hung. */
async function ended(page, name) {
  await at(page, 'clerk-a', `posts/${name}`);
  const form = page.locator('form:has(#f-evidence)');
  await typed(page, form, { evidence: PHOTO });
  await done(page, form);
}

/** The households are called, and vote on their phones and on paper, which two clerks read apart. */
async function voted(page) {
  await at(page, 'committee', `matter/${page.matter}`);
  await take(page, 'escalate', { ground: 'contested', on: '2026-04-10', record: '党组织会议记录2026-04-10' });
  await call(page, { body: 'base:households-2026', session: 'ASM-1', rule: 'cn.urban.assembly.households.2026', how: 'window', opens: '2026-04-25T09:00', closes: '2026-04-28T18:00', place: '会场、线上、上门', venue: 'both' },
    { title: '文明养犬公约', text: '是否同意《柳荫里文明养犬公约》', id: 'DOGS', rule: 'cn.urban.assembly.households.2026', 'channels[]': 'home-paper', effect: 'decision', channel_basis: '《居民自治章程》第九条(虚构)' });
  await turn(page, '2026-04-25T09:30');
  await at(page, 'clerk-a', 'session/ASM-1');
  await take(page, 'open_checkin');
  await put(page, 'DOGS');
  page.receipts = [];
  for (const [number, place] of [[1, 0], [2, 0], [6, 1], [7, 0], [8, 0], [9, 2]]) page.receipts.push([household(number), await cast(page, household(number), 'DOGS', place)]);

  await at(page, 'clerk-a', 'papers/DOGS');
  const out = page.locator('form:has([name=serial])');
  for (const number of [3, 4, 5]) {
    await typed(page, out, { handle: household(number), channel: 'onsite-paper' });
    await done(page, out);
  }
  const arrived = page.locator('form:has([name=arrived])');
  for (const serial of ['P-0001', 'P-0002', 'P-0003']) {
    await typed(page, arrived, { arrived: serial });
    await done(page, arrived);
  }
  for (const [clerk, marks] of [['clerk-a', 'YNY'], ['clerk-b', 'YYY']]) {
    await at(page, clerk, 'papers/DOGS');
    const reading = page.locator('form:has([name=paper])');
    for (const [place, mark] of [...marks].entries()) {
      await typed(page, reading, { paper: `P-000${place + 1}`, mark });
      await done(page, reading);
    }
  }
  await at(page, 'supervisor', 'waiting');
  const paper = page.locator('[data-waiting=paper]');
  await typed(page, paper, { mark: 'Y' });
  await done(page, paper);
  await attest(page, page.id, 'witness-1');
  await turn(page, '2026-04-28T18:00');
  await counted(page, 'DOGS', 3);

  for (const [handle, code] of page.receipts) {
    await at(page, handle, `mine/${handle}`);
    await page.locator('.cards .good').first().waitFor();
    await go(page, `#/check/${page.id}`);
    await page.locator('[name=code]').fill(code);
    await page.locator('form.sheet button.main').click();
    await page.locator('.verdict.good').waitFor();
  }
}

/** The result is posted; an objection to a ballot is upheld, the count is corrected and announced anew, and the result becomes final. */
async function resulted(page) {
  await at(page, 'clerk-a', 'vote/DOGS');
  const subject = (await page.locator('a[href*="/new/result/"]').getAttribute('href')).split('/new/')[1];
  const name = await post(page, page.id, 'clerk-a', subject, { text: '文明养犬公约表决通过。' });
  await at(page, household(10), `posts/${name}`);
  const objecting = page.locator('form:has([name=claim])');
  await typed(page, objecting, { claim: 'H-0008的票不是户主投的' });
  await done(page, objecting);
  await turn(page, '2026-04-30T09:00');
  await at(page, 'supervisor', 'waiting');
  const objection = page.locator('section.entry', { hasText: 'H-0008的票不是户主投的' });
  await objection.locator('[data-rows$=".voids"] > button').click();
  const answered = await objection.locator('[name$=".reason"]').getAttribute('name');
  const prefix = answered.replace(/reason$/, '');
  await typed(page, objection, { [`${prefix}ruling`]: 'upheld', [`${prefix}reason`]: '核对授权,这张票作废', [`${prefix}voids.0.handle`]: household(8) });
  await done(page, objection);
  const [, code] = page.receipts.find(([handle]) => handle === household(8));
  await go(page, `#/check/${page.id}/${code.replace('-', '/')}`);
  await page.locator('.verdict').waitFor();
  assert.equal(await page.locator('.verdict .bad').count(), 1, 'the ballot no longer counts, and the page says so');
  await announced(page, 'DOGS');
  await turn(page, '2026-05-20T09:00');
  await ended(page, name);
  await done(page, page.locator('section.no-print').first());
}

/** The convention is recorded as passed, filed, promulgated, posted and in force. */
async function enacted(page) {
  await at(page, 'committee', 'convention/dogs');
  await take(page, 'pass');
  await take(page, 'file', { evidence: PHOTO });
  await take(page, 'promulgate', { in_force: '2026-06-01', review: '2026-12-01' });
  await at(page, 'committee', `matter/${page.matter}`);
  await take(page, 'adopt', { motion: 'DOGS' });
  const name = await post(page, page.id, 'clerk-a', 'filing/dogs', { days: '7' });
  await turn(page, '2026-06-01T09:00');
  await ended(page, name);
  await at(page, 'host', 'convention/dogs');
  await take(page, 'enter_force');
  await go(page, `#/read/${page.id}/dogs`);
  assert.equal(await page.locator('.reading .article').count(), 2);
}

/** Households sign it, on the page and on paper, and the totals are published. */
async function signed(page) {
  await at(page, 'clerk-a', 'drives');
  await page.locator('details:has([name=until]) > summary').click();
  const opening = page.locator('form:has([name=until])');
  await typed(page, opening, { until: '2026-06-10', drive: 'SIGN-1' });
  await done(page, opening);
  for (const number of [1, 2, 6]) {
    await at(page, household(number), 'drive/SIGN-1');
    const form = page.locator('form:has([name=read])');
    await typed(page, form, { read: true });
    await done(page, form);
  }
  await at(page, 'clerk-a', 'drive/SIGN-1');
  const paper = page.locator('form:has([name=household])');
  await typed(page, paper, { household: household(3) });
  await done(page, paper);
  await actAs(page, page.id, 'clerk-b');
  await told(page, () => page.locator('.cards li button').click());
  await turn(page, '2026-06-11T09:00');
  await at(page, 'clerk-a', 'drive/SIGN-1');
  await take(page, 'close');
  await actAs(page, page.id, 'supervisor');
  await take(page, 'verify');
  await post(page, page.id, 'clerk-a', 'drive/SIGN-1', { days: '7', text: '签约四户。' });
  await go(page, `#/drive/${page.id}/SIGN-1`);
  assert.match(await page.locator('.stack .value').first().textContent(), /^4 \/ 8$/);
}

/** What was decided is given to somebody to do, reported done, and struck off by somebody else. */
async function tasked(page) {
  await at(page, 'committee', 'tasks');
  await page.locator('details:has([name=acceptance]) > summary').click();
  const assigning = page.locator('form:has([name=acceptance])');
  await typed(page, assigning, { text: '安装犬便箱', owner: '物业', acceptance: '现场核对照片', due: '2026-06-30', matter: page.matter, 'doers[]': 'department' });
  await done(page, assigning);
  await actAs(page, page.id, 'department');
  const card = page.locator('.cards li', { hasText: '安装犬便箱' });
  await card.locator('summary').click();
  await typed(page, card, { evidence: PHOTO });
  await done(page, card);
  await actAs(page, page.id, 'clerk-a');
  const subject = (await card.locator('a[href*="/new/matter/"]').getAttribute('href')).split('/new/')[1];
  const name = await post(page, page.id, 'clerk-a', subject, { days: '7', text: '犬便箱装好了。' });
  await turn(page, '2026-06-20T09:00');
  await ended(page, name);
  await at(page, 'supervisor', 'tasks');
  await card.locator('summary').click();
  await typed(page, card, { outcome: 'strike' });
  await done(page, card);
  await card.locator('span.good').waitFor();
  await at(page, 'clerk-a', `matter/${page.matter}`);
  await take(page, 'archive');
}

/** The parts of it in their order, by their names. */
export const PARTS = { founded, registered, drawn, raised, convened, drafted, voted, resulted, enacted, signed, tasked };
