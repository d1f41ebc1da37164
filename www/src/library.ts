import { Hall, init, openParallel } from 'guanjia/parallel';

import { breath, patience } from './breath';
import { ahead, remembered } from './remembered';
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
  const record = await keptOf(id);
  if (!record) return null;
  const hall = record.bundle.size === 0 ? new Hall() : await openParallel(record.bundle, { onProgress: (done, size) => telling(done / size) });
  const pause = patience();
  for (const jws of await more(id)) {
    hall.record(jws);
    await pause();
  }
  const now = look({ kept: record, hall });
  await ahead(now.hall, ['summary']); // every page asks it
  return now;
}

/** The record that was last read from the shelf. */
let read: { id: string; kept: Promise<Kept | undefined> } | null = null;

/** What is kept of a record, which need not be opened for it. */
export async function keptOf(id: string): Promise<Kept | undefined> {
  if (open?.kept.id === id) return open.kept;
  if (read?.id !== id) read = { id, kept: kept(id) };
  const record = await read.kept;
  if (!record) read = null;
  await breath();
  return record;
}

export async function hallOf(id: string): Promise<Hall | null> {
  return (await opened(id))?.hall ?? null;
}

function look({ kept: record, hall }: Opened): Opened {
  putAway();
  open = { kept: record, hall: remembered(hall) };
  return open;
}

/** Reads the record anew when it is next asked for. */
export function putAway(): void {
  open?.hall.dispose();
  open = null;
  read = null;
}

/** Reads a bundle and keeps it on this device, in place of one that it continues; throws what the package says of a file that is none. */
export async function take(bundle: Blob): Promise<Kept> {
  await init();
  const hall = await openParallel(bundle);
  // Where the charter does not count, there is neither it nor a name.
  const { charter, root, name = root.slice(0, 8), size } = hall.summary();
  const before = await kept(charter ?? root);
  const id = charter !== undefined && (before === undefined || continues(linesOf(await bundle.text()), [...linesOf(await before.bundle.text()), ...await more(before.id)])) ? charter : root;
  const record = { ...(id === before?.id ? before : {}), id, root, name, size, bundle };
  await keep(record);
  await dropMore(id);
  return look({ kept: record, hall }).kept;
}

/** The entries of a bundle, as they stand in it. */
function linesOf(bundle: string): string[] {
  return bundle === '' ? [] : bundle.slice(0, bundle.indexOf('\n\n')).split('\n').slice(2);
}

/** Whether a record is one that was kept, or that and more: what was altered must not take the place of what was not. */
function continues(now: string[], before: string[]): boolean {
  return before.every((line, index) => line === now[index]);
}

/** What something says of a record as it was before some entry. */
export async function before<T>(whole: Hall, upto: string, say: (hall: Hall) => T | Promise<T>): Promise<T> {
  const size = /^\d+$/.test(upto) ? Number(upto) : whole.size;
  if (size >= whole.size) return say(whole);
  const hall = remembered(await earlier(whole, size));
  try {
    return await say(hall);
  } finally {
    hall.dispose();
  }
}

/** The hall as it was before some entry: the same lines, up to there. */
export async function earlier(hall: Hall, size: number): Promise<Hall> {
  const cut = new Hall();
  const pause = patience();
  for (let index = 0; index < Math.min(size, hall.size); index += 1) {
    cut.record(hall.entry(index).jws);
    await pause();
  }
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
  const id = charter ?? root;
  const record: Kept = { id, root, name: name ?? origin, size: 0, bundle: new Blob(), ...(practice ? { practice } : {}) };
  for (const key of held) await holdKey({ ...key, record: id });
  await append(id, 0, entries);
  await keep(record);
  return look({ kept: record, hall }).kept;
}

/** A copy of a record as it was before some entry, to be tried out by whoever has its keys. */
export async function practise(whole: Hall, size: number, held: Omit<Held, 'record'>[]): Promise<Kept> {
  const hall = await earlier(whole, size);
  const { name, origin, root } = hall.summary();
  const id = `practice-${crypto.randomUUID()}`;
  const host = hostAmong(hall, held);
  if (!host) throw new Error('no key of the host');
  const record: Kept = { id, root, name: name ?? origin, size: hall.size, bundle: new Blob([hall.bundle(hall.checkpoint(host.seed))]), practice: true };
  for (const key of held) await holdKey({ ...key, record: id });
  await keep(record);
  await noteQuestions(id, whole, hall);
  return look({ kept: record, hall }).kept;
}

/** The words of questions that are on an agenda by then and were put to the vote later: whoever practises has them beside the record. */
async function noteQuestions(id: string, whole: Hall, hall: Hall): Promise<void> {
  const digests = new Map(hall.sessions().flatMap(({ agenda }) => agenda?.items ?? []).flatMap(({ motions }) => motions).map((motion) => [motion.id, motion.question]));
  for (const { index, kind, void: refused } of whole.entries(hall.size, whole.size)) {
    if (kind !== 'motion' || refused !== undefined) continue;
    const { question } = JSON.parse(whole.entry(index).payload) as { question: { id: string } };
    const digest = digests.get(question.id);
    if (digest !== undefined) await note(id, digest, question);
  }
}
