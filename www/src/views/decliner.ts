import type { Hall, Pool, SeatOf } from 'guanjia/parallel';

import { act } from '../act';
import { h } from '../dom';
import { fold, form, line, select } from '../form';
import { say } from '../frame';
import { byOffice } from '../office';
import { acting } from '../people';
import { route } from '../router';
import type { Held } from '../shelf';
import { sure } from '../sure';
import { lotteryWords } from '../words/lottery';
import { stewardsWords } from '../words/stewards';

/** The way to give up a seat of a roster or a panel: whoever holds it by themselves, a clerk for others. The next alternate has it. */
export async function leaving(id: string, hall: Hall, from: SeatOf, members: string[]): Promise<HTMLElement> {
  const { by, roles } = await acting(id, hall);
  if (by && roles.includes('resident') && members.includes(by.handle)) return fold(stewardsWords().decline, decliner(id, by, from, [by.handle]));
  return fold(stewardsWords().decline, await byOffice(id, hall, ['clerk'], (office) => decliner(id, office, from, members)));
}

function decliner(id: string, by: Held, from: SeatOf, members: string[]): HTMLElement {
  const t = stewardsWords();
  return form({
    draft: `${id}/decline/${Object.values(from)[0]}`,
    parts: [select('handle', t.who, Object.fromEntries(members.map((handle) => [handle, handle]))), line('reason', t.reason, { hint: t.decline_reason })],
    submit: t.decline,
    done: async (typed) => {
      const { handle, reason } = typed as { handle: string; reason: string };
      if (!await sure(t.decline_sure(handle), t.decline)) throw new Error(t.not_yet);
      await act(id, by, { kind: 'decline', from, handle, reason });
      say(t.declined(handle));
      await route();
    },
  });
}

/** Who left, and who moved up. */
export function replacements({ replacements: all }: Pool): HTMLElement | null {
  const t = stewardsWords();
  return all.length === 0 ? null : h('ul', { class: 'note' }, all.map(({ leaver, successor, missed }) =>
    h('li', {}, t.replaced(leaver, successor ?? t.nobody_left), missed !== undefined && ` ${lotteryWords().missing_quota(missed)}`)));
}
