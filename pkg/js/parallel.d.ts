import type { AuditOptions, Report } from './index.js';

export * from './index.js';

/**
 * Audits a bundle with its signatures checked on several cores; `init()` comes first, as ever. The report is that of `audit`,
 * byte for byte, and where no worker can be had it is made without.
 */
export function auditParallel(
  bundle: string,
  options?: AuditOptions & {
    /** How many workers; as many as there are cores unless told otherwise. */
    workers?: number;
  },
): Promise<Report>;
