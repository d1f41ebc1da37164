import { compareMethods, findLottery, init, pinnedPeople, relaxQuotas, type ErrorData, type Method, type MethodOutcome, type Objective, type Relaxation, type SortitionLottery, type SortitionPinned, type SortitionPool } from 'guanjia/lottery';

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
  pinned: { pinned: SortitionPinned; why: ErrorData }[];
}

// The package does each of these in a worker, so that the page goes on answering; whoever aborts ends it at once.

/** Looks at quotas before a search. */
export async function look({ pool, seats }: Posed): Promise<Looked> {
  await init();
  const ways = await relaxQuotas(pool, seats);
  return { ways, pinned: ways.length === 0 ? await pinnedPeople(pool, seats) : [] };
}

/** Finds a lottery. */
export async function find({ pool, seats }: Posed, panels: number, objective: Objective, onProgress: (done: number, of: number) => void, signal: AbortSignal): Promise<SortitionLottery> {
  await init();
  return findLottery(pool, seats, { panels, objective, onProgress, signal });
}

/** What each method does, side by side; `by` is the place of the feature by which seats are shared out where they are drawn stratum by stratum. */
export async function compare({ pool, seats }: Posed, lotteries: Found[], by: number, signal: AbortSignal): Promise<MethodOutcome[]> {
  await init();
  return compareMethods(pool, seats, lotteries, { by, signal });
}
