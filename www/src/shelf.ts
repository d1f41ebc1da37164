import { createStore, del, entries, get, set } from 'idb-keyval';

/** A record kept on this device. */
export interface Kept {
  /** The leaf hash of its charter; the root of its tree where another record of that charter was kept before. */
  id: string;
  root: string;
  name: string;
  size: number;
  /** The bundle as it was opened. */
  bundle: string;
}

const shelf = createStore('guanjia', 'records');

export const keep = (record: Kept): Promise<void> => set(record.id, record, shelf);
export const kept = (id: string): Promise<Kept | undefined> => get(id, shelf);
export const forget = (id: string): Promise<void> => del(id, shelf);
export const all = async (): Promise<Kept[]> => (await entries<string, Kept>(shelf)).map(([, record]) => record);
