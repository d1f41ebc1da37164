import type { Ask, BaseNotice, DrawView, Event, Hall, Measure, RosterView, Rounding } from 'guanjia/parallel';

import '../community.css';
import { act } from '../act';
import { h } from '../dom';
import { fold, form, line, select, tick, values, type Values } from '../form';
import { opened } from '../library';
import { byOffice } from '../office';
import { goAndSay } from '../router';
import { populationOf, seatsChart } from '../seats';
import type { Held } from '../shelf';
import { sure } from '../sure';
import { sentence, stateOf, words } from '../words';
import { lotteryWords } from '../words/lottery';
import { registerWords } from '../words/register';
import { stewardsWords } from '../words/stewards';
import { announcer } from './announcer';
import { elsewhere } from './home';
import { roster } from './roster';

/** 百姓管家: the rosters and draws of a record, and the way to declare one. */
export async function stewards(id = '', name = ''): Promise<HTMLElement> {
  const record = await opened(id);
  if (!record) return elsewhere();
  const { hall } = record;
  if (name !== '') return roster(id, hall, hall.roster(name));
  const t = stewardsWords();
  const { bases } = hall.summary();
  const draws = hall.draws();
  return h('article', {},
    h('h1', {}, t.title),
    h('p', { class: 'lead' }, t.lead),
    h('section', {},
      h('h2', {}, t.rosters),
      hall.rosters().length === 0 && h('p', { class: 'note' }, t.none),
      h('ul', { class: 'cards' }, hall.rosters().map((one) => rosterCard(id, one)))),
    draws.length > 0 && h('section', {}, h('h2', {}, t.draws), h('ul', { class: 'cards' }, draws.map((one) => drawCard(id, one)))),
    bases.length === 0
      ? h('p', {}, t.no_base, ' ', h('a', { class: 'button', href: `#/register/${id}` }, t.to_register))
      : h('section', { class: 'no-print' },
        await byOffice(id, hall, ['committee'], (by) => h('div', {},
          fold(t.declare, declarer(id, hall, by, bases)),
          h('p', {}, h('a', { class: 'button', href: `#/lottery/${id}` }, lotteryWords().way_in)),
          fold(t.panel, announcer(id, hall, by))))));
}

function rosterCard(id: string, { id: name, state, notice }: RosterView): HTMLElement {
  const t = stewardsWords();
  return h('li', {}, h('h3', {}, name), h('p', { class: 'state' }, `${stateOf(state)} · ${t.seats_of(notice.seats.total)}`),
    h('a', { class: 'button', href: `#/stewards/${id}/${name}` }, t.open));
}

function drawCard(id: string, { id: name, state, from }: DrawView): HTMLElement {
  const t = stewardsWords();
  return h('li', {}, h('h3', {}, name), h('p', { class: 'state' }, `${stateOf(state)} · ${t.draw_of(Object.values(from)[0] ?? '')}`),
    h('a', { class: 'button', href: `#/ceremony/${id}/${name}` }, t.to_ceremony));
}

/** Declares a roster; the seats that its rule gives are shown as it is typed. */
function declarer(id: string, hall: Hall, by: Held, bases: BaseNotice[]): HTMLElement {
  const t = stewardsWords();
  const named = Object.fromEntries(bases.map((base) => [base.id, base.id]));
  const measures = [...new Set(bases.flatMap(({ totals }) => Object.keys(totals)))] as Measure[];
  const strata = [...new Set(bases.flatMap((base) => Object.keys(hall.base(base.id).strata)))];
  const shown = h('div', { 'aria-live': 'polite' });
  const sheet = form({
    draft: `${id}/roster`,
    parts: [
      line('roster', t.roster_id, { hint: t.roster_hint, value: `R-${hall.summary().today.slice(0, 4)}` }),
      select('base', t.base, named),
      select('candidates', t.candidates, named, { value: bases.at(-1)?.id ?? '' }),
      select('measure', t.measure, Object.fromEntries(measures.map((measure) => [measure, words().measure[measure]])), { hint: t.measure_hint, value: 'households' }),
      line('percent', t.percent, { type: 'number', min: 1, max: 100, value: '6' }),
      select('rounding', t.rounding, t.roundings, { value: 'ceil' }),
      select('by', t.by, { ...Object.fromEntries(strata.map((key) => [key, registerWords().key_of(key)])), '-': t.not_shared }, { value: 'building' }),
      tick('floor_one', t.floor, { value: 'yes' }),
      shown,
    ],
    submit: t.do_declare,
    done: async (typed) => {
      const name = String(typed['roster']);
      const event = hall.prepare(asked(typed));
      const total = 'roster' in event && typeof event.roster === 'object' ? event.roster.seats.total : 0;
      if (!await sure(t.declare_sure(name, total), t.do_declare)) throw new Error(t.not_yet);
      await act(id, by, event);
      await goAndSay(t.declared(name), 'stewards', id, name);
    },
  });
  const preview = () => {
    try {
      const event = hall.prepare(asked(values(sheet))) as Event & { kind: 'roster' };
      const { seats, rule, base } = event.roster;
      shown.replaceChildren(h('h3', {}, t.preview), seatsChart(seats, populationOf(hall.base(base), rule.by, seats.measure)));
    } catch (error) {
      shown.replaceChildren(h('p', { class: 'note' }, sentence(error)));
    }
  };
  sheet.addEventListener('input', preview);
  preview();
  return sheet;
}

function asked(typed: Values): Ask {
  const { roster: name, base, candidates, measure, percent, rounding, by, floor_one } = typed as Record<string, string>;
  return {
    kind: 'roster', roster: name ?? '', base: base ?? '', candidates: candidates ?? '',
    rule: {
      ratio: [Number(percent ?? 0), 100], measure: measure as Measure, rounding: rounding as Rounding,
      ...(by !== undefined && by !== '-' ? { by, ...(floor_one ? { floor_one: true } : {}) } : {}),
    },
  };
}
