import type { AuditOptions, Hall, OpenOptions, Report } from './index.js';

export * from './index.js';

/**
 * Audits a bundle in workers, of which one replays it and all share the signatures; `init()` comes first, as ever. The report is
 * that of `audit`, byte for byte, and where no worker can be had it is made without, in slices.
 */
export function auditParallel(bundle: string, options?: AuditOptions & Crew): Promise<Report>;

/** Opens a bundle, in slices, while workers check its signatures: the hall is that of `new Hall(bundle)`. */
export function openParallel(bundle: string, options?: OpenOptions & Crew): Promise<Hall>;

/** Who does the work. */
export interface Crew {
  /** How many workers; unless told otherwise, one for every core, or where this thread replays, for every other. */
  workers?: number;
}
