import { Hall, init, openParallel } from 'guanjia/parallel';

import { remembered } from './remembered';
import { append, dropMore, holdKey, keep, kept, keysOf, more, note, type Held, type Kept } from './shelf';

/** A record that is looked at, replayed once. */
export interface Opened {
  kept: Kept;
  hall: Hall;
}

let open: Opened | null = null;

/** The records that are being opened, one after the other. */
let queue: Promise<unknown> = Promise.resolve();

/** Is told how much of a record is replayed, from 0 to 1. */
let telling: (share: number) => void = () => undefined;

export function onOpening(tell: (share: number) => void): void {
  telling = tell;
}

/** Opens a record that is kept on this device; the page goes on answering meanwhile. */
export function opened(id: string): Promise<Opened | null> {
  const record = queue.then(() => (open?.kept.id === id ? open : replayed(id)));
  queue = record.catch(() => undefined);
  return record;
}

async function replayed(id: string): Promise<Opened | null> {
  await init();
  const record = await kept(id);
  if (!record) return null;
  const hall = record.bundle === '' ? new Hall() : await openParallel(record.bundle, { onProgress: (done, size) => telling(done / size) });
  let began = performance.now();
  for (const jws of await more(id)) {
    hall.record(jws);
    if (performance.now() - began < SLICE) continue;
    await breath();
    began = performance.now();
  }
  return look({ kept: record, hall });
}

/** How long a page may wait, in milliseconds. */
const SLICE = 12;

/** Lets the page do what waits. */
export const breath = () => new Promise<void>((next) => { setTimeout(next); });

export async function hallOf(id: string): Promise<Hall | null> {
  return (await opened(id))?.hall ?? null;
}

function look({ kept: record, hall }: Opened): Opened {
  open?.hall.dispose();
  open = { kept: record, hall: remembered(hall) };
  return open;
}

/** Reads the record anew when it is next asked for. */
export function putAway(): void {
  open?.hall.dispose();
  open = null;
}

/** Reads a bundle and keeps it on this device, in place of one that it continues; throws what the package says of a file that is none. */
export async function take(bundle: string): Promise<Kept> {
  await init();
  const hall = await openParallel(bundle);
  const { charter, name, origin, size, root } = hall.summary();
  const before = await kept(charter ?? origin);
  const id = before === undefined || continues(bundle, [...linesOf(before.bundle), ...await more(before.id)]) ? charter ?? origin : root;
  const record = { ...(id === before?.id ? before : {}), id, root, name: name ?? origin, size, bundle };
  await keep(record);
  await dropMore(id);
  return look({ kept: record, hall }).kept;
}

/** The entries of a bundle, as they stand in it. */
function linesOf(bundle: string): string[] {
  return bundle === '' ? [] : bundle.slice(0, bundle.indexOf('\n\n')).split('\n').slice(2);
}

/** Whether a record is one that was kept, or that and more: what was altered must not take the place of what was not. */
function continues(bundle: string, before: string[]): boolean {
  const now = linesOf(bundle);
  return before.every((line, index) => line === now[index]);
}

/** What something says of a record as it was before some entry. */
export function before<T>(whole: Hall, upto: string, say: (hall: Hall) => T): T {
  const size = /^\d+$/.test(upto) ? Number(upto) : whole.size;
  if (size >= whole.size) return say(whole);
  const hall = earlier(whole, size);
  try {
    return say(hall);
  } finally {
    hall.dispose();
  }
}

/** The hall as it was before some entry: the same lines, up to there. */
export function earlier(hall: Hall, size: number): Hall {
  const cut = new Hall();
  for (let index = 0; index < Math.min(size, hall.size); index += 1) cut.record(hall.entry(index).jws);
  return cut;
}

/** The key of whoever hosts a record, where it is on this device: only there are entries added to it. */
export async function hostOf({ kept: { id }, hall }: Opened): Promise<Held | undefined> {
  return hostAmong(hall, await keysOf(id));
}

/** The one of some keys that hosts a record now. */
function hostAmong<K extends { kid: string }>(hall: Hall, keys: K[]): K | undefined {
  const hosts = hall.summary().offices.filter(({ in_force, roles }) => in_force && roles.includes('host')).map(({ kid }) => kid);
  return keys.find(({ kid }) => hosts.includes(kid));
}

/** A new record of entries that were just made, with the keys that signed them. */
export async function found(entries: string[], held: Omit<Held, 'record'>[], practice: boolean): Promise<Kept> {
  await init();
  const hall = new Hall();
  entries.forEach((jws) => hall.admit(jws));
  const { charter, name, origin, root } = hall.summary();
  const id = charter ?? origin;
  const record: Kept = { id, root, name: name ?? origin, size: 0, bundle: '', ...(practice ? { practice } : {}) };
  for (const key of held) await holdKey({ ...key, record: id });
  await append(id, 0, entries);
  await keep(record);
  return look({ kept: record, hall }).kept;
}

/** A copy of a record as it was before some entry, to be tried out by whoever has its keys. */
export async function practise(whole: Hall, size: number, held: Omit<Held, 'record'>[]): Promise<Kept> {
  const hall = earlier(whole, size);
  const { name, origin, root } = hall.summary();
  const id = `practice-${crypto.randomUUID()}`;
  const host = hostAmong(hall, held);
  if (!host) throw new Error('no key of the host');
  const record: Kept = { id, root, name: name ?? origin, size: hall.size, bundle: hall.bundle(hall.checkpoint(host.seed)), practice: true };
  for (const key of held) await holdKey({ ...key, record: id });
  await keep(record);
  await noteQuestions(id, whole, hall);
  return look({ kept: record, hall }).kept;
}

/** The words of questions that are on an agenda by then and were put to the vote later: whoever practises has them beside the record. */
async function noteQuestions(id: string, whole: Hall, hall: Hall): Promise<void> {
  const digests = new Map(hall.sessions().flatMap(({ agenda }) => agenda?.items ?? []).flatMap(({ motions }) => motions).map((motion) => [motion.id, motion.question]));
  for (const { index, kind } of whole.entries(hall.size, whole.size)) {
    if (kind !== 'motion') continue;
    const { question } = JSON.parse(whole.entry(index).payload) as { question: { id: string } };
    const digest = digests.get(question.id);
    if (digest !== undefined) await note(id, digest, question);
  }
}
