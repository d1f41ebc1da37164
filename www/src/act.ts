import type { Event, Hall } from 'guanjia/parallel';

import { breath } from './breath';
import { earlier, hostOf, keptOf, opened, putAway, type Opened } from './library';
import { append, countMore, keysOf, send, sentOf, type Held } from './shelf';

/** What came of an act: the entry, and where it stands once it is on the record. */
export interface Done {
  jws: string;
  leaf: string;
  kind: string;
  /** Its index; none while it is still to be brought to the host. */
  index?: number;
}

/** Those whose keys are on this device. */
export { keysOf };

/** Who acts on a record, as was last chosen here. */
export async function actor(id: string): Promise<Held | undefined> {
  const held = await keysOf(id);
  return held.find(({ handle }) => handle === localStorage.getItem(`acting/${id}`)) ?? held[0];
}

export function actAs(id: string, handle: string): void {
  localStorage.setItem(`acting/${id}`, handle);
}

/** How far the host's clock may lag behind the device's before it strikes again, in seconds. */
const LAG = 60;

/** After how many entries of one act it is told how far it is. */
const MANY = 25;

/** Is told how far an act of many entries is; the page shows it before the next ones. */
export type Told = (done: number, of: number) => void;

const device = () => Math.floor(Date.now() / 1000);

/**
 * Signs events and adds them to the record, all of them or none; what breaks a rule is thrown as the library says it. They may be made from
 * the record as it is at that moment. Where the record is hosted on another device, they are kept to be brought there.
 */
export function act(id: string, by: Held | undefined, make: Event | Event[] | ((hall: Hall) => Event | Event[]), told?: Told): Promise<Done[]> {
  return navigator.locks.request(`guanjia/${id}`, async () => {
    const record = await current(id);
    if (!by) throw new Error('nobody acts');
    const host = await hostOf(record);
    const events = (hall: Hall) => [typeof make === 'function' ? make(hall) : make].flat();
    return host ? write(record, host, by, events, told) : hand(record, by, events);
  });
}

/** The record as it is now, also where another window wrote to it. */
async function current(id: string): Promise<Opened> {
  const seen = await opened(id);
  if (seen && seen.hall.size !== seen.kept.size + await countMore(id)) putAway();
  const record = await opened(id);
  if (!record) throw new Error('no such record');
  return record;
}

async function write({ kept, hall }: Opened, host: Held, by: Held, events: (hall: Hall) => Event[], told?: Told): Promise<Done[]> {
  const from = hall.size;
  const entries: string[] = [];
  const admit = (event: Event, { seed }: Held, now: number): Done => {
    const { jws, leaf, kind } = hall.sign(event, seed, now);
    const index = hall.admit(jws);
    entries.push(jws);
    return { jws, leaf, kind, index };
  };
  try {
    const { now } = hall.summary();
    const time = kept.practice ? now : Math.max(now, device());
    if (time - now >= LAG) admit({ kind: 'clock', at: time }, host, time);
    const made = events(hall);
    const done: Done[] = [];
    for (const event of made) {
      done.push(admit(event, by, time));
      if (told && done.length % MANY === 0) {
        told(done.length, made.length);
        await breath();
      }
    }
    await append(kept.id, from, entries);
    return done;
  } catch (error) {
    // What was admitted but not kept is forgotten again.
    if (hall.size > from) putAway();
    throw error;
  }
}

/** For a record that is hosted elsewhere: the same checks on a copy, and the entry is kept to be brought there. */
async function hand({ kept, hall }: Opened, by: Held, events: (hall: Hall) => Event[]): Promise<Done[]> {
  const trial = await earlier(hall, hall.size);
  try {
    for (const { jws } of await sentOf(kept.id)) trial.record(jws);
    const done: Done[] = [];
    for (const event of events(trial)) {
      const { jws, leaf, kind } = trial.sign(event, by.seed, kept.practice ? trial.summary().now : device());
      trial.admit(jws);
      await send({ record: kept.id, leaf, kind, jws });
      done.push({ jws, leaf, kind });
    }
    return done;
  } finally {
    trial.dispose();
  }
}

/** Adds entries that others signed and brought: each with what became of it. */
export function receive(id: string, lines: string[]): Promise<{ jws: string; index?: number; error?: unknown }[]> {
  return navigator.locks.request(`guanjia/${id}`, async () => {
    const record = await current(id);
    const host = await hostOf(record);
    if (!host) throw new Error('hosted elsewhere');
    await write(record, host, host, () => []);
    const { kept, hall } = record;
    const from = hall.size;
    const entries: string[] = [];
    const came = lines.map((jws) => {
      try {
        const index = hall.admit(jws);
        entries.push(jws);
        return { jws, index };
      } catch (error) {
        return { jws, error };
      }
    });
    await append(kept.id, from, entries).catch((error) => { putAway(); throw error; });
    return came;
  });
}

/** Turns the clock of a record that is for practice. */
export function turnClock(id: string, at: number): Promise<Done[]> {
  return navigator.locks.request(`guanjia/${id}`, async () => {
    const record = await current(id);
    const host = await hostOf(record);
    if (!host || !record.kept.practice) throw new Error('its clock is not turned here');
    return write(record, host, host, () => [{ kind: 'clock', at }]);
  });
}

/** The receipt of an entry: under the record as it is now where it is hosted here, and under the bundle as it came otherwise. */
export async function receiptOf(id: string, index: number): Promise<string | undefined> {
  const record = await opened(id);
  if (!record) return undefined;
  const { kept, hall } = record;
  const host = await hostOf(record);
  if (host) return hall.receipt(index, hall.checkpoint(host.seed));
  if (index >= kept.size) return undefined;
  const bundle = await kept.bundle.text();
  return hall.receipt(index, bundle.slice(bundle.indexOf('\n\n') + 2));
}

/** The record as a bundle: as it is now where it is hosted here, and as it came otherwise. */
export async function bundleOf(id: string): Promise<Blob | undefined> {
  // Without a key nothing can have been added to it here.
  if ((await keysOf(id)).length === 0) return (await keptOf(id))?.bundle;
  const record = await opened(id);
  const host = record && await hostOf(record);
  return host ? new Blob([record.hall.bundle(record.hall.checkpoint(host.seed))]) : record?.kept.bundle;
}
