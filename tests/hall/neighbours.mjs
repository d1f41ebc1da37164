// Thirty residents who would be stewards of a small community, and the draw by which nine of them look like it.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bring, OFFICES } from './assembly.mjs';
import { actAs, go, root, settled } from './hall.mjs';

const { generateKey, Hall, init, lotteryParts, sign } = await import(pathToFileURL(join(root, 'pkg/dist/node.js')));
const search = await import(pathToFileURL(join(root, 'pkg/dist/lottery/node.js')));
await init();
await search.init();

const DAY = 86_400;

/** The residents: more of the young, more women, two to a household. */
export const NEIGHBOURS = Array.from({ length: 36 }, (_, n) => ({
  handle: `V-${String(n + 1).padStart(3, '0')}`,
  building: `B0${1 + (n % 3)}`,
  age: ['18-39', '40-59', '60+'][n % 7 < 4 ? 0 : n % 7 < 6 ? 1 : 2],
  sex: n % 5 < 3 ? '女' : '男',
  tenure: n % 4 === 0 ? '租户' : '业主',
  home: `D-${String(1 + Math.floor(n / 2)).padStart(2, '0')}`,
}));

/** Those who stand: the old are fewer than they are in the community. */
export const VOLUNTEERS = NEIGHBOURS.filter(({ handle }) => !['V-004', 'V-009', 'V-021', 'V-028', 'V-035', 'V-036'].includes(handle));

const table = (people, columns) => [columns.join(','), ...people.map((person) => columns.map((column) => person[column]).join(','))].join('\n');

/** The list of residents as the registrar imports it, and the table of those who stand. */
export const RESIDENTS = table(NEIGHBOURS, ['handle', 'building', 'age', 'sex', 'tenure', 'home']);
export const TABLE = table(VOLUNTEERS, ['handle', 'building', 'age']);

export const SOURCE = '福利彩票双色球第2026046期(虚构)';

const quota = (name, min, max) => ({ name, min, max });
const FEATURES = [
  { name: 'building', values: ['B01', 'B02', 'B03'].map((name) => quota(name, 3, 3)) },
  { name: 'age', values: [quota('18-39', 4, 6), quota('40-59', 2, 4), quota('60+', 1, 2)] },
  { name: 'sex', values: [quota('女', 4, 6), quota('男', 3, 5)] },
];

/** A record of theirs at a stage: `nominating`, all `standing`, `promised` a lottery of a hundred panels, `announced` with all of it, or `drawn`. */
async function record(stage) {
  const now = Math.floor(Date.now() / 1000);
  const keys = {};
  for (const name of [...Object.keys(OFFICES), ...NEIGHBOURS.map(({ handle }) => handle)]) keys[name] = await generateKey();
  const cnf = (name) => ({ jwk: keys[name].jwk });
  const hall = new Hall();
  const begin = now - ({ nominating: 0, drawn: 30 }[stage] ?? 3) * DAY;
  const offices = Object.entries(OFFICES).map(([office, role]) => ({ cnf: cnf(office), office, roles: [role] }));
  hall.admit(sign({ kind: 'charter', aud: `neighbours.example/${stage}-${now}`, iat: begin, seq: 1, answer_days: 7, appeal_days: 7, auth: ['code', 'in-person'], cnf: cnf('committee'), name: '柳荫里社区', offices, zone: 480 }, keys.committee.seed).jws);
  let at = begin;
  const add = (by, event) => hall.admit(hall.sign(event, keys[by].seed, at).jws);
  const wait = (days) => {
    at += days * DAY;
    add('host', { kind: 'clock', at });
  };
  const day = (days) => new Date((at + days * DAY + 480 * 60) * 1000).toISOString().slice(0, 10);
  wait(0);
  for (const { handle, ...strata } of NEIGHBOURS) add('registrar', { kind: 'enrol', register: 'residents', cnf: cnf(handle), unit: { amounts: { residents: 1 }, handle, strata, voter: true } });
  add('committee', hall.prepare({ kind: 'freeze', base: 'residents-2026', register: 'residents' }));
  add('committee', hall.prepare({ kind: 'roster', roster: 'R-2026', base: 'residents-2026', candidates: 'residents-2026', rule: { ratio: [25, 100], measure: 'residents', rounding: 'ceil', by: 'building' } }));
  add('committee', { kind: 'roster-move', roster: 'R-2026', event: 'open_nomination', until: day(2) });
  for (const { handle } of stage === 'nominating' ? [] : VOLUNTEERS) add('clerk-a', { kind: 'nominate', roster: 'R-2026', handle, source: 'own' });
  if (stage !== 'nominating') {
    wait(3);
    add('committee', { kind: 'roster-move', roster: 'R-2026', event: 'close_nomination' });
  }
  let parts = [];
  if (['promised', 'announced', 'drawn'].includes(stage)) {
    const ask = (panels, hashes) => hall.prepare({
      kind: 'draw', draw: 'DRAW-1', from: { candidates: 'R-2026' }, alternates: 0, general: 5, parties: ['supervisor'], commit_by: day(1), reveal_by: day(2),
      sources: [{ text: SOURCE, date: day(3) }], lottery: { features: FEATURES, household: 'home', objective: 'leximin', panels, parts: hashes },
    });
    const { kind: _, ...posed } = ask(1, []);
    const { pool, seats } = hall.lotteryProblem(posed);
    const { hashes, data } = lotteryParts(await search.findLottery(pool, seats, { panels: 100 }));
    add('committee', ask(100, hashes));
    parts = data;
    if (stage !== 'promised') parts.forEach((part, place) => add('committee', { kind: 'panels', draw: 'DRAW-1', part: place, data: part }));
  }
  if (stage === 'drawn') {
    const secret = Buffer.alloc(32, 7).toString('base64url');
    add('supervisor', hall.prepare({ kind: 'commit', draw: 'DRAW-1', party: 'supervisor', secret }));
    add('supervisor', { kind: 'reveal', draw: 'DRAW-1', secret });
    wait(4);
    add('committee', hall.prepare({ kind: 'drawn', draw: 'DRAW-1', values: [['9', '3', '14', '11', '21', '32', '27']] }));
  }
  const bundle = hall.bundle(hall.checkpoint(keys.host.seed));
  hall.dispose();
  return { bundle, parts, keys: Object.fromEntries(Object.entries(keys).map(([name, { seed }]) => [name, seed])) };
}

/** A record on a device, with the parts of its lottery if that was found there. */
async function brought(page, { parts, ...made }) {
  const id = await bring(page, made);
  await page.evaluate(([key, value]) => new Promise((done, fail) => {
    const asked = indexedDB.open('guanjia-notes');
    asked.onupgradeneeded = () => asked.result.createObjectStore('notes');
    asked.onerror = fail;
    asked.onsuccess = () => {
      const put = asked.result.transaction('notes', 'readwrite').objectStore('notes').put(value, key);
      put.onsuccess = () => { asked.result.close(); done(); };
      put.onerror = fail;
    };
  }), [[id, 'lottery-parts/DRAW-1'], parts]);
  return id;
}

/** Such a record on a page, looked at by somebody; its name in addresses. */
export async function standing(page, stage, handle) {
  page.standing ??= {};
  page.standing[stage] ??= await brought(page, await record(stage));
  await go(page, `#/desk/${page.standing[stage]}`);
  await actAs(page, page.standing[stage], handle);
  return page.standing[stage];
}

/** Presses the button of a part of the page that sends a form, and waits for the next. */
export async function send(page, field) {
  await page.locator(`form:has(${field}) button.main`).click();
}

/** A plan up to the numbers that follow from the community's shares. */
export async function plan(page) {
  if (await page.locator('.quotas').count() > 0) return;
  await page.locator('[name=household]').selectOption('home');
  await send(page, '[name=spare]');
  await page.locator('.quotas').first().waitFor();
  await settled(page);
}

/** Types the numbers of a kind, for which they are unfolded. */
export async function want(page, feature, value, min, max) {
  await page.locator('[data-stage="2"] details').evaluateAll((all) => all.forEach((fold) => { fold.open = true; }));
  const place = `[name="features.${feature}.${value}`;
  await page.locator(`${place}.min"]`).fill(String(min));
  await page.locator(`${place}.max"]`).fill(String(max));
}

/** Asks whether it can be done. */
export async function look(page) {
  await send(page, '.quotas');
  await page.locator('[data-stage="3"] .ways, [data-stage="3"] [name=panels], [data-stage="4"]').first().waitFor();
  await settled(page);
}

/** Finds a lottery of some panels, and compares it with the other ways. */
export async function fairest(page) {
  await plan(page);
  if (await page.locator('[data-stage="3"] [name=panels]').count() === 0 && await page.locator('[data-stage="4"]').count() === 0) await look(page);
  if (await page.locator('[data-stage="4"]').count() === 0) {
    await page.locator('[name=panels]').fill('100');
    await send(page, '[name=panels]');
    await page.locator('[data-stage="4"] .verdict').waitFor();
  }
  if (await page.locator('.methods').count() === 0) await page.locator('[data-stage="4"] form button.main').click();
  await page.locator('.methods').waitFor();
  await settled(page);
}

/** Shows the number that was drawn, and everybody on that panel. */
export async function reveal(page) {
  await page.locator('#show-number, #all-seats, #again').and(page.locator(':visible')).first().waitFor();
  if (await page.locator('#show-number').isVisible()) await page.locator('#show-number').click();
  if (await page.locator('#all-seats').isVisible()) await page.locator('#all-seats').click();
}
