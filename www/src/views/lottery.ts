import type { Hall } from 'guanjia/parallel';

import '../community.css';
import '../lottery.css';
import { h } from '../dom';
import { fold, form, line, select, several, type Part } from '../form';
import { say } from '../frame';
import { opened } from '../library';
import { byOffice } from '../office';
import { handlesOf } from '../people';
import { drawOf, fromOf, keepPlan, keysOf, peopleOf, planOf, proposed, type Key, type Plan } from '../plan';
import { route } from '../router';
import type { Held } from '../shelf';
import { sure } from '../sure';
import { words } from '../words';
import { ceremonyWords } from '../words/ceremony';
import { lotteryWords } from '../words/lottery';
import { registerWords } from '../words/register';
import { elsewhere } from './home';
import { checking } from './lottery-found';
import { quotas } from './lottery-quotas';

/** The name in an address of what is no roster: a panel for a session. */
const SESSION = '-';

/** A key by which a panel is like the community has few strata, or some candidates for each; others tell households apart. */
const FEW = 4;
const EACH = 3;

/** How many panels there are unless somebody wants more. */
const PANELS = 1000;

/** 抽得像社区: a draw of people who look like the community, from whom it is among to its announcement. */
export async function lottery(id = '', roster = SESSION): Promise<HTMLElement> {
  const record = await opened(id);
  if (!record) return elsewhere();
  const { hall } = record;
  const t = lotteryWords();
  return h('article', { class: 'lottery' },
    h('h1', {}, roster === SESSION ? t.title : `${t.title} · ${t.of_roster(roster)}`),
    h('p', { class: 'lead' }, t.lead),
    h('p', { class: 'no-print' }, h('a', { class: 'button', href: `#/stewards/${id}${roster === SESSION ? '' : `/${roster}`}` }, ceremonyWords().back)),
    await byOffice(id, hall, ['committee'], (by) => stages(id, hall, by, roster)));
}

/** As many steps as can be taken, each under the one before. */
async function stages(id: string, hall: Hall, by: Held, roster: string): Promise<HTMLElement> {
  const t = lotteryWords();
  const already = roster === SESSION ? undefined : drawOf(hall, roster);
  if (already !== undefined) return h('p', {}, t.already, ' ', h('a', { class: 'button main', href: `#/ceremony/${id}/${already}` }, t.to_ceremony));
  const plan = await planOf(id, roster) ?? (roster === SESSION ? undefined : begun(hall, roster));
  const steps: HTMLElement[] = [];
  if (roster === SESSION) steps.push(whom(id, hall, plan));
  if (plan) {
    const people = peopleOf(hall, plan.from);
    const many = Object.keys(people.candidates).length;
    const said = h('p', { class: 'large' }, many === 0 ? t.nobody : t.whom(many, plan.seats));
    if (roster === SESSION) steps[0]!.append(said);
    else steps.push(said);
    // What was done is folded away: the next step is what there is to see.
    const done = (over: boolean, said: string, part: HTMLElement) => (over ? fold(t.change(said), part) : part);
    const named = plan.features.map(({ name }) => registerWords().key_of(name)).join(words().comma);
    if (many > 0) steps.push(done(plan.features.length > 0, named, features(id, hall, roster, plan, keysOf(people))));
    if (plan.features.length > 0) steps.push(done(plan.settled === true, t.numbers(plan.features.reduce((sum, { values }) => sum + values.length, 0)), quotas(id, hall, roster, plan, keysOf(people))));
    if (plan.settled) steps.push(...checking(id, hall, by, roster, plan));
  }
  return h('div', {},
    h('ol', { class: 'stages' }, steps.map((step, place) => h('li', { 'data-stage': place }, h('h2', {}, t.step[place] ?? ''), step))),
    plan && plan.features.length > 0 && h('p', { class: 'no-print' }, h('button', { class: 'plain', onclick: () => anew(id, roster) }, t.again)));
}

async function anew(id: string, roster: string): Promise<void> {
  const t = lotteryWords();
  if (!await sure(t.again_sure, t.again)) return;
  await keepPlan(id, roster, null);
  for (const key of Object.keys(localStorage)) if (key.startsWith(`draft/${id}/lottery/${roster}/`)) localStorage.removeItem(key);
  say(t.again_done);
  await route();
}

/** What a roster's draw begins with: its seats are what its rule says. */
function begun(hall: Hall, roster: string): Plan {
  const from = `candidates/${roster}`;
  const seats = Object.values(fixedSeats(hall, from)?.seats ?? {}).reduce((sum, count) => sum + count, 0);
  return { from, seats, features: [], sit: [], out: [], panels: PANELS };
}

/** How a roster's seats are shared out among strata, which no draw changes. */
function fixedSeats(hall: Hall, from: string): { by?: string; seats: Record<string, number> } | undefined {
  const { today } = hall.summary();
  const among = fromOf(from);
  if (!('candidates' in among)) return undefined;
  const event = hall.prepare({ kind: 'draw', draw: 'PLAN', from: among, alternates: 0, general: 0, commit_by: today, reveal_by: today, sources: [] });
  return 'draw' in event && typeof event.draw === 'object' ? event.draw : undefined;
}

/** Among whom, for which session, and how many. */
function whom(id: string, hall: Hall, plan: Plan | undefined): HTMLElement {
  const t = lotteryWords();
  const c = ceremonyWords();
  const pools = hall.rosters().filter(({ pool }) => pool).map(({ id: name }) => [`pool/${name}`, c.pool(name)] as const);
  const among = Object.fromEntries([...hall.bases().map(({ notice }) => [`base/${notice.id}`, c.base(notice.id)] as const), ...pools]);
  return h('div', {}, form({
    draft: `${id}/lottery/${SESSION}/whom`,
    parts: [
      select('from', t.from, among, { value: plan?.from ?? '', hint: t.from_hint }),
      line('session', t.session, { hint: t.session_hint, value: plan?.session ?? '' }),
      line('seats', t.seats, { type: 'number', min: 1, max: 2000, value: String(plan?.seats ?? 12) }),
    ],
    submit: t.next,
    done: async (typed) => {
      const { from = '', session = '', seats } = typed as Record<string, string>;
      await keepPlan(id, SESSION, { from, session, seats: Number(seats), features: [], sit: [], out: [], panels: PANELS });
      await route();
    },
  }));
}

/** In what the people drawn are to be like the community; the numbers follow from its shares. */
function features(id: string, hall: Hall, roster: string, plan: Plan, keys: Key[]): HTMLElement {
  const t = lotteryWords();
  const named = registerWords().key_of;
  const fixed = fixedSeats(hall, plan.from);
  const coarse = ({ strata }: Key) => strata.length <= FEW || strata.length * EACH <= strata.reduce((sum, { candidates }) => sum + candidates, 0);
  const choosable = keys.filter((key) => key.name !== fixed?.by && key.strata.length > 1 && coarse(key));
  const homes = keys.filter((key) => !coarse(key));
  if (choosable.length === 0 && fixed?.by === undefined) return h('p', { class: 'bad' }, t.none_yet);
  const chosen = plan.features.length > 0 ? plan.features.map(({ name }) => name) : choosable.map(({ name }) => name);
  const parts: (Part | false)[] = [
    several('features', t.features, Object.fromEntries(choosable.map(({ name, strata }) => [name, t.feature(named(name), strata.length)])), { value: chosen, hint: t.features_hint }),
    fixed?.by !== undefined && h('p', { class: 'note' }, t.fixed(named(fixed.by))),
    select('household', t.household, { '-': t.no_household, ...Object.fromEntries(homes.map(({ name }) => [name, named(name)])) }, { value: plan.household ?? homes[0]?.name ?? '-' }),
    line('sit', t.sit, { optional: true, hint: t.handles_hint, value: plan.sit.join(' ') }),
    line('out', t.out, { optional: true, hint: t.handles_hint, value: plan.out.join(' ') }),
    line('spare', t.spare, { type: 'number', min: 0, max: 99, value: '1', hint: t.spare_hint }),
  ];
  return form({
    draft: `${id}/lottery/${roster}/features`,
    parts,
    submit: t.propose,
    done: async (typed) => {
      const { household, spare } = typed as Record<string, string>;
      const [sit, out] = [handlesOf(typed['sit']), handlesOf(typed['out'])];
      const { candidates } = peopleOf(hall, plan.from);
      for (const handle of [...sit, ...out]) if (!candidates[handle]) throw new Error(t.not_candidate(handle));
      for (const handle of sit) if (out.includes(handle)) throw new Error(t.both_ways(handle));
      const wanted = (typed['features'] ?? []) as string[];
      const shared = keys.filter(({ name }) => wanted.includes(name)).map((key) => proposed(key, plan.seats, Number(spare)));
      const set = fixed?.by === undefined ? [] : [{ name: fixed.by, values: Object.entries(fixed.seats).map(([name, count]) => ({ name, min: count, max: count })) }];
      if (shared.length + set.length === 0) throw new Error(t.one_at_least);
      const { household: _, found: __, ...kept } = plan;
      await keepPlan(id, roster, { ...kept, features: [...set, ...shared], sit, out, settled: false, ...(household !== undefined && household !== '-' ? { household } : {}) });
      say(t.proposed);
      await route();
    },
  });
}
