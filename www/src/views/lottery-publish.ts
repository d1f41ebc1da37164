import { lotteryParts, type Event, type Hall, type Objective } from 'guanjia/parallel';

import { act } from '../act';
import { form, choice, line } from '../form';
import type { Found } from '../lottery';
import { announced, keepPlan, partsOf, type Plan } from '../plan';
import { goAndSay } from '../router';
import { note, type Held } from '../shelf';
import { sure } from '../sure';
import { ceremonyWords } from '../words/ceremony';
import { lotteryWords } from '../words/lottery';
import { termParts, termsOf } from './announcer';

/** Announces what was found: quotas, panels and proof go on the record, and nothing of them changes afterwards. */
export function publisher(id: string, hall: Hall, by: Held, roster: string, plan: Plan, lotteries: Found[]): HTMLElement {
  const t = lotteryWords();
  const c = ceremonyWords();
  return form({
    draft: `${id}/lottery/${roster}/publish`,
    parts: [
      line('draw', c.id, { value: `${plan.session === undefined ? `DRAW-${roster}` : 'PANEL'}-${hall.draws().length + 1}` }),
      choice('objective', t.choose, Object.fromEntries(lotteries.map(({ method }) => [method, t.method[method]])), { value: 'leximin' }),
      line('general', t.general, { type: 'number', min: 0, value: String(Math.max(2, Math.ceil(plan.seats / 2))), hint: t.general_hint }),
      ...termParts(hall),
    ],
    submit: t.publish,
    done: async (typed) => {
      const { draw = '', general, objective } = typed as Record<string, string>;
      const { lottery } = lotteries.find(({ method }) => method === objective)!;
      const { hashes, data } = lotteryParts(lottery);
      const event = announced(hall, { ...plan, panels: lottery.panels.length }, { draw, general: Number(general ?? 0), ...termsOf(typed) }, objective as Objective, hashes);
      if (!await sure(t.publish_sure(data.length + 1, lottery.panels.length), t.publish)) throw new Error(t.not_yet);
      // Where the record is hosted elsewhere, they may have to be put there again.
      await note(id, partsOf(draw), data);
      await act(id, by, [{ kind: 'draw', ...event }, ...data.map((part, place): Event => ({ kind: 'panels', draw, part: place, data: part }))]);
      await keepPlan(id, roster, null);
      await goAndSay(t.published(draw), 'ceremony', id, draw);
    },
  });
}
