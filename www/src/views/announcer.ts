import type { Ask, DrawFrom, Hall, PublicSource, RosterView } from 'guanjia/parallel';

import { act } from '../act';
import { later } from '../dates';
import { h } from '../dom';
import { form, line, rows, select, several, tick, type Part, type Values } from '../form';
import { nameOf } from '../people';
import { goAndSay } from '../router';
import type { Held } from '../shelf';
import { sure } from '../sure';
import { ceremonyWords } from '../words/ceremony';
import { registerWords } from '../words/register';

/** The roles of those who usually bring in a secret. */
const USUAL = ['supervisor', 'street', 'clerk'] as const;

/** Announces a draw: among those who stand for a roster, or of a panel for a session. */
export function announcer(id: string, hall: Hall, by: Held, roster?: RosterView): HTMLElement {
  const t = ceremonyWords();
  const { bases } = hall.summary();
  const pools = hall.rosters().filter(({ pool }) => pool).map(({ id: name }) => [`pool/${name}`, t.pool(name)] as const);
  const among = Object.fromEntries([...pools, ...bases.map(({ id: name }) => [`base/${name}`, t.base(name)] as const)]);
  const keys = [...new Set(hall.bases().flatMap(({ strata }) => Object.keys(strata)))];
  const strata = [...new Set(hall.bases().flatMap(({ strata: all }) => Object.values(all).flatMap(Object.keys)))];
  const panel: Part[] = roster ? [] : [
    select('from', t.from, among),
    line('session', t.session, { hint: t.session_hint }),
    select('by', t.by, { '-': t.not_shared, ...Object.fromEntries(keys.map((key) => [key, registerWords().key_of(key)])) }),
    rows('seats', t.seats, (prefix) => [line(`${prefix}stratum`, t.stratum, { value: 'all', list: ['all', ...strata] }), line(`${prefix}count`, t.count, { type: 'number', min: 0, value: '8' })], { add: t.add_seats }),
  ];
  return h('div', {}, roster && h('h3', {}, t.announce), form({
    draft: `${id}/draw/${roster?.id ?? ''}`,
    parts: [
      line('draw', t.id, { value: roster ? `DRAW-${roster.id}-${hall.draws().length + 1}` : `PANEL-${hall.draws().length + 1}` }),
      ...panel,
      line('alternates', t.alternates, { type: 'number', min: 0, value: '2' }),
      line('general', t.general, { type: 'number', min: 0, value: '2' }),
      ...termParts(hall),
    ],
    submit: t.do_announce,
    done: async (typed) => {
      const event = hall.prepare(asked(typed, roster));
      if (!await sure(t.announce_sure, t.do_announce)) throw new Error(t.not_yet);
      await act(id, by, event);
      await goAndSay(t.announced(String(typed['draw'])), 'ceremony', id, String(typed['draw']));
    },
  }));
}

/** Who brings in a secret, until when, and what public sources decide. */
export function termParts(hall: Hall): Part[] {
  const t = ceremonyWords();
  const { today, offices } = hall.summary();
  const inForce = offices.filter(({ in_force }) => in_force);
  const usual = USUAL.map((role) => inForce.find(({ roles }) => roles.includes(role))?.office).filter((office) => office !== undefined);
  return [
    several('parties', t.parties, Object.fromEntries(inForce.map(({ office }) => [office, nameOf(hall, office)])), { value: usual, hint: t.parties_hint }),
    line('commit_by', t.commit_by, { type: 'date', value: later(today, 1) }),
    line('reveal_by', t.reveal_by, { type: 'date', value: later(today, 2) }),
    rows('sources', t.sources, (prefix) => [
      line(`${prefix}text`, t.source, { hint: t.source_hint }),
      line(`${prefix}date`, t.source_date, { type: 'date', value: later(today, 3) }),
      tick(`${prefix}ordered`, t.ordered),
    ], { add: t.add_source }),
  ];
}

/** The same as they were typed. */
export function termsOf(typed: Values): { parties?: string[]; commit_by: string; reveal_by: string; sources: PublicSource[] } {
  const { commit_by, reveal_by } = typed as Record<string, string>;
  const sources = (typed['sources'] ?? []) as { text: string; date: string; ordered?: string }[];
  const parties = typed['parties'] as string[] | undefined;
  return {
    commit_by: commit_by ?? '', reveal_by: reveal_by ?? '',
    sources: sources.map(({ text, date, ordered }): PublicSource => ({ text, date, ...(ordered ? { ordered: true } : {}) })),
    ...(parties ? { parties } : {}),
  };
}

function asked(typed: Values, roster?: RosterView): Ask {
  const { draw, from, session, by, alternates, general } = typed as Record<string, string>;
  const [where, name] = (from ?? '').split('/');
  const seats = (typed['seats'] ?? []) as { stratum: string; count: string }[];
  return {
    kind: 'draw', draw: draw ?? '', alternates: Number(alternates ?? 0), general: Number(general ?? 0), ...termsOf(typed),
    ...(roster
      ? { from: { candidates: roster.id } }
      : {
        from: (where === 'pool' ? { pool: name } : { base: name }) as DrawFrom,
        ...(session ? { session } : {}),
        ...(by !== undefined && by !== '-' ? { by } : {}),
        seats: Object.fromEntries(seats.map(({ stratum, count }) => [stratum, Number(count)])),
      }),
  };
}
