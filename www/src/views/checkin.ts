import type { Presence } from 'guanjia/parallel';

import { act } from '../act';
import { h } from '../dom';
import { say } from '../frame';
import { noticeOf } from '../questions';
import { quorumLight } from '../quorum-light';
import { route } from '../router';
import { next } from '../ways';
import { sentence, words } from '../words';
import { sessionWords } from '../words/session';
import type { Sitting } from './session';
import { sessionSteps } from './session-steps';

/** States in which people come in. */
const OPEN = ['checkin', 'in_session', 'debating'];

/** 签到: everyone who is convened as a big name to be tapped, and whether enough have come. */
export async function checkin({ id, hall, view, who }: Sitting): Promise<HTMLElement> {
  const t = sessionWords();
  const { convened, guests, venue } = view.call;
  const clerk = who.roles.includes('clerk');
  const open = OPEN.includes(view.state.name);
  const key = `presence/${view.id}`;
  const presence = (): Presence => (venue === 'both' ? sessionStorage.getItem(key) === 'online' ? 'online' : 'hall' : venue);
  const come = async (handle: string) => {
    try {
      await act(id, who.by, { kind: 'check-in', handle, presence: presence(), session: view.id });
      say(t.came(handle, t.presences[presence()]));
      find.value = '';
      sessionStorage.removeItem('find');
      await route();
    } catch (error) {
      say(sentence(error), true);
    }
  };
  const find = h('input', { id: 'find', type: 'search', value: sessionStorage.getItem('find') ?? '', autocomplete: 'off', spellcheck: 'false', oninput: () => {
    sessionStorage.setItem('find', find.value);
    narrow();
  } });
  const still = convened.filter((handle) => view.present[handle] === undefined);
  const taps = still.map((handle) => h('li', { 'data-handle': handle }, h('button', { onclick: () => come(handle) }, handle)));
  const nobody = h('p', { class: 'note', hidden: true }, t.no_one);
  const narrow = () => {
    const wanted = find.value.trim().toLowerCase();
    for (const tap of taps) tap.hidden = !(tap.dataset['handle'] ?? '').toLowerCase().includes(wanted);
    nobody.hidden = taps.some((tap) => !tap.hidden);
  };
  narrow();
  const mine = who.by && still.includes(who.by.handle) && who.by.handle;
  return h('div', {},
    quorumLight(view, noticeOf(hall, view.id)),
    !open && h('p', { class: 'note' }, t.not_now),
    open && venue === 'both' && h('fieldset', { class: 'choices' }, h('legend', {}, t.presence), (['hall', 'online'] as const).map((one) =>
      h('label', { class: 'choice' }, h('input', { type: 'radio', name: 'presence', value: one, checked: presence() === one, onchange: () => sessionStorage.setItem(key, one) }), t.presences[one]))),
    open && mine && h('p', {}, h('button', { class: 'main', onclick: () => come(mine) }, t.i_came)),
    open && !clerk && h('p', { class: 'note' }, t.clerk_only),
    open && clerk && h('section', {},
      h('p', { class: 'note' }, t.tap),
      h('div', { class: 'field' }, h('label', { for: 'find' }, t.find), find),
      h('h2', {}, t.left(still.length)),
      nobody,
      h('ul', { class: 'taps' }, taps)),
    h('section', {},
      h('h2', {}, t.there(Object.keys(view.present).length)),
      h('p', {}, Object.entries(view.present).map(([handle, how]) => `${handle}(${t.presences[how]})`).join(words().comma))),
    guests && h('p', { class: 'note' }, words().named(t.guests, guests.join(words().comma))),
    next(who, view.state, sessionSteps(id, view, who)));
}
