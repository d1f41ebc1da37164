import { checkLottery, type FeatureView, type Hall, type MethodOutcome, type Objective, type Relaxation, type SortitionProved } from 'guanjia/parallel';

import { bar } from '../chart';
import { wentWrong } from '../doing';
import { cross, h, wide } from '../dom';
import { form, line } from '../form';
import { say } from '../frame';
import { chances, likeness, percent } from '../likeness';
import { compare, find, look, type Found, type Looked, type Posed } from '../lottery';
import { digestOf, keepPlan, peopleOf, posed, type Plan } from '../plan';
import { route } from '../router';
import type { Held } from '../shelf';
import { pick, sentence, words } from '../words';
import { lotteryWords } from '../words/lottery';
import { registerWords } from '../words/register';
import { publisher } from './lottery-publish';
import { draftOf } from './lottery-quotas';

/** Whether the quotas can be met, what was found, and its announcement. */
export function checking(id: string, hall: Hall, by: Held, roster: string, plan: Plan): HTMLElement[] {
  const t = lotteryWords();
  const problem = tried(() => posed(hall, plan));
  if ('error' in problem) return [h('p', { class: 'bad' }, sentence(problem.error))];
  const { found } = plan;
  const holds = found?.posed === digestOf(problem.is) ? found : undefined;
  const first = h('div', {}, found && !holds && h('p', { class: 'bad' }, t.stale), looking(id, roster, plan, problem.is, holds?.lotteries ?? []));
  if (!holds) return [first];
  const [best] = holds.lotteries;
  return [first,
    h('div', {},
      h('p', { class: 'good large' }, h('span', { 'aria-hidden': 'true' }, '✓ '), t.found(best!.lottery.panels.length)),
      proof(checkLottery(problem.is.pool, problem.is.seats, best!.lottery), best!.lottery.panels.length),
      chances(Object.fromEntries(problem.is.pool.people.map(({ id: handle }, place) => [handle, best!.lottery.counts[place] ?? 0])), best!.lottery.panels.length),
      likeness(counted(hall, plan, problem.is), plan.seats),
      holds.outcomes ? methods(holds.outcomes) : comparer(id, roster, plan, problem.is, holds.lotteries)),
    publisher(id, hall, by, roster, plan, holds.lotteries)];
}

function tried<T>(make: () => T): { is: T } | { error: unknown } {
  try {
    return { is: make() };
  } catch (error) {
    return { error };
  }
}

/** What a proof shows, in plain words. */
export function proof({ least, best, chance, off }: SortitionProved, panels: number): HTMLElement {
  const t = lotteryWords();
  return h('div', { class: `verdict proof${least === best ? ' good' : ''}` },
    h('p', { class: 'large' }, least === best ? t.proved : t.proved_near(least, best)),
    h('p', {}, t.proved_how(least, panels, percent(least, panels), percent(...(chance ?? [least, panels])))),
    h('p', { class: 'note' }, t.off(off)));
}

/** Community, pool and quotas of a problem, as a record would show them. */
function counted(hall: Hall, plan: Plan, { pool }: Posed): FeatureView[] {
  const { community } = peopleOf(hall, plan.from);
  return pool.features.map(({ name, values }, feature) => ({ name, values: values.map((value, at) => ({
    ...value,
    base: community.filter((strata) => strata[name] === value.name).length,
    pool: pool.people.filter((person) => person.values[feature] === at).length,
  })) }));
}

/** Looks at the quotas beside the page: the ways out, or whom they leave no chance, and the button that begins the search. */
function looking(id: string, roster: string, plan: Plan, problem: Posed, lotteries: Found[]): HTMLElement {
  const t = lotteryWords();
  const place = h('div', { 'aria-live': 'polite' }, h('p', {}, t.checking), h('progress', { 'aria-label': t.checking }));
  look(problem).then((seen) => place.replaceChildren(...(seen.ways.length > 0
    ? [cross(t.cannot), h('div', { class: 'ways' }, seen.ways.map((way) => widen(id, roster, plan, way)))]
    : [h('p', { class: 'good' }, h('span', { 'aria-hidden': 'true' }, '✓ '), t.can), ...pinned(problem, seen), ...(lotteries.length === 0 ? [finder(id, roster, plan, problem)] : [])])))
    .catch((error) => place.replaceChildren(wentWrong(error)));
  return place;
}

/** A way out as a button that takes it. */
function widen(id: string, roster: string, plan: Plan, { changes, pool }: Relaxation): HTMLElement {
  const t = lotteryWords();
  const said = changes.map(({ feature, value, end, from, to }) => t.widen(registerWords().key_of(feature), value, end, from, to)).join(t.and);
  return h('button', { onclick: async () => {
    localStorage.removeItem(`draft/${draftOf(id, roster, plan)}`);
    await keepPlan(id, roster, { ...plan, features: pool.features });
    say(t.widened);
    await route();
  } }, t.at_least(said));
}

/** Whom the quotas leave no chance, or no choice, with the quotas that do. */
function pinned({ pool }: Posed, { pinned: all }: Looked): HTMLElement[] {
  const t = lotteryWords();
  const groups = new Map<string, { sits: boolean; why: string; people: string[] }>();
  for (const { pinned: { people, sits }, why } of all) {
    const reason = pick({ zh: why.fields['quotas_zh'] ?? '', en: why.fields['quotas'] ?? '' });
    const group = groups.get(`${sits}${reason}`) ?? { sits, why: reason, people: [] };
    group.people.push(...people.map((person) => pool.people[person]?.id ?? ''));
    groups.set(`${sits}${reason}`, group);
  }
  return [...groups.values()].map(({ sits, why, people }) => h('p', { class: 'entry' }, h('span', { 'aria-hidden': 'true' }, '! '),
    (sits ? t.pinned_in : t.pinned_out)(people.sort().join(words().comma), why)));
}

/** The search, with how far it is and the way to stop it. */
function finder(id: string, roster: string, plan: Plan, problem: Posed): HTMLElement {
  const t = lotteryWords();
  const shown = h('div', {});
  return form({
    draft: `${id}/lottery/${roster}/find`,
    parts: [line('panels', t.panels, { type: 'number', min: 1, max: 10_000, value: String(plan.panels), hint: t.panels_hint }), shown],
    submit: t.find,
    done: async (typed) => {
      const panels = Number(typed['panels']);
      const lottery = await watched(shown, t.finding, (told, signal) => find(problem, panels, 'leximin', told, signal));
      await keepPlan(id, roster, { ...plan, panels, found: { posed: digestOf(problem), lotteries: [{ method: 'leximin', lottery }] } });
      say(t.found(panels));
      await route();
    },
  });
}

/** Something long, with a bar and a button that ends it; whoever would leave the page meanwhile is asked first, since it would be lost. */
async function watched<T>(shown: HTMLElement, label: string, work: (told: (done: number, of: number) => void, signal: AbortSignal) => Promise<T>): Promise<T> {
  const t = lotteryWords();
  const stop = new AbortController();
  const leaving = (event: Event) => event.preventDefault();
  const bar = h('progress', { max: 1, value: 0, 'aria-label': label });
  const far = h('p', {}, t.far(0));
  shown.replaceChildren(far, bar, h('p', {}, h('button', { type: 'button', onclick: () => stop.abort(new Error(t.cancelled)) }, t.cancel)));
  window.addEventListener('beforeunload', leaving);
  try {
    return await work((done, of) => {
      bar.max = of;
      bar.value = done;
      far.textContent = t.far(Math.floor((100 * done) / of));
    }, stop.signal);
  } catch (error) {
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    window.removeEventListener('beforeunload', leaving);
    shown.replaceChildren();
  }
}

/** The other ways, found and reckoned beside the page. */
function comparer(id: string, roster: string, plan: Plan, problem: Posed, lotteries: Found[]): HTMLElement {
  const t = lotteryWords();
  const shown = h('div', {});
  return form({
    draft: `${id}/lottery/${roster}/compare`,
    parts: [shown],
    submit: t.compare,
    done: async () => {
      const objective: Objective = 'nash';
      const both = await watched(shown, t.comparing, async (told, signal) => {
        const all = [...lotteries, { method: objective, lottery: await find(problem, plan.panels, objective, told, signal) }];
        return { lotteries: all, outcomes: await compare(problem, all, 0, signal) };
      });
      await keepPlan(id, roster, { ...plan, found: { posed: digestOf(problem), ...both } });
      say(t.compared);
      await route();
    },
  });
}

/** What each way does to the least likely person, and to the quotas. */
function methods(outcomes: MethodOutcome[]): HTMLElement {
  const t = lotteryWords();
  const order = (['leximin', 'nash', 'stratified', 'simple'] as const).flatMap((method) => outcomes.filter((one) => one.method === method));
  const chance = ([part, whole]: [number, number]) => percent(part, whole);
  const most = Math.max(...order.map(({ least: [part, whole] }) => part / whole));
  return h('section', { class: 'methods' },
    h('h3', {}, t.methods),
    h('p', { class: 'note' }, t.methods_note),
    h('p', {}, words().named(t.least_chance, '%')),
    order.map(({ method, least }) => bar(t.method[method], Math.round((least[0] / least[1]) * 1000) / 10, most * 100)),
    wide(t.methods, h('table', {},
      h('thead', {}, h('tr', {}, [t.method_head, t.least_chance, t.most_chance, t.never, t.missed, t.two].map((head) => h('th', { scope: 'col' }, head)))),
      h('tbody', {}, order.map((one) => h('tr', {},
        h('th', { scope: 'row' }, t.method[one.method]), h('td', {}, chance(one.least)), h('td', {}, chance(one.most)), h('td', {}, t.people(one.never)),
        h('td', {}, percent(one.quotas, one.panels)), h('td', {}, percent(one.households, one.panels))))))),
    h('ul', { class: 'note' }, order.map(({ method }) => h('li', {}, words().named(t.method[method], t.method_what[method])))));
}
