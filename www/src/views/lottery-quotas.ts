import type { Hall } from 'guanjia/parallel';

import { h } from '../dom';
import { form, values, type Values } from '../form';
import { percent } from '../likeness';
import { fromOf, keepPlan, posed, type Key, type Plan } from '../plan';
import { route } from '../router';
import { lotteryWords } from '../words/lottery';
import { registerWords } from '../words/register';

/** Where a device keeps what is typed of these quotas; others begin anew. */
export const draftOf = (id: string, roster: string, { features }: Plan): string => `${id}/lottery/${roster}/quotas/${features.map(({ name }) => name).join('+')}`;

/** How many of each kind are to be drawn, at least and at most. */
export function quotas(id: string, hall: Hall, roster: string, plan: Plan, keys: Key[]): HTMLElement {
  const t = lotteryWords();
  const among = fromOf(plan.from);
  const by = 'candidates' in among ? hall.roster(among.candidates).notice.rule.by : undefined;
  const sums = plan.features.map(() => h('p', { class: 'note', 'aria-live': 'polite' }));
  const sheet: HTMLFormElement = form({
    draft: draftOf(id, roster, plan),
    parts: [h('p', { class: 'note' }, t.quotas_lead(plan.seats)),
      ...plan.features.map((feature, place) => {
        const key = keys.find(({ name }) => name === feature.name);
        const people = key?.strata.reduce((sum, { community }) => sum + community, 0) ?? 0;
        return h('fieldset', { class: 'rowset quotas' },
          h('legend', {}, registerWords().key_of(feature.name)),
          feature.values.map((value, at) => {
            const stratum = key?.strata.find(({ name }) => name === value.name);
            const end = (which: 'min' | 'max', label: string) => h('label', {}, h('span', { class: 'note' }, label),
              h('input', { type: 'number', name: `features.${place}.${at}.${which}`, id: `f-features.${place}.${at}.${which}`, 'aria-label': `${value.name} ${label}`, min: 0, max: plan.seats, value: value[which], required: true, readonly: feature.name === by }));
            return h('div', { class: 'quota' },
              h('span', {}, h('strong', {}, value.name), ' ', h('span', { class: 'note' }, t.of_value(percent(stratum?.community ?? 0, people), stratum?.candidates ?? 0))),
              end('min', t.least), end('max', t.most));
          }),
          feature.name === by ? h('p', { class: 'note' }, t.same) : sums[place]!);
      })],
    submit: t.check,
    done: async (typed) => {
      const { found: _, ...kept } = plan;
      const next = { ...kept, features: typedOf(plan, typed) };
      posed(hall, next);
      await keepPlan(id, roster, { ...next, settled: true });
      await route();
    },
  });
  const reckon = () => typedOf(plan, values(sheet)).forEach(({ values: kinds }, place) => {
    const [least, most] = [kinds.reduce((sum, { min }) => sum + min, 0), kinds.reduce((sum, { max }) => sum + max, 0)];
    const bad = least > plan.seats || most < plan.seats;
    sums[place]!.className = bad ? 'bad' : 'note';
    sums[place]!.textContent = `${t.sums(least, most, plan.seats)}${bad ? ` · ${t.sums_bad}` : ''}`;
  });
  sheet.addEventListener('input', reckon);
  reckon();
  return sheet;
}

/** The quotas as they are typed. */
function typedOf({ features }: Plan, typed: Values): Plan['features'] {
  const ends = (typed['features'] ?? []) as unknown as { min?: string; max?: string }[][];
  return features.map(({ name, values: kinds }, place) => ({ name, values: kinds.map((kind, at) => ({ name: kind.name, min: Number(ends[place]?.[at]?.min ?? 0), max: Number(ends[place]?.[at]?.max ?? 0) })) }));
}
