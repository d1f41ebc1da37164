import type { Hall, Role } from 'guanjia/parallel';

import { actor, keysOf } from './act';
import type { Held } from './shelf';
import { words } from './words';

/** Whoever acts on a record, and in which roles. */
export interface Acting {
  /** On which record. */
  id: string;
  by: Held | undefined;
  roles: Role[];
  /** The offices in force whose keys are on this device too. */
  others: { office: string; roles: Role[] }[];
}

/** Who acts as was chosen above the page: in the roles of an office in force, or as a resident, who may hold a steward's seat. */
export async function acting(id: string, hall: Hall): Promise<Acting> {
  const by = await actor(id);
  if (!by) return { id, by, roles: [], others: [] };
  const handles = new Set((await keysOf(id)).map(({ handle }) => handle));
  const here = hall.summary().offices.filter(({ in_force, office }) => in_force && handles.has(office));
  const mine = here.find(({ office }) => office === by.handle);
  return { id, by, roles: mine ? mine.roles : member(hall, by.handle), others: here.filter((one) => one !== mine) };
}

function member(hall: Hall, handle: string): Role[] {
  const seated = hall.standing(handle).rosters.some(({ seat }) => seat !== undefined);
  return seated ? ['resident', 'household-rep', 'steward'] : ['resident', 'household-rep'];
}

/** What somebody is called: an office with its roles, unless it is called like them, anybody else by their handle. */
export function nameOf(hall: Hall, handle: string): string {
  const office = hall.summary().offices.find((one) => one.office === handle);
  const roles = office ? rolesSaid(office.roles) : handle;
  return roles === handle ? handle : `${roles} ${handle}`;
}

/** Roles as they are read, none twice. */
export function rolesSaid(roles: readonly Role[]): string {
  return [...new Set(roles.map((role) => words().role[role]))].join(words().comma);
}

/** Whether an entry waits for the signature of whoever acts. */
export function maySign(hall: Hall, { by }: Acting, leaf: string): boolean {
  return by !== undefined && hall.waiting(by.handle).signatures.some((one) => one.leaf === leaf);
}

/** Handles as somebody typed them: each once, in order, as sets are written. */
export function handlesOf(typed: unknown): string[] {
  return [...new Set(String(typed ?? '').split(/[\s,,、;;]+/).filter(Boolean))].sort();
}
