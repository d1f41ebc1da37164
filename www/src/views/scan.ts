import { init, keyFromSeed, verifyReceipt, type Hall, type SignedEntry } from 'guanjia/parallel';

import '../votes.css';
import { wentWrong } from '../doing';
import { chooser, h } from '../dom';
import { recordsWhere } from '../find';
import { say } from '../frame';
import { hostOf, opened, take } from '../library';
import { nameOf } from '../people';
import { readQr } from '../qr';
import { go, goAndSay } from '../router';
import { parsed, recognise } from '../scanned';
import { holdKey } from '../shelf';
import { sentence, words } from '../words';
import { scanWords } from '../words/scan';
import { taken } from './desk';

/** 扫一扫: recognises the code of a receipt, a receipt, signed entries and keys; by camera, picture, file or text. */
export async function scan(id = ''): Promise<HTMLElement> {
  await init();
  const t = scanWords();
  const into = h('div', { 'aria-live': 'polite' });
  const show = async (text: string) => {
    try {
      into.replaceChildren(...await made(text, id));
    } catch (error) {
      into.replaceChildren(wentWrong(error));
    }
  };
  const pasted = h('textarea', { id: 'pasted', rows: 3, spellcheck: 'false' });
  return h('article', {},
    h('h1', {}, t.title),
    h('p', { class: 'lead' }, t.lead),
    'mediaDevices' in navigator && camera(show),
    h('p', {}, chooser(t.photo, 'image/*,.tlog-proof,.jws,.json,.txt,.bundle,text/plain', (file) => contents(file).then(show, (error) => say(sentence(error), true)))),
    h('form', { class: 'sheet', onsubmit: (event: SubmitEvent) => { event.preventDefault(); show(pasted.value); } },
      h('div', { class: 'field' }, h('label', { for: 'pasted' }, t.paste), pasted, h('button', {}, t.look))),
    into);
}

/** What a file says: the code in a picture, or the text that it is. */
async function contents(file: File): Promise<string> {
  return file.type.startsWith('image/') ? readQr(file) : file.text();
}

/** How long the camera waits between two looks, in milliseconds. */
const AGAIN = 150;

/** The camera, which looks until it sees a code or is closed. */
function camera(seen: (text: string) => void): HTMLElement {
  const t = scanWords();
  const video = h('video', { muted: true, playsinline: true, 'aria-label': t.aim, hidden: true });
  const said = h('p', { role: 'status' });
  let stream: MediaStream | undefined;
  const stop = () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    stream = undefined;
    video.hidden = true;
    button.textContent = t.camera;
  };
  const look = async () => {
    if (!stream) return;
    if (!video.isConnected) return stop();
    const text = video.readyState >= 2 ? await readQr(video, true).catch(() => undefined) : undefined;
    if (text === undefined) return setTimeout(look, AGAIN);
    stop();
    said.textContent = '';
    seen(text);
  };
  const button = h('button', { class: 'main', onclick: async () => {
    if (stream) return stop();
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      video.srcObject = stream;
      video.hidden = false;
      await video.play();
      button.textContent = t.stop;
      said.textContent = t.aim;
      look();
    } catch {
      stop();
      said.textContent = t.no_camera;
    }
  } }, t.camera);
  return h('section', {}, h('p', {}, button), said, video);
}

/** What comes of it: a page to go to, or something to be done. */
async function made(text: string, id: string): Promise<HTMLElement[]> {
  const t = scanWords();
  const found = recognise(text);
  switch (found.kind) {
    case 'link':
      location.hash = found.hash;
      return [];
    case 'bundle': {
      const record = await take(new Blob([found.text]));
      await go('audit', record.id);
      return [];
    }
    case 'keys': return keys(found.keys, id);
    case 'entries': return entries(found.entries, id);
    case 'receipt': return [await receipt(found.text, id)];
    case 'unknown': return [h('p', { class: 'bad', role: 'alert' }, t.unknown)];
  }
}

/** Keys, for every record on this device that knows them. */
async function keys(named: Record<string, string>, first: string): Promise<HTMLElement[]> {
  const t = scanWords();
  const held = Object.entries(named).map(([handle, seed]) => ({ handle, seed, kid: keyFromSeed(seed).kid }));
  const known = (hall: Hall) => {
    const kids = new Map(hall.registers().flatMap(({ units }) => units).map(({ handle, kid }) => [handle, kid]));
    for (const { office, kid } of hall.summary().offices) kids.set(office, kid);
    return held.filter(({ handle, kid }) => kids.get(handle) === kid);
  };
  const records = await recordsWhere((hall) => known(hall).length > 0, first);
  if (records.length === 0) return [h('p', { class: 'bad', role: 'alert' }, t.keys_none), h('p', {}, t.keys_where)];
  const into = async (record: string) => {
    const mine = known((await opened(record))!.hall);
    for (const key of mine) await holdKey({ ...key, record });
    await goAndSay(t.keys_taken(mine.length, held.length), 'desk', record);
  };
  const only = records.find((record) => record === first) ?? (records.length === 1 ? records[0] : undefined);
  if (only === undefined) return [await which(records, into)];
  await into(only);
  return [];
}

/** Entries that somebody signed, with who and what, before they are taken in. */
async function entries(signed: SignedEntry[], first: string): Promise<HTMLElement[]> {
  const t = scanWords();
  const origins = new Set(signed.map(originOf));
  const records = await recordsWhere((hall) => origins.size === 1 && origins.has(hall.summary().origin), first);
  if (records.length === 0) return [h('p', { class: 'bad', role: 'alert' }, t.foreign)];
  const into = async (record: string) => {
    const at = (await opened(record))!;
    if (!await hostOf(at)) throw new Error(t.not_host);
    go('desk', record);
    await taken(record, signed.map(({ jws }) => jws));
  };
  const holders = (hall: Hall) => new Map([...hall.summary().offices.map(({ office, kid }) => [kid, nameOf(hall, office)] as const), ...hall.registers().flatMap(({ units }) => units.map(({ handle, kid }) => [kid, handle] as const))]);
  const who = holders((await opened(records.find((record) => record === first) ?? records[0]!))!.hall);
  return [
    h('section', { class: 'verdict' },
      h('h2', {}, t.entries(signed.length)),
      h('ul', {}, signed.map(({ kind, kid }) => h('li', {}, words().kind(kind), ' · ', t.signed_by(who.get(kid) ?? kid)))),
      await which(records, into, t.take))];
}

/** The record that an entry says it is for; nothing where it does not say so. */
function originOf({ payload }: SignedEntry): string | undefined {
  return (parsed(payload) as { aud?: string } | null | undefined)?.aud;
}

/** For which record something is, where several would do. */
async function which(records: string[], into: (record: string) => Promise<void>, label?: string): Promise<HTMLElement> {
  const t = scanWords();
  const said = h('div', { 'aria-live': 'assertive' });
  const names = await Promise.all(records.map(async (record) => (await opened(record))!.kept.name));
  return h('div', {},
    records.length > 1 && h('p', {}, t.which),
    h('p', { class: 'row' }, records.map((record, place) => h('button', { class: place === 0 ? 'main' : '', onclick: () => into(record).catch((error) => said.replaceChildren(wentWrong(error))) },
      records.length === 1 ? label ?? names[place]! : `${label ?? ''} ${names[place]} ${record.slice(0, 12)}`))),
    said);
}

/** A receipt, by the keys of the record that it is of. */
async function receipt(text: string, first: string): Promise<HTMLElement> {
  const t = scanWords();
  const holds = (hall: Hall) => {
    try {
      return verifyReceipt(text, hall.policy());
    } catch {
      return undefined;
    }
  };
  const [record] = await recordsWhere((hall) => holds(hall) !== undefined, first);
  const at = record === undefined ? null : await opened(record);
  const shown = at && holds(at.hall);
  if (!at || !shown) return h('p', { class: 'bad', role: 'alert' }, t.not_here);
  return h('section', { class: 'verdict good' },
    h('p', { class: 'large' }, h('span', { 'aria-hidden': 'true' }, '✓ '), words().receipt_ok(shown.index)),
    h('a', { class: 'button', href: `#/check/${at.hall.summary().charter}/${shown.index}/${shown.entry.leaf}` }, t.check));
}
