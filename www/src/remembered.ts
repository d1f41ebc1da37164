import type { Hall } from 'guanjia/parallel';

/** What a record is asked for again and again while a page is made. */
const VIEWS = ['summary', 'registers', 'base', 'bases', 'rosters', 'matters', 'session', 'sessions', 'motion', 'motions', 'posts', 'objections', 'entries', 'standing', 'waiting'] as const;

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
