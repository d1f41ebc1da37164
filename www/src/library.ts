import { Hall, init } from 'guanjia/parallel';

import { keep, kept, type Kept } from './shelf';

let open: { id: string; hall: Hall } | null = null;

/** The record of an id as a hall, replayed once while it is the one that is looked at. */
export async function hallOf(id: string): Promise<Hall | null> {
  await init();
  if (open?.id === id) return open.hall;
  const record = await kept(id);
  if (!record) return null;
  const hall = new Hall(record.bundle);
  open?.hall.dispose();
  open = { id, hall };
  return hall;
}

/** Reads a bundle and keeps it on this device, in place of one that it continues; throws what the package says of a file that is none. */
export async function take(bundle: string): Promise<Kept> {
  await init();
  const hall = new Hall(bundle);
  const { charter, name, origin, size, root } = hall.summary();
  const before = await kept(charter ?? origin);
  const id = before === undefined || continues(hall, before) ? charter ?? origin : root;
  const record = { id, root, name: name ?? origin, size, bundle };
  await keep(record);
  open?.hall.dispose();
  open = { id: record.id, hall };
  return record;
}

/** Whether a record is one that was kept, or that and more: what was altered must not take the place of what was not. */
function continues(hall: Hall, before: Kept): boolean {
  if (hall.size < before.size) return false;
  const old = new Hall(before.bundle);
  try {
    for (let index = 0; index < old.size; index += 1) if (old.entry(index).jws !== hall.entry(index).jws) return false;
    return true;
  } finally {
    old.dispose();
  }
}

/** The hall as it was before some entry: the same lines, up to there. */
export function earlier(hall: Hall, size: number): Hall {
  const before = new Hall();
  for (let index = 0; index < Math.min(size, hall.size); index += 1) before.record(hall.entry(index).jws);
  return before;
}
