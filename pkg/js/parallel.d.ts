import type { AuditOptions, Hall, OpenOptions, Report } from './index.js';

export * from './index.js';

/**
 * Audits a bundle with its signatures checked on several cores; `init()` comes first, as ever. The report is that of `audit`,
 * byte for byte, and where no worker can be had it is made without.
 */
export function auditParallel(bundle: string, options?: AuditOptions & Crew): Promise<Report>;

/** Opens a bundle in the same way: the hall is that of `new Hall(bundle)`. */
export function openParallel(bundle: string, options?: OpenOptions & Crew): Promise<Hall>;

/** Who checks the signatures. */
export interface Crew {
  /** How many workers; as many as there are cores unless told otherwise. */
  workers?: number;
}
