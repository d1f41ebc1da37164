import { hash, type AnnounceDraw, type DrawFrom, type Hall, type MethodOutcome, type Objective, type PublicSource, type SortitionFeature } from 'guanjia/parallel';

import type { Found, Posed } from './lottery';
import { note, noted } from './shelf';

/** A draw of people who look like the community, as it is being made ready on this device. */
export interface Plan {
  /** Among whom: `candidates/R-2026`, `pool/R-2026` or `base/residents-2026`. */
  from: string;
  /** The session they are drawn for; a roster has none. */
  session?: string;
  /** How many sit on a panel; of a roster it follows. */
  seats: number;
  features: SortitionFeature[];
  household?: string;
  sit: string[];
  out: string[];
  /** Whether somebody looked through the quotas and said that they may be tried. */
  settled?: boolean;
  panels: number;
  /** What was found, for the problem of this digest. */
  found?: { posed: string; lotteries: Found[]; outcomes?: MethodOutcome[] };
}

/** Where a device keeps a plan: one for each roster, and one for sessions. */
const placeOf = (roster: string) => `lottery/${roster}`;

export const planOf = (id: string, roster: string): Promise<Plan | null | undefined> => noted<Plan | null>(id, placeOf(roster));
export const keepPlan = (id: string, roster: string, plan: Plan | null): Promise<void> => note(id, placeOf(roster), plan);

/** Where a device keeps the parts of a lottery until they are on the record. */
export const partsOf = (draw: string): string => `lottery-parts/${draw}`;

/** Among whom is drawn, as an announcement says it. */
export function fromOf(from: string): DrawFrom {
  const at = from.indexOf('/');
  return { [from.slice(0, at)]: from.slice(at + 1) } as DrawFrom;
}

/** Those among whom is drawn, and their community, with the strata of each. */
export function peopleOf(hall: Hall, from: string): { candidates: Record<string, Record<string, string>>; community: Record<string, string>[] } {
  const among = fromOf(from);
  const roster = 'candidates' in among ? among.candidates : 'pool' in among ? among.pool : undefined;
  const view = roster === undefined ? undefined : hall.roster(roster);
  const { members } = hall.base(view ? view.notice.candidates : ('base' in among ? among.base : ''));
  const handles = 'candidates' in among ? Object.keys(view!.standing)
    : 'pool' in among ? Object.keys(view!.pool?.members ?? {})
      : Object.keys(members).filter((handle) => members[handle]!.voter);
  return { candidates: Object.fromEntries(handles.map((handle) => [handle, members[handle]?.strata ?? {}])), community: Object.values(members).map(({ strata }) => strata) };
}

/** A key that all those have of whom somebody may be drawn. */
export interface Key {
  name: string;
  /** Its strata, with how many of the community and of the candidates are of each. */
  strata: { name: string; community: number; candidates: number }[];
}

/** The keys under which every candidate has a stratum. */
export function keysOf({ candidates, community }: ReturnType<typeof peopleOf>): Key[] {
  const all = Object.values(candidates);
  const names = Object.keys(all[0] ?? {}).filter((key) => all.every((strata) => strata[key] !== undefined));
  const count = (people: Record<string, string>[], key: string) => {
    const counts = new Map<string, number>();
    for (const strata of people) if (strata[key] !== undefined) counts.set(strata[key], (counts.get(strata[key]) ?? 0) + 1);
    return counts;
  };
  return names.sort().map((key) => {
    const [of, among] = [count(community, key), count(all, key)];
    return { name: key, strata: [...new Set([...of.keys(), ...among.keys()])].sort().map((name) => ({ name, community: of.get(name) ?? 0, candidates: among.get(name) ?? 0 })) };
  });
}

/** Seats shared out in proportion to weights, by largest remainders; among equals to whoever comes first. */
export function shareOut(seats: number, weights: number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) return weights.map(() => 0);
  const shares = weights.map((weight) => Math.floor((seats * weight) / total));
  const left = seats - shares.reduce((sum, share) => sum + share, 0);
  const order = weights.map((weight, place) => ({ place, rest: (seats * weight) % total })).sort((a, b) => b.rest - a.rest || a.place - b.place);
  for (const { place } of order.slice(0, left)) shares[place]! += 1;
  return shares;
}

/** The quotas that follow from the community's shares: as many more or less as may be, and no more than there are. */
export function proposed({ name, strata }: Key, seats: number, spare: number): SortitionFeature {
  const shares = shareOut(seats, strata.map(({ community }) => community));
  return { name, values: strata.map((stratum, place) => ({ name: stratum.name, min: Math.max(0, shares[place]! - spare), max: Math.min(seats, shares[place]! + spare) })) };
}

/** What an announcement says besides the lottery. */
export interface Terms {
  draw: string;
  general: number;
  parties?: string[];
  commit_by: string;
  reveal_by: string;
  sources: PublicSource[];
}

/** The announcement of a plan; its parts, once there are any. */
export function announced(hall: Hall, { from, session, seats, features, household, sit, out, panels }: Plan, terms: Terms, objective: Objective, parts: string[]): AnnounceDraw {
  const among = fromOf(from);
  const { kind: _, ...event } = hall.prepare({
    kind: 'draw', ...terms, from: among, alternates: 0,
    ...('candidates' in among ? {} : { seats: { all: seats }, ...(session ? { session } : {}) }),
    lottery: { features, ...(household ? { household } : {}), ...(sit.length > 0 ? { sit } : {}), ...(out.length > 0 ? { out } : {}), objective, panels, parts },
  }) as AnnounceDraw & { kind: 'draw' };
  return event;
}

/** What has to be solved for a plan; throws what the library says of quotas and people that do not fit the draw. */
export function posed(hall: Hall, plan: Plan): Posed {
  const { today } = hall.summary();
  return hall.lotteryProblem(announced(hall, plan, { draw: 'PLAN', general: 0, commit_by: today, reveal_by: today, sources: [] }, 'leximin', []));
}

/** What a problem is known by, so that nothing found for another is taken for its own. */
export const digestOf = (problem: Posed): string => hash(JSON.stringify(problem));

/** The draw of a roster's round that stands. */
export function drawOf(hall: Hall, roster: string): string | undefined {
  const { draw } = hall.roster(roster);
  return draw !== undefined && hall.draw(draw).state.name !== 'failed' ? draw : undefined;
}
