// A small community whose assembly may begin to vote, as a bundle, with the keys of everybody in it: what a worker has who was sent both.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { actAs as act, confirm, give, go, root, settled } from './hall.mjs';

const { generateKey, Hall, init, sign } = await import(pathToFileURL(join(root, 'pkg/dist/node.js')));
await init();

const DAY = 86_400;
/** The offices of a small community, each with one role. */
export const OFFICES = { committee: 'committee', 'clerk-a': 'clerk', 'clerk-b': 'clerk', facilitator: 'facilitator', supervisor: 'supervisor', 'witness-1': 'witness', 'witness-2': 'witness', host: 'host', registrar: 'registrar' };

/** How many households there are. */
export const HOUSEHOLDS = 12;
export const handle = (number) => `H-${String(number).padStart(4, '0')}`;

const YES_NO = [{ id: 'Y', text: { zh: '同意', en: 'agree' } }, { id: 'N', text: { zh: '不同意', en: 'disagree' } }];
const fixed = { blank: 'abstain', channel_basis: '《居民自治章程》第九条(虚构)', channels: ['online', 'onsite-paper', 'home-paper'], duplicates: 'first', secrecy: 'named', rule: { preset: 'cn.urban.assembly.households.2026' } };

/** Three questions: one on paper and online, one with several marks, one of two rounds. */
export const QUESTIONS = [
  { ...fixed, effect: 'decision', id: 'LIGHTS', options: YES_NO, poll: { choice: { approves: 'Y' } }, title: { zh: '楼道路灯改造', en: 'Lights in the stairways' }, text: { zh: '是否同意用公共收益改造楼道路灯', en: 'Do you agree to renew the lights in the stairways from common income' } },
  { ...fixed, effect: 'decision', id: 'TREES', options: ['海棠', '玉兰', '银杏'].map((zh, place) => ({ id: 'ABC'[place], text: { zh } })), poll: { approval: { max: 2 } }, title: { zh: '补种什么树', en: 'Which trees to plant' }, text: { zh: '院子里补种什么树', en: 'Which trees to plant in the yard' } },
  { ...fixed, channels: ['online'], effect: 'opinion', id: 'POOL', options: ['改成花坛', '改成车位', '先不动'].map((zh, place) => ({ id: 'ABC'[place], text: { zh } })), poll: { 'two-round': { tie: 'none' } }, title: { zh: '旧水池怎么用', en: 'What becomes of the old pool' }, text: { zh: '院子里的旧水池怎么用', en: 'What becomes of the old pool in the yard' } },
];

/** The record of today with what happens further, up to before the first question is put to the vote; the session has been open for an hour. */
export async function assembly(further = () => {}) {
  const now = Math.floor(Date.now() / 1000);
  const keys = {};
  for (const name of [...Object.keys(OFFICES), ...Array.from({ length: HOUSEHOLDS }, (_, place) => handle(place + 1))]) keys[name] = await generateKey();
  const cnf = (name) => ({ jwk: keys[name].jwk });
  const hall = new Hall();
  const begin = now - 30 * DAY;
  const offices = Object.entries(OFFICES).map(([office, role]) => ({ cnf: cnf(office), office, roles: [role] }));
  hall.admit(sign({ kind: 'charter', aud: `assembly.example/${now}`, iat: begin, seq: 1, answer_days: 7, appeal_days: 7, auth: ['code', 'in-person'], cnf: cnf('committee'), name: '柳荫里社区', offices, online_basis: '《居民自治章程》第九条(虚构)', zone: 480 }, keys.committee.seed).jws);
  const add = (by, event, at) => hall.admit(hall.sign(event, keys[by].seed, at).jws);
  const clock = (at) => add('host', { kind: 'clock', at }, at);
  clock(begin);
  for (let number = 1; number <= HOUSEHOLDS; number += 1) {
    const name = handle(number);
    add('registrar', { kind: 'enrol', register: 'households', cnf: cnf(name), unit: { amounts: { households: 1, residents: 2, adults: 2 }, handle: name, strata: { building: number <= 6 ? '一号楼' : '二号楼' }, voter: number < HOUSEHOLDS } }, begin);
  }
  const freeze = hall.prepare({ kind: 'freeze', base: 'households-2026', register: 'households' });
  add('committee', freeze, begin);
  const posted = now - 20 * DAY;
  clock(posted);
  add('facilitator', hall.prepare({
    kind: 'notice', session: 'ASM-1', body: { base: 'households-2026' }, place: '社区会场、线上、上门', rule: fixed.rule, venue: 'both', when: { window: { opens: now - 3_600, closes: now + 5 * DAY } },
    agenda: { items: [{ title: '楼道路灯', motions: [QUESTIONS[0]] }, { title: '补种树木', motions: [QUESTIONS[1]] }, { title: '旧水池', motions: [QUESTIONS[2]] }] },
  }), posted);
  clock(now - 3_600);
  add('clerk-a', { kind: 'session-move', session: 'ASM-1', move: 'open-checkin' }, now - 3_600);
  further((by, event) => add(by, typeof event === 'function' ? event(hall) : event, now));
  const bundle = hall.bundle(hall.checkpoint(keys.host.seed));
  hall.dispose();
  const seeds = Object.fromEntries(Object.entries(keys).map(([name, { seed }]) => [name, seed]));
  return { bundle, keys: seeds };
}

/** The record and some of its keys on a device, by the choosers of the page; the name of the record in addresses. */
export async function bring(page, { bundle, keys }, who = Object.keys(keys)) {
  await go(page, '#/');
  await give(page, 'assembly.bundle', bundle);
  await page.locator('.verdict').waitFor();
  const id = new URL(page.url()).hash.split('/')[2];
  await go(page, `#/scan/${id}`);
  const chosen = Object.fromEntries(who.map((name) => [name, keys[name]]));
  await page.locator('main input[type=file]').setInputFiles({ name: 'assembly.keys.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(chosen)) });
  await page.waitForURL((url) => url.hash === `#/desk/${id}`);
  await settled(page);
  return id;
}

/** Has somebody else act on the record that is looked at. */
export const actAs = (page, name) => act(page, new URL(page.url()).hash.split('/')[2], name);

/** Presses yes in the question that is asked before what cannot be undone, and waits until it is done. */
export async function yes(page) {
  await confirm(page);
  await page.locator('dialog').waitFor({ state: 'detached' });
  await settled(page);
}

/** The same in the middle of its first vote: ballots and papers are in, and one paper was read differently. */
export async function midway(page) {
  const made = await assembly((add) => {
    for (const question of QUESTIONS.slice(0, 2)) add('facilitator', { kind: 'motion', session: 'ASM-1', question });
    const re = (hall) => hall.motion('LIGHTS').leaf;
    for (const [number, option] of [[2, 'Y'], [6, 'N'], [7, 'Y']]) add(handle(number), (hall) => ({ kind: 'ballot', re: re(hall), choice: { option } }));
    for (const number of [3, 4, 5]) add('clerk-a', (hall) => ({ kind: 'hand-out', re: re(hall), serial: `P-000${number - 2}`, handle: handle(number), channel: 'onsite-paper' }));
    for (const [clerk, serial, option] of [['clerk-a', 'P-0001', 'Y'], ['clerk-b', 'P-0001', 'N'], ['clerk-a', 'P-0002', 'Y']]) add(clerk, (hall) => ({ kind: 'read-paper', re: re(hall), serial, choice: { option } }));
  });
  const id = await bring(page, made);
  await go(page, `#/vote/${id}/POOL`);
  await give(page, 'question.json', JSON.stringify(QUESTIONS[2]));
  await page.locator('main .verdict').waitFor();
  return id;
}
