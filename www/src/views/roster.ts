import type { Event, Hall, Pool, PostView, RosterEvent, RosterView } from 'guanjia/parallel';

import { act } from '../act';
import { day } from '../dates';
import { h } from '../dom';
import { evidence, fold, form, line, select, type Part } from '../form';
import { say } from '../frame';
import { byOffice } from '../office';
import { acting } from '../people';
import { route } from '../router';
import { drawOf } from '../plan';
import { populationOf, seatsChart } from '../seats';
import { note, type Held } from '../shelf';
import { sure } from '../sure';
import { stateOf, words } from '../words';
import { lotteryWords } from '../words/lottery';
import { stewardsWords } from '../words/stewards';
import { announcer } from './announcer';
import { leaving, replacements } from './decliner';
import { volunteers } from './volunteers';

/** The steps of a roster that the committee takes by hand; the others follow from objections and their answers. */
const BY_HAND: RosterEvent[] = ['open_nomination', 'close_nomination', 'publish_list', 'appoint', 'fill_vacancy', 'rotate', 'dissolve'];
const WITH_UNTIL: RosterEvent[] = ['open_nomination', 'rotate'];
const WITH_REASON: RosterEvent[] = ['fill_vacancy', 'dissolve'];

/** One roster: its seats, who stands, who holds them, and what comes next. */
export async function roster(id: string, hall: Hall, view: RosterView): Promise<HTMLElement> {
  const t = stewardsWords();
  const { notice, by_measure, state } = view;
  const others = Object.entries(by_measure).filter(([measure]) => measure !== notice.seats.measure)
    .map(([measure, seats]) => words().named(words().measure[measure as keyof typeof by_measure], String(seats)));
  const posts = hall.posts().filter(({ subject }) => 'roster' in subject && subject.roster === view.id);
  return h('article', {},
    h('h1', {}, `${t.title} ${view.id}`),
    h('p', { class: 'large state' }, words().named(t.state, stateOf(state)), view.until !== undefined && state.name === 'nominating' && ` · ${t.until_said(day(view.until))}`),
    await steps(id, hall, view),
    await nominations(id, hall, view),
    await posting(id, hall, view, posts),
    view.list && people(t.list(Object.keys(view.list.members).length), view.list),
    view.pool && h('section', {}, people(t.members(Object.keys(view.pool.members).length), view.pool), replacements(view.pool),
      await leaving(id, hall, { roster: view.id }, Object.keys(view.pool.members))),
    h('section', {}, seatsChart(notice.seats, populationOf(hall.base(notice.base), notice.rule.by, notice.seats.measure)),
      others.length > 0 && h('p', { class: 'note' }, t.by_measure(others.join(words().comma)))));
}

/** What can happen next, as the record says it. */
async function steps(id: string, hall: Hall, view: RosterView): Promise<HTMLElement | null> {
  const t = stewardsWords();
  const next = (view.state.next ?? []).map(({ event }) => event as RosterEvent).filter((event) => BY_HAND.includes(event));
  if (next.length === 0 && view.draw === undefined) return null;
  const drawing = view.draw !== undefined && h('p', {}, h('a', { class: 'button main', href: `#/ceremony/${id}/${view.draw}` }, t.to_ceremony));
  return h('section', { class: 'no-print' },
    h('h2', {}, t.next),
    drawing,
    await byOffice(id, hall, ['committee'], (by) => h('div', {},
      next.map((event) => (next.length === 1 ? stepper(id, by, view, event) : fold(t.steps[event] ?? event, stepper(id, by, view, event)))),
      next.includes('publish_list') && drawOf(hall, view.id) === undefined && Object.keys(view.standing).length > 0 && h('div', {},
        h('p', {}, h('a', { class: 'button', href: `#/lottery/${id}/${view.id}` }, lotteryWords().way_in)),
        h('p', { class: 'note' }, lotteryWords().way_in_note),
        h('details', { class: 'fold', open: true }, h('summary', {}, t.draw_needed), announcer(id, hall, by, view))))));
}

function stepper(id: string, by: Held, { id: name, until }: RosterView, event: RosterEvent): HTMLElement {
  const t = stewardsWords();
  const step = t.steps[event] ?? event;
  const parts: Part[] = [];
  if (WITH_UNTIL.includes(event)) parts.push(line('until', t.until, { type: 'date', value: until ?? '' }));
  if (WITH_REASON.includes(event)) parts.push(line('reason', t.reason));
  return form({
    draft: `${id}/roster/${name}/${event}`,
    parts,
    submit: step,
    done: async (typed) => {
      if (!await sure(t.step_sure(step), step)) throw new Error(t.not_yet);
      const { until: last, reason } = typed as Record<string, string>;
      await act(id, by, { kind: 'roster-move', event, roster: name, ...(last ? { until: last } : {}), ...(reason ? { reason } : {}) });
      say(t.step_done(step));
      await route();
    },
  });
}

/** Who stands, and the way to put somebody forward: by an office for others, by residents for themselves. */
async function nominations(id: string, hall: Hall, view: RosterView): Promise<HTMLElement | null> {
  const t = stewardsWords();
  const standing = Object.entries(view.standing);
  // Vacancies are filled without a time for nominations.
  const open = view.state.name === 'nominating' || (view.state.name === 'verifying' && view.pool !== undefined && view.draw === undefined);
  if (!open && standing.length === 0) return null;
  const { by, roles } = await acting(id, hall);
  const nominate = (who: Held, handle: string, source: 'own' | 'building' | 'joint') => act(id, who, { kind: 'nominate', handle, roster: view.id, source });
  const resident = by && roles.includes('resident') && view.standing[by.handle] === undefined;
  const names = h('ul', { class: 'people sourced' }, standing.map(([handle, source]) => h('li', {}, h('strong', {}, handle), ` ${t.sources[source]}`)));
  if (!open) return fold(t.standing(standing.length), names);
  return h('section', {},
    h('h2', {}, t.standing(standing.length)),
    standing.length === 0 && h('p', { class: 'note' }, t.nobody),
    names,
    (resident
      ? form({ draft: `${id}/stand/${view.id}`, parts: [], submit: t.stand, done: async () => { await nominate(by, by.handle, 'own'); say(t.stood); await route(); } })
      : await byOffice(id, hall, ['clerk', 'committee'], (office) => h('div', {}, form({
        draft: `${id}/nominate/${view.id}`,
        parts: [
          line('handle', t.who, { hint: t.who_hint, list: eligible(hall, view) }),
          select('source', t.source, t.sources),
        ],
        submit: t.nominate,
        done: async (typed) => {
          const { handle, source } = typed as { handle: string; source: 'own' | 'building' | 'joint' };
          await nominate(office, handle, source);
          say(t.nominated(handle));
          await route();
        },
      }), volunteers(id, hall, office, view)))));
}

/** Those who may be put forward and were not. */
function eligible(hall: Hall, { notice, standing }: RosterView): string[] {
  const { members } = hall.base(notice.candidates);
  return Object.entries(members).filter(([handle, { voter }]) => voter && standing[handle] === undefined).map(([handle]) => handle);
}

/** The list on the notice board: when it goes up, and when its time is over. */
async function posting(id: string, hall: Hall, view: RosterView, posts: PostView[]): Promise<HTMLElement | null> {
  const t = stewardsWords();
  if (view.state.name !== 'publicised') return null;
  const up = posts.find(({ counts }) => counts);
  return h('section', {},
    h('h2', {}, t.post),
    h('p', { class: 'note' }, t.post_lead),
    up && h('p', { class: up.ended === undefined ? '' : 'good' }, up.ended === undefined ? t.posted_until(day(up.last_day)) : t.post_ended),
    (up === undefined || up.ended === undefined) && await byOffice(id, hall, ['clerk'], (by) => (up === undefined ? poster(id, hall, by, view, posts.length) : ender(id, by, up))));
}

function poster(id: string, hall: Hall, by: Held, view: RosterView, before: number): HTMLElement {
  const t = stewardsWords();
  return form({
    draft: `${id}/post/${view.id}`,
    parts: [line('days', t.post_days, { type: 'number', min: 1, value: '7' }), evidence('evidence', t.post_evidence, { optional: true })],
    submit: t.do_post,
    done: async (typed) => {
      const shown = (seats: Pool) => Object.entries(seats.members).map(([handle, stratum]) => `${stratum} ${handle}`).sort().join('\n');
      const text = t.post_text(view.id, view.list ? shown(view.list) : '');
      const proofs = typed['evidence'] as string[] | undefined;
      const event = hall.prepare({ kind: 'post', post: `${view.id}-list-${before + 1}`, subject: { roster: view.id }, days: Number(typed['days']), text, ...(proofs ? { evidence: proofs } : {}) }) as Event & { kind: 'post' };
      await note(id, event.text, text);
      await act(id, by, event);
      say(t.posted);
      await route();
    },
  });
}

function ender(id: string, by: Held, { id: post }: PostView): HTMLElement {
  const t = stewardsWords();
  return form({
    draft: `${id}/post-end/${post}`,
    parts: [evidence('evidence', t.end_evidence)],
    submit: t.end_post,
    done: async (typed) => {
      await act(id, by, { kind: 'post-end', evidence: typed['evidence'] as string[], post });
      say(t.post_ended);
      await route();
    },
  });
}

/** Who holds seats, stratum by stratum, and who waits for one. */
export function people(title: string, { members, alternates, general }: Pool): HTMLElement {
  const t = stewardsWords();
  const strata = [...new Set(Object.values(members))].sort();
  const waiting = [...Object.values(alternates).flat(), ...general];
  return h('section', {},
    h('h2', {}, title),
    h('div', { class: 'cards' }, strata.map((stratum) => h('div', { class: 'entry' }, h('h3', {}, stratum === 'all' ? t.all : stratum),
      h('ul', { class: 'people' }, Object.entries(members).filter(([, seat]) => seat === stratum).map(([handle]) => h('li', {}, handle)))))),
    waiting.length > 0 && h('p', { class: 'note' }, words().named(t.waits, waiting.join(words().comma))));
}
