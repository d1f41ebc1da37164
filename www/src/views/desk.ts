import type { Hall } from 'guanjia/parallel';

import { actor, bundleOf, receive } from '../act';
import { chooser, h, save } from '../dom';
import { say } from '../frame';
import { hostOf, opened } from '../library';
import { qrCode } from '../qr';
import { route } from '../router';
import { arrived, keysOf, sentOf, type Sent } from '../shelf';
import { waitsFor } from '../waits';
import { sentence, words } from '../words';
import { deskWords } from '../words/desk';
import { waitingWords } from '../words/waiting';
import { elsewhere } from './home';
import { resident } from './resident';

/** The parts of the work on a record, each with a page of its own. */
const AREAS: readonly (keyof ReturnType<typeof deskWords>['areas'])[] = [
  'community',
  'register',
  'stewards',
  'matters',
  'sessions',
  'votes',
  'posts',
  'conventions',
  'drives',
  'tasks',
  'waiting',
];

/** 我要办的事: what whoever acts can do on a record now. */
export async function desk(id = ''): Promise<HTMLElement> {
  const record = await opened(id);
  if (!record) return elsewhere();
  const t = deskWords();
  const { hall, kept } = record;
  const by = await actor(id);
  const host = await hostOf(record);
  const sent = await stillToBring(id, hall);
  const waits = by ? waitsFor(hall.waiting(by.handle)) : 0;
  const office = by && hall.summary().offices.some((one) => one.office === by.handle && one.in_force);
  return h('article', {},
    h('h1', {}, t.title),
    !by && h('p', { class: 'note' }, t.no_key),
    by && !office && resident(id, hall, by),
    h('section', {},
      h('h2', {}, t.work),
      h('nav', { class: 'areas', 'aria-label': t.work }, AREAS.map((area) =>
        h('a', { class: 'button', href: `#/${area}/${id}` }, h('strong', {}, t.areas[area][0] ?? ''), h('span', { class: 'note' }, t.areas[area][1] ?? ''), area === 'waiting' && waits > 0 && h('strong', { class: 'badge' }, waitingWords().waits(waits)))))),
    sent.length > 0 && toBring(kept.name, sent),
    h('section', { class: 'no-print' },
      h('h2', {}, t.carry),
      h('p', { class: 'row' },
        h('a', { class: 'button', href: `#/scan/${id}` }, words().scan),
        host && chooser(t.receive, '.jws,.txt,text/plain', (file) => file.text().then((text) => taken(id, text.split(/\s+/).filter(Boolean)))),
        h('button', { onclick: async () => save(`${kept.name}.bundle`, await bundleOf(id) ?? kept.bundle) }, t.save_bundle),
        (await keysOf(id)).length > 0 && h('button', { onclick: () => saveKeys(id, kept.name) }, t.save_keys)),
      h('p', { class: 'note' }, host ? t.hosted : t.hosted_elsewhere)));
}

/** Entries signed here that a host elsewhere does not have yet; what has arrived is let go. */
async function stillToBring(id: string, hall: Hall): Promise<Sent[]> {
  const sent = await sentOf(id);
  const there = new Set(sent.length > 0 ? hall.entries(0, hall.size).map(({ leaf }) => leaf) : []);
  for (const one of sent) if (there.has(one.leaf)) await arrived(one);
  return sent.filter(({ leaf }) => !there.has(leaf));
}

function toBring(name: string, sent: Sent[]): HTMLElement {
  const t = deskWords();
  return h('section', { class: 'verdict' },
    h('h2', {}, t.to_bring(sent.length)),
    h('ul', {}, sent.map(({ kind, leaf, jws }) => h('li', {}, words().kind(kind), ' ', h('code', {}, leaf.slice(0, 8)), code(jws)))),
    h('p', {}, t.to_bring_how),
    h('button', { class: 'main', onclick: () => save(`${name}.jws`, `${sent.map(({ jws }) => jws).join('\n')}\n`) }, t.save_sent));
}

/** How many characters a code can hold. */
const HOLDS = 2_900;

/** A signed entry as a code, drawn when it is asked for. */
function code(jws: string): HTMLElement | false {
  if (jws.length > HOLDS) return false;
  const t = deskWords();
  const shown = h('details', { class: 'bring', ontoggle: async () => {
    if (shown.open && shown.childElementCount === 1) shown.append(await qrCode(jws, t.code_alt));
  } }, h('summary', { class: 'button' }, t.show_code));
  return shown;
}

/** Takes in what others signed, and says of each what became of it. */
export async function taken(id: string, lines: string[]): Promise<void> {
  const t = deskWords();
  const came = await receive(id, lines);
  await route();
  const bad = came.find(({ error }) => error !== undefined);
  say(bad ? `${t.received(came.filter(({ index }) => index !== undefined).length)} ${sentence(bad.error)}` : t.received(came.length), bad !== undefined);
}

/** Lets somebody keep the keys that are on this device. */
export async function saveKeys(id: string, name: string): Promise<void> {
  const keys = Object.fromEntries((await keysOf(id)).map(({ handle, seed }) => [handle, seed]));
  save(`${name}.keys.json`, `${JSON.stringify(keys, null, 2)}\n`, 'application/json');
}
