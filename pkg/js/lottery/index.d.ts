/**
 * guanjia 管家, finding lotteries of panels 求方案: for whoever organises a selection. Everybody checks what was found, and draws from
 * it, by `guanjia` alone.
 *
 * ```js
 * import { init, poolFromTables, findLottery } from 'guanjia/lottery';
 *
 * await init();
 * const pool = poolFromTables(quotas, people);            // 两张 CSV 表 two tables
 * const lottery = await findLottery(pool, 102, { onProgress: (done, of) => show(done / of) });
 * ```
 *
 * It is a wasm of its own with an `init` of its own; what fails throws the same {@link GuanjiaError}.
 */

import type {
  ErrorData,
  Method,
  MethodOutcome,
  Objective,
  PublicSource,
  Relaxation,
  Rfc3797Pick,
  SortitionLottery,
  SortitionPinned,
  SortitionPool,
} from '../types.js';
import type { Source } from '../index.js';

export type * from '../types.js';
export type { Source } from '../index.js';
export { GuanjiaError } from '../index.js';

/** Loads the wasm; the rest is as in `init` of `guanjia`. */
export function init(source?: Source | Promise<Source>): Promise<void>;

/** A pool out of two tables (CSV): quotas `feature,value,min,max`, and people `id,…` with perhaps `household` and `must`. */
export function poolFromTables(quotas: string, people: string): SortitionPool;

/** How a search is done. It is done in a worker, so that the page goes on answering; where no worker can be had, in this thread. */
export interface SearchOptions {
  /** Ends it with `sortition.cancelled`: an `AbortSignal` at once, anything else with `aborted` at the next step of the progress. */
  signal?: { readonly aborted: boolean };
}

/** How a lottery is searched. */
export interface FindOptions extends SearchOptions {
  /** How many panels; 1,000 unless told otherwise. */
  panels?: number;
  /** What the chances are made as fair as possible by; `leximin` unless told otherwise. */
  objective?: Objective;
  /** Is told how far it is. */
  onProgress?: (done: number, of: number) => void;
}

/**
 * Finds a lottery 方案: panels within the quotas, everybody's chance as fair as can be, with the proof. Quotas that contradict each
 * other are `sortition.conflict`, with the smallest way out.
 */
export function findLottery(pool: SortitionPool, seats: number, options?: FindOptions): Promise<SortitionLottery>;

/** The smallest ways to widen quotas that contradict each other, at most so many (5 unless told otherwise); none when they do not. */
export function relaxQuotas(pool: SortitionPool, seats: number, options?: SearchOptions & { most?: number }): Promise<Relaxation[]>;

/** Whom the quotas leave no chance, or no choice, and which quotas say so. */
export function pinnedPeople(pool: SortitionPool, seats: number, options?: SearchOptions): Promise<{ pinned: SortitionPinned; why: ErrorData }[]>;

/** What each method does to the least likely person and to the quotas, side by side. `by` is the place of a feature. */
export function compareMethods(
  pool: SortitionPool,
  seats: number,
  lotteries: { method: Method; lottery: SortitionLottery }[],
  options?: SearchOptions & { by?: number; panels?: number },
): Promise<MethodOutcome[]>;

/** Selects by RFC 3797 to the letter; the draws of a record do not use it. */
export function rfc3797(sources: PublicSource[], value: string, pool: number, select: number): Rfc3797Pick[];
