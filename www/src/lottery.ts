import { findLottery, init, type Method, type MethodOutcome, type Objective, type Relaxation, type SortitionLottery, type SortitionPinned, type SortitionPool } from 'guanjia/lottery';

import { pick } from './words';

/** Among whom, what a panel has to look like, and how many sit on it. */
export interface Posed {
  pool: SortitionPool;
  seats: number;
}

/** A lottery by the method it was found with. */
export interface Found {
  method: Method;
  lottery: SortitionLottery;
}

/** What is known of quotas before anything is searched: the ways out where they contradict each other, and whom they leave no chance or no choice. */
export interface Looked {
  ways: Relaxation[];
  pinned: { pinned: SortitionPinned; why: { zh: string; en: string; fields: Record<string, string> } }[];
}

/** What a worker is asked. */
export type Question = Posed & ({ what: 'look' } | { what: 'compare'; lotteries: Found[]; by: number });

/** What it says. */
export type Answer = { found: unknown } | { failed: { zh: string; en: string } };

/** Asks a worker, so that the page goes on answering; whoever aborts ends it at once. */
function ask<T>(question: Question, signal?: AbortSignal): Promise<T> {
  const worker = new Worker(new URL('./lottery-worker.ts', import.meta.url), { type: 'module' });
  return new Promise<T>((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    worker.onerror = ({ message }) => reject(new Error(message));
    worker.onmessage = ({ data }: MessageEvent<Answer>) => ('found' in data ? resolve(data.found as T) : reject(new Error(pick(data.failed))));
    worker.postMessage(question);
  }).finally(() => worker.terminate());
}

/** Looks at quotas before a search. */
export const look = (posed: Posed): Promise<Looked> => ask({ what: 'look', ...posed });

/** Finds a lottery, beside the page as well. */
export async function find({ pool, seats }: Posed, panels: number, objective: Objective, onProgress: (done: number, of: number) => void, signal: AbortSignal): Promise<SortitionLottery> {
  await init();
  return findLottery(pool, seats, { panels, objective, onProgress, signal });
}

/** What each method does, side by side; `by` is the place of the feature by which seats are shared out where they are drawn stratum by stratum. */
export const compare = (posed: Posed, lotteries: Found[], by: number, signal: AbortSignal): Promise<MethodOutcome[]> => ask({ what: 'compare', ...posed, lotteries, by }, signal);
