import type { AuditOptions, BundleSource, Hall, OpenOptions, Report } from './index.js';

export * from './index.js';

/**
 * Audits a bundle in workers, of which one replays it and all share the signatures; `init()` comes first, as ever. The report is
 * that of `audit`, byte for byte, and where no worker can be had it is made without, in slices. A bundle that comes as a file is read by
 * the workers, and does not keep a page waiting at all, as the writing of a text as bytes does.
 */
export function auditParallel(bundle: BundleSource, options?: AuditOptions & Crew): Promise<Report>;

/**
 * Opens a bundle in workers, as it is audited there, and takes over the memory that the hall was made in, so that a page never waits for
 * the replay: the hall is that of `new Hall(bundle)`.
 */
export function openParallel(bundle: BundleSource, options?: OpenOptions & Crew): Promise<Hall>;

/** Who does the work. */
export interface Crew {
  /** How many workers; unless told otherwise, one for every core. */
  workers?: number;
}
