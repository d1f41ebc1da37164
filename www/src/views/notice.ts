import { rules, type Event, type Fraction, type Hall, type Notice, type NoticeAsk, type SessionBody, type Stakeholders, type Venue } from 'guanjia/parallel';

import { act } from '../act';
import { timeOf } from '../dates';
import { h } from '../dom';
import { choice, fold, form, line, rows, select, text, type Part, type Values } from '../form';
import { shownTo } from '../office';
import { handlesOf, type Acting } from '../people';
import { questionFrom, questionParts } from '../questions';
import { goAndSay } from '../router';
import { ruleNames, ruleSaid } from '../rules-said';
import { note, type Held } from '../shelf';
import { confirmed } from '../sure';
import { sessionsWords } from '../words/sessions';
import { saidIn } from './matters';

/** Who may be convened: what the record says of them, how many they are, and the session they were drawn for. */
interface Convened {
  body: SessionBody;
  said: string;
  people: number;
  session?: string;
}

/** Calls a session: who, by which rule, when and where, and the agenda with the exact questions, which posting freezes. */
export function notice(id: string, hall: Hall, who: Acting): HTMLElement {
  const t = sessionsWords();
  return h('article', {}, h('h1', {}, t.call), h('p', { class: 'lead' }, t.lead), shownTo(who, ['facilitator'], (by) => calling(id, hall, by)));
}

function calling(id: string, hall: Hall, by: Held): HTMLFormElement {
  const t = sessionsWords();
  const { zone } = hall.summary();
  const bodies = convenable(hall);
  const numbers = h('div', { class: 'note', 'aria-live': 'polite' });
  const held = fields([line('at', t.at, { type: 'datetime-local' })]);
  const open = fields([line('opens', t.opens, { type: 'datetime-local' }), line('closes', t.closes, { type: 'datetime-local' })]);
  const stratum = fields([line('key', t.stake_key), line('value', t.stake_value)]);
  const handles = fields([text('handles', t.stake_handles, { rows: 2 })]);
  const share = fields([select('share', t.stake_share, t.shares, { value: '1/2' })]);
  const sheet: HTMLFormElement = form({
    draft: `${id}/notice`,
    parts: [
      h('p', { class: 'note' }, t.draft_kept),
      select('body', t.body, Object.fromEntries(Object.entries(bodies).map(([name, { said }]) => [name, said]))),
      line('session', t.number, { value: newNumber(hall, Object.values(bodies)[0]) }),
      select('rule', t.rule, ruleNames(rules()), { value: 'x.steward.session' }),
      numbers,
      choice('how', t.how, { held: t.held, window: t.window }, { value: 'held' }), held, open,
      line('place', t.place),
      choice('venue', t.venue, t.venues, { value: 'hall' }),
      fold(t.more, h('div', { class: 'bare' },
        choice('stake', t.stake, t.stakes, { value: 'none' }), stratum, handles, share,
        text('guests', t.guests, { optional: true, rows: 2 }),
        line('turns', t.turns, { type: 'number', min: 1, optional: true }),
        line('special', t.special, { optional: true, hint: t.special_hint }))),
      h('h2', {}, t.agenda),
      rows('items', t.item, (prefix) => itemParts(hall, prefix), { add: t.add_item }),
    ],
    submit: t.post,
    done: async (values) => {
      const ask = noticeFrom(values, bodies, zone);
      await confirmed(t.sure, t.post, t.final);
      let event: Event | undefined;
      await act(id, by, (now) => (event = now.prepare({ kind: 'notice', ...ask })));
      await keepQuestions(id, ask, event as Event & Notice);
      await goAndSay(t.posted, 'session', id, ask.session);
    },
  });
  const chosen = (name: string) => sheet.querySelector<HTMLInputElement>(`[name="${name}"]:checked`)?.value;
  const shown = (event?: globalThis.Event) => {
    const convened = bodies[sheet.querySelector<HTMLSelectElement>('[name=body]')?.value ?? ''];
    const number = sheet.querySelector<HTMLInputElement>('[name=session]');
    if (number && convened?.session !== undefined && (event?.target as HTMLElement | undefined)?.getAttribute('name') === 'body') number.value = convened.session;
    const rule = rules().find((one) => one.id === sheet.querySelector<HTMLSelectElement>('[name=rule]')?.value);
    numbers.replaceChildren(...(rule ? ruleSaid(rule, convened?.people).map((sentence) => h('p', {}, sentence)) : []));
    for (const [part, on] of [
      [held, chosen('how') === 'held'], [open, chosen('how') === 'window'],
      [stratum, chosen('stake') === 'stratum'], [handles, chosen('stake') === 'handles'], [share, chosen('stake') !== 'none'],
    ] as const) part.hidden = part.disabled = !on;
  };
  sheet.addEventListener('change', shown);
  shown();
  return sheet;
}

/** Fields that are asked for only sometimes. */
const fields = (parts: Part[]) => h('fieldset', { class: 'bare' }, parts);

/** An item: what it is called, the matter it comes from, and what is voted on under it. */
function itemParts(hall: Hall, prefix: string): Part[] {
  const t = sessionsWords();
  const ready = hall.matters().filter(({ state }) => state.name === 'shortlisted' || state.name === 'escalated');
  const title = line(`${prefix}title`, t.item_title);
  const matter = select(`${prefix}matter`, t.matter, { '': t.no_matter, ...Object.fromEntries(ready.map((one) => [one.id, `${one.id} ${saidIn(one)}`])) });
  const list = matter.querySelector('select');
  list?.removeAttribute('required');
  list?.addEventListener('change', () => {
    const input = title.querySelector('input');
    const chosen = ready.find((one) => one.id === list.value);
    if (input?.value === '' && chosen) input.value = saidIn(chosen);
  });
  return [matter, title, rows(`${prefix}motions`, t.question, (question, place) => questionParts(question, place), { least: 0, add: t.add_question })];
}

/** Everyone who may be convened on a record as it is. */
function convenable(hall: Hall): Record<string, Convened> {
  const t = sessionsWords();
  const panels = hall.draws().filter(({ panel }) => panel).map((draw): [string, Convened] => {
    const people = Object.keys(draw.panel?.members ?? {}).length;
    return [`draw:${draw.id}`, { body: { draw: draw.id }, said: t.panel(draw.id, people), people, ...(draw.session === undefined ? {} : { session: draw.session }) }];
  });
  const rosters = hall.rosters().filter(({ pool }) => pool).map((roster): [string, Convened] => {
    const people = Object.keys(roster.pool?.members ?? {}).length;
    return [`roster:${roster.id}`, { body: { roster: roster.id }, said: t.roster(roster.id, people), people }];
  });
  const bases = hall.bases().map(({ notice: base, members }): [string, Convened] => {
    const people = Object.values(members).filter(({ voter }) => voter).length;
    return [`base:${base.id}`, { body: { base: base.id }, said: t.base(base.id, people), people }];
  });
  return Object.fromEntries([...panels, ...rosters, ...bases]);
}

/** The number a panel was drawn for, or the next of this quarter. */
function newNumber(hall: Hall, first?: Convened): string {
  const { today, sessions } = hall.summary();
  if (first?.session !== undefined && !sessions.some(({ id }) => id === first.session)) return first.session;
  const quarter = `SES-${today.slice(0, 4)}Q${Math.ceil(Number(today.slice(5, 7)) / 3)}-`;
  return quarter + (sessions.filter(({ id }) => id.startsWith(quarter)).length + 1);
}

/** What was filled in, as the library is asked to prepare it. */
function noticeFrom(values: Values, bodies: Record<string, Convened>, zone: number): NoticeAsk {
  const { body = '', session = '', rule = '', how, at = '', opens = '', closes = '', place, venue, turns, special } = values as Record<string, string | undefined>;
  const guests = handlesOf(values['guests']);
  const stakeholders = stakeFrom(values);
  return {
    session,
    body: bodies[body]?.body ?? { base: body },
    rule: { preset: rule },
    when: how === 'window' ? { window: { opens: timeOf(opens, zone), closes: timeOf(closes, zone) } } : { held: timeOf(at, zone) },
    venue: venue as Venue,
    ...(place === undefined ? {} : { place }),
    ...(turns === undefined ? {} : { turns: Number(turns) }),
    ...(special === undefined ? {} : { special }),
    ...(guests.length > 0 ? { guests } : {}),
    ...(stakeholders ? { stakeholders } : {}),
    agenda: {
      items: ((values['items'] ?? []) as Values[]).map((item) => {
        const motions = ((item['motions'] ?? []) as Values[]).map(questionFrom);
        return {
          title: String(item['title'] ?? ''),
          ...(item['matter'] === undefined ? {} : { matter: String(item['matter']) }),
          ...(motions.length > 0 ? { motions } : {}),
        };
      }),
    },
  };
}

function stakeFrom(values: Values): Stakeholders | undefined {
  const { stake, share = '1/2', key = '', value = '' } = values as Record<string, string | undefined>;
  const least = share.split('/').map(Number) as Fraction;
  if (stake === 'stratum') return { share: least, who: { stratum: { key, value } } };
  if (stake === 'handles') return { share: least, who: { handles: handlesOf(values['handles']) } };
  return undefined;
}

/** Keeps the whole questions under their digests until they are put to the vote. */
async function keepQuestions(id: string, { agenda: { items } }: NoticeAsk, { agenda }: Notice): Promise<void> {
  for (const [place, item] of items.entries()) {
    for (const [at, question] of (item.motions ?? []).entries()) {
      const digest = agenda.items[place]?.motions?.[at]?.question;
      if (digest !== undefined) await note(id, digest, question);
    }
  }
}
