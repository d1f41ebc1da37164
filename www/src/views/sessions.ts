import type { Hall, SessionView } from 'guanjia/parallel';

import { moment } from '../dates';
import { h } from '../dom';
import { hallOf } from '../library';
import { shownTo } from '../office';
import { acting, type Acting } from '../people';
import { stateOf } from '../words';
import { sessionsWords } from '../words/sessions';
import { elsewhere } from './home';
import { notice } from './notice';

/** 会议: every session there is, and a page to call one. */
export async function sessions(id = '', part = ''): Promise<HTMLElement> {
  const hall = await hallOf(id);
  if (!hall) return elsewhere();
  const who = await acting(id, hall);
  return part === 'new' ? notice(id, hall, who) : list(id, hall, who);
}

function list(id: string, hall: Hall, who: Acting): HTMLElement {
  const t = sessionsWords();
  const { sessions: briefs, zone } = hall.summary();
  return h('article', {},
    h('h1', {}, t.title),
    h('p', { class: 'lead' }, t.lead),
    shownTo(who, ['facilitator'], () => h('p', { class: 'no-print' }, h('a', { class: 'button main', href: `#/sessions/${id}/new` }, t.call))),
    briefs.length === 0 && h('p', { class: 'note' }, t.none),
    briefs.length > 0 && h('h2', {}, t.all),
    h('ul', { class: 'cards' }, hall.sessions().map((view) => h('li', {},
      h('h3', {}, h('a', { href: `#/session/${id}/${view.id}` }, sessionTitle(hall, view))),
      h('p', { class: 'state' }, `${view.id} · ${stateOf(view.state)}`),
      h('p', {}, whenSaid(view, zone))))));
}

/** What a session is about: its first item. */
export function sessionTitle(hall: Hall, { id, agenda }: SessionView): string {
  return hall.summary().sessions.find((one) => one.id === id)?.title ?? agenda?.items[0]?.title ?? id;
}

/** When a session meets. */
export function whenSaid({ call: { when } }: SessionView, zone: number): string {
  return 'held' in when ? moment(when.held, zone) : `${moment(when.window.opens, zone)} – ${moment(when.window.closes, zone)}`;
}
