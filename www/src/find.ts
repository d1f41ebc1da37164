import type { Hall } from 'guanjia/parallel';

import { opened } from './library';
import { all } from './shelf';

/** The records on this device of which something is true; the one that is looked at first. */
export async function recordsWhere(holds: (hall: Hall) => boolean, first = ''): Promise<string[]> {
  const found: string[] = [];
  const ids = (await all()).map(({ id }) => id).sort((one, other) => Number(other === first) - Number(one === first));
  for (const id of ids) {
    const record = await opened(id);
    if (record && holds(record.hall)) found.push(id);
  }
  return found;
}
