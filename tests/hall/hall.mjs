// The hall as it was built, in the browser of somebody who was never there before.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { absent, context, filmed, serve } from '../package/browser.mjs';
import { LONG, native, root, scratch } from '../package/stage.mjs';

export { LONG, native, root, scratch };

export const options = { skip: absent, timeout: LONG };

const built = join(root, 'www/dist');
if (!absent && !existsSync(join(built, 'luoqisi.bundle'))) throw new Error('build the hall first, with `make hall`');
const site = absent ? '' : await serve(built);

/** The sample as it lies beside the hall, and what the program says of it. */
export const SAMPLE = join(built, 'luoqisi.bundle');
export const sample = absent ? '' : readFileSync(SAMPLE, 'utf8');

/** The widths of a phone and of a desk. */
export const WIDTHS = { phone: 360, desk: 1440 };
export const LANGUAGES = ['zh', 'en'];

/** What is looked for on the pages, in both languages. */
export const SAID = {
  zh: { title: '百姓管家议事堂', holds: '核验通过:记录完整,没有被改动', fails: '核验不通过', sample: '打开示例', record: '议事记录', mine: '查我的票', audit: '核验', look: '查', entry: '第 2570 条', listed: '第 4186 条', receipt: '回执有效:您的票在记录中,第 2570 条', json: '导出报告', bundle: '导出记录包', rounds: ['第一轮', '第二轮'], passed: '通过', void: '不计入' },
  en: { title: 'The stewards\u2019 hall', holds: 'It holds: the record is whole and unchanged', fails: 'It does not hold', sample: 'Open the sample', record: 'The record', mine: 'Find my vote', audit: 'Audit', look: 'Look', entry: 'entry 2570', listed: 'entry 4186', receipt: 'The receipt holds: your vote is on the record, entry 2570', json: 'Save the report', bundle: 'Save the bundle', rounds: ['first round', 'second round'], passed: 'passed' },
};

/** A visit: a page at the way in, which closes at the end of the tests and keeps what went wrong on it. */
export async function visit({ width = WIDTHS.phone, height = 800, language = 'zh', film, ...rest } = {}) {
  const own = { viewport: { width, height }, ...rest };
  const browser = film === undefined ? await context(own) : await filmed(film, own);
  after(() => browser.close());
  await browser.addInitScript(heedAddress);
  const page = await browser.newPage();
  page.setDefaultTimeout(LONG / 10);
  page.wrong = [];
  page.on('pageerror', (error) => page.wrong.push(error.stack));
  page.on('console', (message) => message.type() === 'error' && page.wrong.push(message.text()));
  await page.goto(site);
  await settled(page);
  if (language === 'en') await page.locator('header button[lang]').click();
  await page.locator('h1', { hasText: SAID[language].title }).waitFor();
  return page;
}

/** Runs on every page before its own code, and keeps the address that it was told of: a click on a way changes `location` a moment before that. */
function heedAddress() {
  const heed = () => { window.heeded = location.hash; };
  heed();
  window.addEventListener('hashchange', heed);
}

/** Waits until the page of the address stands as it will stay, and what was pressed on it is done. */
export async function settled(page) {
  await page.waitForFunction(() => window.heeded === location.hash && document.querySelector('main:not([aria-busy]) h1') && !document.querySelector('progress, [data-going]'));
}

/** Goes to an address within the hall. */
export async function go(page, hash) {
  await page.evaluate((to) => { location.hash = to; }, hash);
  await settled(page);
}

/** Opens the sample, and gives the name of its record in addresses. */
export async function open(page) {
  await page.getByRole('button', { name: /^(打开示例|Open the sample)/ }).click();
  await page.locator('.verdict').waitFor();
  return new URL(page.url()).hash.split('/')[2];
}

/** Opens a file that somebody has, by the first chooser of the page. */
export async function give(page, name, text) {
  await page.locator('input[type=file]').first().setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
}

/** Begins something with a button or a form, by one of its methods, and says whether that could be begun again once it is over. */
export function givenBack(locator, begin) {
  return locator.evaluate((element, method) => new Promise((over) => {
    new MutationObserver(() => element.hasAttribute('data-going') || over(element.isConnected && !element.disabled)).observe(element, { attributeFilter: ['data-going'] });
    element[method]();
  }), begin);
}

/** What a click on a button saves. */
export async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
  return readFileSync(await download.path(), 'utf8');
}

/** The sample with one bit of one entry turned over. */
export const tampered = (entry) => altered(sample, entry);

/** A bundle with one bit of one entry turned over. */
export function altered(bundle, entry) {
  return changed(bundle, entry, (line) => {
    const bytes = Buffer.from(line);
    bytes[200] ^= 1;
    return bytes.toString();
  });
}

/** A bundle in which one entry says something else than what was signed. */
export function reworded(bundle, entry, word) {
  return changed(bundle, entry, (line) => {
    const [header, payload, signature] = line.split('.');
    return [header, Buffer.from(word(Buffer.from(payload, 'base64url').toString())).toString('base64url'), signature].join('.');
  });
}

function changed(bundle, entry, change) {
  const lines = bundle.split('\n');
  const first = lines.findIndex((line) => line.startsWith('eyJ'));
  lines[first + entry] = change(lines[first + entry]);
  return lines.join('\n');
}

/**
 * Every view, by the address behind its name, with what is done there to see all of it. With `as` it is looked at by whoever acts so in
 * the sample, opened for practice from before the entry `stage` or from its end.
 */
export const VIEWS = {
  home: { at: () => '#/' },
  unreadable: { at: () => '#/', act: async (page) => { await give(page, 'photo.bundle', 'no bundle'); await page.locator('.trouble').waitFor(); } },
  audit: { at: (id) => `#/audit/${id}` },
  record: { at: (id) => `#/record/${id}` },
  entry: { at: (id) => `#/record/${id}/2570` },
  motion: { at: (id) => `#/motion/${id}/CONVENTION` },
  round: { at: (id) => `#/motion/${id}/Q1` },
  mine: { at: (id) => `#/mine/${id}/H-0016` },
  unknown: { at: (id) => `#/mine/${id}/H-9999` },
  found: { at: () => '#/found', act: (page) => page.locator('summary').first().click() },
  board: { at: (id) => `#/found/${id}`, as: 'committee-1' },
  community: { at: (id) => `#/community/${id}`, as: 'committee-1', act: unfold },
  register: { at: (id) => `#/register/${id}`, as: 'registrar-1', act: async (page) => { await choose(page, `${HOUSEHOLDS.replaceAll('H-', 'N-').replace(',3,2,', ',three,2,')}\nH-0001,B01,2,2,no`); await page.locator('.import tbody').waitFor(); } },
  import: { at: (id) => `#/register/${id}`, as: 'registrar-1', act: async (page) => { await choose(page, HOUSEHOLDS.replaceAll('H-', 'N-')); await page.locator('.import .good').waitFor(); } },
  bases: { at: (id) => `#/register/${id}`, as: 'committee-1', act: unfold },
  roll: { at: (id) => `#/register/${id}/residents`, as: 'registrar-1', act: async (page) => { await page.locator('tbody button').first().click(); await page.locator('.entry summary').first().click(); } },
  stewards: { at: (id) => `#/stewards/${id}`, as: 'committee-1', act: unfold },
  nominating: { at: (id) => `#/stewards/${id}/R-2026`, stage: 1903, as: 'clerk-a' },
  roster: { at: (id) => `#/stewards/${id}/R-2026`, as: 'committee-1' },
  sealing: { at: (id) => `#/ceremony/${id}/PANEL-2026Q2`, stage: 1926, as: 'street' },
  ceremony: { at: (id) => `#/ceremony/${id}/PANEL-2026Q2`, act: async (page) => { await page.locator('#next-seat').click(); await page.locator('[data-stage="5"] button').first().click(); await page.locator('[data-stage="5"] summary').click(); } },
  volunteers: { at: () => '#/', act: (page) => neighbours(page, 'nominating', 'clerk-a', (id) => `#/stewards/${id}/R-2026`, async ({ TABLE }) => { await page.locator('main .fold input[type=file]').last().setInputFiles({ name: 'table.csv', mimeType: 'text/csv', buffer: Buffer.from(`${TABLE.replace('V-002,', 'V-102,').replace('V-003,B03', 'V-003,B01')}`) }); await page.locator('main .entry .bad').waitFor(); }) },
  likeness: { at: () => '#/', act: (page) => neighbours(page, 'standing', 'committee', (id) => `#/lottery/${id}/R-2026`, ({ plan }) => plan(page)) },
  contradicted: { at: () => '#/', act: (page) => neighbours(page, 'standing', 'committee', (id) => `#/lottery/${id}/R-2026`, async ({ plan, want, look }) => { await plan(page); await want(page, 1, 2, 6, 8); await look(page); }) },
  fairest: { at: () => '#/', act: (page) => neighbours(page, 'fairest', 'committee', (id) => `#/lottery/${id}/R-2026`, ({ fairest }) => fairest(page)) },
  scheme: { at: () => '#/', act: (page) => neighbours(page, 'announced', 'V-005', (id) => `#/ceremony/${id}/DRAW-1`, () => unfold(page)) },
  chance: { at: () => '#/', act: (page) => neighbours(page, 'announced', 'V-005', (id) => `#/desk/${id}`) },
  number: { at: () => '#/', act: (page) => neighbours(page, 'drawn', 'committee', (id) => `#/ceremony/${id}/DRAW-1`, async ({ reveal }) => { await reveal(page); await unfold(page); }) },
  votes: { at: (id) => `#/votes/${id}` },
  vote: { at: (id) => `#/vote/${id}/CONVENTION` },
  papers: { at: (id) => `#/papers/${id}/CONVENTION` },
  posts: { at: (id) => `#/posts/${id}` },
  post: { at: (id) => `#/posts/${id}/result` },
  scan: { at: (id) => `#/scan/${id}` },
  check: { at: (id) => `#/check/${id}/2570/${leafOf(2570)}` },
  ballot: { at: () => '#/', act: (page) => within(page, 'H-0001', (id) => `#/ballot/${id}/LIGHTS`) },
  marks: { at: () => '#/', act: (page) => within(page, 'H-0001', (id) => `#/ballot/${id}/TREES`) },
  receipt: { at: () => '#/', act: (page) => within(page, 'H-0002', (id) => `#/ballot/${id}/LIGHTS`) },
  refused: { at: () => '#/', act: (page) => within(page, 'H-0012', (id) => `#/ballot/${id}/LIGHTS`) },
  opening: { at: () => '#/', act: (page) => within(page, 'facilitator', (id) => `#/vote/${id}/POOL`) },
  closing: { at: () => '#/', act: (page) => within(page, 'clerk-a', (id) => `#/vote/${id}/LIGHTS`) },
  reading: { at: () => '#/', act: (page) => within(page, 'clerk-b', (id) => `#/papers/${id}/LIGHTS`) },
  settling: { at: () => '#/', act: (page) => within(page, 'supervisor', (id) => `#/papers/${id}/LIGHTS`) },
  matters: { at: (id) => `#/matters/${id}` },
  raising: { at: (id) => `#/matters/${id}/new`, as: 'clerk-a' },
  matter: { at: (id) => `#/matter/${id}/M-2604-07` },
  sorting: { at: (id) => `#/matter/${id}/M-2604-07`, stage: 2216, as: 'clerk-a', act: unfold },
  sessions: { at: (id) => `#/sessions/${id}` },
  calling: { at: (id) => `#/sessions/${id}/new`, stage: 2343, as: 'facilitator', act: async (page) => { await page.locator('[data-rows="items.0.motions"] > button').click(); await unfold(page); } },
  poster: { at: (id) => `#/poster/${id}/SES-2026Q2-1` },
  session: { at: (id) => `#/session/${id}/SES-2026Q2-1` },
  checkin: { at: (id) => `#/session/${id}/SES-2026Q2-1/checkin`, stage: 2352, as: 'clerk-a' },
  debate: { at: (id) => `#/session/${id}/SES-2026Q2-1/debate`, stage: 2375, as: 'clerk-a' },
  debating: { at: (id) => `#/session/${id}/SES-2026Q2-1/debate`, stage: 2375, as: 'facilitator', act: unfold },
  minutes: { at: (id) => `#/session/${id}/SES-2026Q2-1/minutes`, stage: 2512, as: 'recorder' },
  waiting: { at: (id) => `#/waiting/${id}`, stage: 2513, as: 'facilitator', act: unfold },
  objected: { at: (id) => `#/waiting/${id}`, stage: 1917, as: 'supervisor-1' },
  disputed: { at: () => '#/', act: (page) => within(page, 'supervisor', (id) => `#/waiting/${id}`) },
  posting: { at: () => '#/', act: (page) => within(page, 'clerk-a', (id) => `#/posts/${id}/new/agenda/ASM-1`) },
  conventions: { at: (id) => `#/conventions/${id}`, as: 'committee-1' },
  convention: { at: (id) => `#/convention/${id}/dogs`, stage: 2550, as: 'committee-1', act: unfold },
  draft: { at: (id) => `#/draft/${id}/dogs`, stage: 2550, as: 'committee-1', act: async (page) => { await page.locator('[name="articles.3.text"]').fill('不牵绳的罚款一百元。'); await page.locator('.hit').waitFor(); await unfold(page); } },
  review: { at: (id) => `#/review/${id}/dogs`, stage: 2518, as: 'legal-advisor', act: (page) => page.locator('[value=warn]').first().check() },
  agreed: { at: (id) => `#/read/${id}/dogs` },
  resident: { at: (id) => `#/desk/${id}`, stage: 2550, as: 'H-0005', act: unfold },
  drives: { at: (id) => `#/drives/${id}`, as: 'clerk-a', act: unfold },
  signing: { at: (id) => `#/drive/${id}/SIGN-2026`, stage: 4240, as: 'H-0020' },
  signatures: { at: (id) => `#/drive/${id}/SIGN-2026`, stage: 4240, as: 'clerk-a' },
  drive: { at: (id) => `#/drive/${id}/SIGN-2026` },
  tasks: { at: (id) => `#/tasks/${id}`, as: 'committee-1', act: unfold },
};

/** The leaf hash of an entry of a bundle. */
export function leafOf(entry, bundle = sample) {
  return createHash('sha256').update(Buffer.from([0])).update(linesOf(bundle)[entry]).digest('base64url');
}

/** The entries of a bundle, as they stand in it. */
export const linesOf = (bundle) => bundle.split('\n').filter((line) => line.startsWith('eyJ'));

/** A view of the small assembly in the middle of its vote, which is brought to the page the first time it is asked for. */
async function within(page, handle, at) {
  const { midway } = await import('./assembly.mjs');
  page.midway ??= await midway(page);
  await go(page, `#/desk/${page.midway}`);
  await actAs(page, page.midway, handle);
  await go(page, at(page.midway));
}

/** A view of a small community whose stewards are drawn such that they look like it. */
async function neighbours(page, stage, handle, at, act) {
  const those = await import('./neighbours.mjs');
  const id = await those.standing(page, stage, handle);
  await go(page, at(id));
  await act?.(those);
}

/** Goes to a view. */
export async function show(page, id, name) {
  const { at, act, as, stage = '' } = VIEWS[name];
  const record = as === undefined ? id : await practised(page, id, stage);
  if (as !== undefined) await actAs(page, record, as);
  await go(page, at(record));
  await act?.(page);
}

/** The sample opened for practice at a stage, once for every visit. */
async function practised(page, id, stage) {
  page.practised ??= {};
  return (page.practised[stage] ??= await begin(page, id, stage));
}

async function begin(page, whole, stage) {
  await go(page, `#/record/${whole}${stage === '' ? '' : `/${stage}`}`);
  await page.getByRole('button', { name: /^(从这一步起|Practise)/ }).click();
  await page.waitForURL((url) => url.hash.startsWith('#/desk/'));
  await page.locator('#acting').waitFor();
  await settled(page);
  return new URL(page.url()).hash.split('/')[2];
}

/** A small community: twelve households in three buildings, and the six residents who may stand as stewards. */
export const HOUSEHOLDS = [
  'handle,building,residents,adults,dog',
  ...Array.from({ length: 12 }, (_, n) => `H-${String(n + 1).padStart(4, '0')},B0${1 + (n % 3)},${2 + (n % 3)},2,${n % 2 === 0 ? 'yes' : 'no'}`),
].join('\n');
export const RESIDENTS = ['handle,building', ...Array.from({ length: 6 }, (_, n) => `S-00${n + 1},B0${1 + (n % 3)}`)].join('\n');

/** Founds that community for practice on a day, with a key for everybody on this device, and gives its record's name in addresses. */
export async function community(page, { name = '柳荫里社区', day = '2026-03-02', residents = RESIDENTS } = {}) {
  await go(page, '#/found');
  await page.locator('[name=name]').fill(name);
  await page.locator('[name=start]').fill(day);
  await page.locator('.sheet button.main').click();
  await page.locator('.board').waitFor();
  const id = new URL(page.url()).hash.split('/')[2];
  await actAs(page, id, 'registrar');
  await enrolAll(page, id, 'households', HOUSEHOLDS);
  await enrolAll(page, id, 'residents', residents);
  return id;
}

/** Opens everything that is folded away. */
async function unfold(page) {
  await page.locator('main details').evaluateAll((all) => all.forEach((fold) => { fold.open = true; }));
}

/** Chooses a list to be imported. */
async function choose(page, list) {
  await page.locator('.import input[type=file]').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
}

/** Imports a list of households or residents, as whoever may. */
export async function enrolAll(page, id, register, list) {
  await go(page, `#/register/${id}`);
  await page.locator('#import-register').selectOption(register);
  await choose(page, list);
  await page.locator('.import .entry button.main').click();
  await page.locator('.import .entry').waitFor({ state: 'detached' });
  await settled(page);
}

/** Acts on a record as somebody whose key is on the device. */
export async function actAs(page, id, handle) {
  if (!new URL(page.url()).hash.includes(id)) await go(page, `#/desk/${id}`);
  await page.locator('#acting').selectOption(handle);
  await settled(page);
}

/** Goes on with the sample from before an entry, or from its end, as somebody: for practice, with everybody's key on this device. */
export async function practise(page, handle, stage = '') {
  const id = await begin(page, await open(page), stage);
  await actAs(page, id, handle);
  return id;
}

/** Turns the clock of a record that is for practice. */
export async function turn(page, to) {
  await page.locator('#clock').fill(to);
  await told(page, () => page.locator('#clock + button').click(), to.replace('T', ' '));
}

/** Says yes where the page asks once more. */
export async function confirm(page) {
  await page.locator('dialog button.main').click();
}

/** Does something, and waits until the page tells that it was done, in these words. */
export async function told(page, doing, words = '') {
  await unsaid(page);
  await doing();
  await heard(page, words);
}

/** Waits until the page tells what was done, and lets it say nothing then: what it says next is about what is done next. */
export async function heard(page, words = '') {
  await page.locator('#said .good', { hasText: words }).waitFor();
  await settled(page);
  await unsaid(page);
}

const unsaid = (page) => page.evaluate(() => document.getElementById('said').replaceChildren());
