import type { Hall, Role, State } from 'guanjia/parallel';

import { h } from './dom';
import { changeTo } from './office';
import { rolesSaid } from './people';
import { pick, words } from './words';

/** The way to take a step; or where it is taken, in words; or null for one that is part of another. */
export type Ways = Record<string, ((name: string) => HTMLElement) | string | null | undefined>;

/** What may be done next where something stands: the ways that whoever acts can take, and who takes the others, and where. */
export async function next(id: string, hall: Hall, { next: steps = [] }: State, roles: readonly Role[], ways: Ways): Promise<HTMLElement> {
  const t = words();
  const open: HTMLElement[] = [];
  const others: HTMLElement[] = [];
  for (const step of steps) {
    const make = ways[step.event];
    if (make === null) continue;
    const name = pick({ zh: step.zh, en: step.event.replaceAll('_', ' ') });
    if (typeof make === 'function' && step.roles.some((role) => roles.includes(role))) open.push(h('div', { 'data-step': step.event }, make(name)));
    else others.push(h('li', {}, t.named(name, [rolesSaid(step.roles), typeof make === 'string' && make].filter(Boolean).join(' · ')), typeof make !== 'string' && await changeTo(id, hall, step.roles)));
  }
  return h('section', { class: 'no-print' },
    h('h2', {}, t.next),
    steps.length === 0 && h('p', { class: 'note' }, t.nothing_next),
    open,
    others.length > 0 && h('div', {}, h('p', { class: 'note' }, t.done_by), h('ul', { class: 'note' }, others)));
}
