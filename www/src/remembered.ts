import type { EntryView, Hall } from 'guanjia/parallel';

import { breath, patience } from './breath';

/** What a record is asked for again and again while a page is made. */
const VIEWS = ['summary', 'registers', 'base', 'bases', 'rosters', 'draws', 'matters', 'matter', 'session', 'sessions', 'motion', 'motions', 'convention', 'conventions', 'drives', 'posts', 'objections', 'tasks', 'entries', 'standing', 'waiting'] as const;

type View = typeof VIEWS[number];

/** One thing that a hall is asked for: a view with what it is given. */
type Asked = { [V in View]: readonly [view: V, ...given: Parameters<Hall[V]>] }[View];

/** A hall that says the same without reckoning it anew as long as nothing was entered; what it says is not to be changed. */
export function remembered(hall: Hall): Hall {
  const said = new Map<string, unknown>();
  let size = hall.size;
  for (const view of VIEWS) {
    const ask = hall[view].bind(hall) as (...given: unknown[]) => unknown;
    const again = (...given: unknown[]) => {
      if (hall.size !== size) said.clear();
      size = hall.size;
      const key = JSON.stringify([view, ...given]);
      if (!said.has(key)) said.set(key, ask(...given));
      return said.get(key);
    };
    Object.defineProperty(hall, view, { value: again });
  }
  return hall;
}

/** After how many milliseconds of asking the page does what waits: the answer that comes next may take long by itself. */
const ASKING = 3;

/** Asks what a page will be made of beforehand, so that it goes on answering between one long answer and the next. */
export async function ahead(hall: Hall, ...asked: Asked[]): Promise<void> {
  await breath();
  const pause = patience(ASKING);
  for (const [view, ...given] of asked) {
    (hall[view] as (...given: unknown[]) => unknown)(...given);
    await pause();
  }
}

/** How many entries are asked for at once. */
const SOME = 500;

/** Every entry of a record, a part at a time. */
export async function entriesOf(hall: Hall): Promise<EntryView[]> {
  const pause = patience(ASKING);
  const all: EntryView[] = [];
  for (let from = 0; from < hall.size; from += SOME) {
    all.push(...hall.entries(from, Math.min(hall.size, from + SOME)));
    await pause();
  }
  return all;
}
