import { createStore, del, get, promisifyRequest, set } from 'idb-keyval';

/** A record kept on this device. */
export interface Kept {
  /** The leaf hash of its charter; the root of its tree where the charter does not count or another record of it was kept before; any name where it is for practice. */
  id: string;
  root: string;
  name: string;
  size: number;
  /** The bundle as it was opened, or as it was last written here, as a file, which is read where it is needed; empty before the first. */
  bundle: Blob;
  /** Whether it is there to be tried out: its clock stands still until somebody turns it. */
  practice?: boolean;
}

/** A key kept on this device: whose it is, on which record. */
export interface Held {
  record: string;
  /** The office, or the handle of somebody on a register. */
  handle: string;
  seed: string;
  kid: string;
}

/** An entry that was signed here for a record that is kept elsewhere, and is still to be brought there. */
export interface Sent {
  record: string;
  leaf: string;
  kind: string;
  jws: string;
}

const records = createStore('guanjia', 'records');
const lines = createStore('guanjia-lines', 'lines');
const keys = createStore('guanjia-keys', 'keys');
const outbox = createStore('guanjia-outbox', 'entries');
const notes = createStore('guanjia-notes', 'notes');

/** Everything that begins with the name of a record. */
const of = (record: string) => IDBKeyRange.bound([record], [record, []]);

const list = <T>(store: typeof lines, record: string): Promise<T[]> => store('readonly', (all) => promisifyRequest(all.getAll(of(record)) as IDBRequest<T[]>));

export const keep = (record: Kept): Promise<void> => set(record.id, record, records);
export const kept = (id: string): Promise<Kept | undefined> => get(id, records);
export const all = (): Promise<Kept[]> => records('readonly', (store) => promisifyRequest(store.getAll() as IDBRequest<Kept[]>));

/** The entries that were written here after those of the bundle, in order. */
export const more = (id: string): Promise<string[]> => list(lines, id);
export const countMore = (id: string): Promise<number> => lines('readonly', (store) => promisifyRequest(store.count(of(id))));

/** Keeps entries from an index on: all of them, or none. */
export function append(id: string, from: number, entries: string[]): Promise<void> {
  return lines('readwrite', (store) => {
    entries.forEach((jws, place) => store.add(jws, [id, from + place]));
    return promisifyRequest(store.transaction);
  });
}

export const holdKey = (held: Held): Promise<void> => set([held.record, held.handle], held, keys);
export const keysOf = (record: string): Promise<Held[]> => list(keys, record);

export const send = (sent: Sent): Promise<void> => set([sent.record, sent.leaf], sent, outbox);
export const sentOf = (record: string): Promise<Sent[]> => list(outbox, record);
export const arrived = ({ record, leaf }: Sent): Promise<void> => del([record, leaf], outbox);

/** What a host keeps beside a record: texts of which the record has only the digest, by that digest. */
export const note = (record: string, name: string, value: unknown): Promise<void> => set([record, name], value, notes);
export const noted = <T>(record: string, name: string): Promise<T | undefined> => get([record, name], notes);

/** Forgets a record with all that belongs to it. */
export async function forget(id: string): Promise<void> {
  await del(id, records);
  await dropMore(id);
  for (const store of [keys, outbox, notes]) await clear(store, id);
}

export const dropMore = (id: string): Promise<void> => clear(lines, id);

const clear = (store: typeof lines, record: string): Promise<void> => store('readwrite', (all) => {
  all.delete(of(record));
  return promisifyRequest(all.transaction);
});
