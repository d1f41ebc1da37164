import type { Role, State, Step } from 'guanjia/parallel';

import { h } from './dom';
import { rolesSaid } from './people';
import { pick } from './words';

const nextOf = ({ next = [] }: State): Step[] => next;

/** Who causes a step that may come next; those named otherwise, where the state has no word of it. */
export const rolesFor = (state: State, event: string, otherwise: readonly Role[]): readonly Role[] => nextOf(state).find((next) => next.event === event)?.roles ?? otherwise;

/** Whether a step may come next and is one for somebody in these roles. */
export const mayStep = (state: State, event: string, roles: Role[]): boolean => nextOf(state).some((next) => next.event === event && next.roles.some((role) => roles.includes(role)));

/** What may come next, and who does it: for whoever waits for somebody else. */
export function nextSteps(state: State, said: { next: string; nothing_next: string; by_whom: (what: string, who: string) => string }): HTMLElement {
  const next = nextOf(state);
  return h('section', { class: 'no-print' },
    h('h2', {}, said.next),
    next.length === 0 ? h('p', { class: 'note' }, said.nothing_next) : h('ul', {}, next.map(({ zh, event, roles }) => h('li', {}, said.by_whom(pick({ zh, en: event.replaceAll('_', ' ') }), rolesSaid(roles))))));
}
