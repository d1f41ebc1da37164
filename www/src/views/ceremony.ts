import { type DrawView, type Event, type Hall } from 'guanjia/parallel';

import '../community.css';
import { act } from '../act';
import { day } from '../dates';
import { cross, h } from '../dom';
import { form, line } from '../form';
import { say } from '../frame';
import { opened } from '../library';
import { byOffice } from '../office';
import { acting, nameOf } from '../people';
import { route } from '../router';
import { note, noted, type Held } from '../shelf';
import { sure } from '../sure';
import { stateOf, words } from '../words';
import { ceremonyWords } from '../words/ceremony';
import { lotteryWords } from '../words/lottery';
import { leaving, replacements } from './decliner';
import { elsewhere } from './home';
import { numbered, scheme } from './lottery-draw';
import { people } from './roster';
import { recomputed, shown } from './result';

/** 抽签: a draw from its announcement to its result, as people watch it. */
export async function ceremony(id = '', name = ''): Promise<HTMLElement> {
  const record = await opened(id);
  if (!record) return elsewhere();
  const { hall } = record;
  const t = ceremonyWords();
  const view = hall.draw(name);
  const stages = [h('div', {}, announcement(hall, view), await scheme(id, hall, view)), await commitments(id, hall, view), await reveals(id, hall, view), await value(id, hall, view)];
  if (view.drawn) stages.push(numbered(view, shown(view)), recomputed(hall, view));
  const article: HTMLElement = h('article', { class: 'ceremony' },
    h('h1', {}, t.title(name)),
    h('p', { class: 'large state' }, stateOf(view.state)),
    h('p', { class: 'row no-print' },
      h('a', { class: 'button', href: `#/stewards/${id}` }, t.back),
      document.fullscreenEnabled && h('button', { onclick: () => article.requestFullscreen() }, t.big)),
    view.state.name === 'failed' && cross(t.failed),
    h('ol', { class: 'stages' }, stages.map((stage, place) => h('li', { 'data-stage': place }, h('h2', {}, t.step[place] ?? ''), stage))),
    view.panel && h('section', {}, people(t.panel, view.panel), replacements(view.panel), await leaving(id, hall, { draw: name }, Object.keys(view.panel.members))));
  return article;
}

function announcement(hall: Hall, { announcement: draw, digest, from, session, candidates }: DrawView): HTMLElement {
  const t = ceremonyWords();
  const seats = Object.entries(draw.seats);
  const among = 'pool' in from ? t.pool(from.pool) : 'base' in from ? t.base(from.base) : t.candidates(from.candidates);
  return h('div', {},
    h('p', { class: 'large' }, words().named(among, t.what(seats.reduce((sum, [, count]) => sum + count, 0), candidates.length)), session !== undefined && ` · ${t.for_session(session)}`),
    h('p', { class: 'row' }, seats.map(([stratum, count]) => h('span', { class: 'seat' }, h('strong', {}, count), ` ${stratum === 'all' ? t.all : stratum}`))),
    h('p', { class: 'note' }, draw.lottery ? lotteryWords().reserve(draw.general) : t.spare(draw.alternates, draw.general)),
    (draw.parties ?? []).length > 0 && h('p', {}, words().named(t.parties, (draw.parties ?? []).map((party) => nameOf(hall, party)).join(words().comma))),
    h('p', { class: 'note' }, `${t.digest} `, h('code', {}, digest)));
}

/** Where a party keeps its secret until it is revealed. */
const secretOf = (draw: string, party: string) => `secret/${draw}/${party}`;

async function commitments(id: string, hall: Hall, { id: draw, state, parties, announcement: { commit_by } }: DrawView): Promise<HTMLElement> {
  const t = ceremonyWords();
  const { by } = await acting(id, hall);
  const sealing = (state.next ?? []).some(({ event }) => event === 'commit');
  const mine = by && sealing && parties.some((party) => party.id === by.handle && party.commitment === undefined);
  return h('div', {},
    h('p', { class: 'note' }, `${t.commit_what} (${t.until(day(commit_by))})`),
    h('ul', { class: 'cards' }, parties.map(({ id: party, commitment }) => h('li', { 'data-party': party, class: commitment ? 'good' : '' },
      h('h3', {}, nameOf(hall, party)), mark(commitment !== undefined, t.committed, t.not_committed), commitment && h('code', {}, commitment)))),
    mine && h('div', {}, h('p', { class: 'note' }, t.commit_note), form({ draft: `${id}/commit/${draw}`, parts: [], submit: t.commit, done: () => commit(id, by, draw) })));
}

async function commit(id: string, by: Held, draw: string): Promise<void> {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const secret = btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  // Kept before it is committed to: whoever loses it in between has lost nothing.
  await note(id, secretOf(draw, by.handle), secret);
  await act(id, by, (hall) => hall.prepare({ kind: 'commit', draw, party: by.handle, secret }));
  say(ceremonyWords().commit_done);
  await route();
}

async function reveals(id: string, hall: Hall, { id: draw, state, parties, announcement: { reveal_by } }: DrawView): Promise<HTMLElement> {
  const t = ceremonyWords();
  const { by } = await acting(id, hall);
  const mine = by && ['announced', 'committed'].includes(state.name) && parties.some((party) => party.id === by.handle && party.commitment !== undefined && party.reveal === undefined);
  const secret = mine ? await noted<string>(id, secretOf(draw, by.handle)) : undefined;
  return h('div', {},
    h('p', { class: 'note' }, `${t.reveal_what} (${t.until(day(reveal_by))})`),
    h('ul', { class: 'cards' }, parties.map(({ id: party, reveal }) => h('li', { 'data-party': party, class: reveal ? 'good' : '' },
      h('h3', {}, nameOf(hall, party)), mark(reveal !== undefined, t.revealed, t.not_revealed), reveal && h('code', {}, reveal)))),
    mine && (secret === undefined
      ? h('p', { class: 'bad' }, t.reveal_lost)
      : form({ draft: `${id}/reveal/${draw}`, parts: [], submit: t.reveal, done: async () => {
        await act(id, by, { kind: 'reveal', draw, secret });
        say(t.reveal_done);
        await route();
      } })));
}

/** Whether something is there, by sign and word. */
function mark(there: boolean, yes: string, no: string): HTMLElement {
  return h('p', {}, h('span', { 'aria-hidden': 'true' }, there ? '✓ ' : '○ '), there ? yes : no);
}

async function value(id: string, hall: Hall, { id: draw, state, drawn, announcement: { sources } }: DrawView): Promise<HTMLElement> {
  const t = ceremonyWords();
  const open = drawn === undefined && state.name !== 'failed';
  return h('div', {},
    h('p', { class: 'note' }, t.value_what),
    h('ul', {}, sources.map(({ text, date }) => h('li', {}, h('strong', {}, text), ` · ${t.on(day(date))}`))),
    drawn && h('dl', {}, h('dt', {}, t.value), h('dd', { class: 'large' }, h('code', {}, drawn.value)), h('dt', {}, t.seed), h('dd', {}, h('code', {}, drawn.seed))),
    drawn?.forfeited && h('p', { class: 'bad' }, t.forfeited(drawn.forfeited.map((party) => nameOf(hall, party)).join(words().comma))),
    open && await byOffice(id, hall, ['committee'], (by) => form({
      draft: `${id}/drawn/${draw}`,
      parts: sources.map(({ text }, place) => line(`values.${place}.all`, t.values(text), { hint: t.values_hint })),
      submit: t.draw,
      done: async (typed) => {
        const values = (typed['values'] as { all: string }[]).map(({ all }) => all.split(/[\s,,、;;+]+/).filter(Boolean));
        const event = hall.prepare({ kind: 'drawn', draw, values }) as Event & { kind: 'drawn' };
        if (!await sure(t.draw_sure(event.value), t.draw)) throw new Error(t.not_yet);
        await act(id, by, event);
        say(t.drawn);
        await route();
      },
    })));
}
