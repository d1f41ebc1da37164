import type { Role, State } from 'guanjia/parallel';

import { h } from './dom';
import { changeTo } from './office';
import { rolesSaid, type Acting } from './people';
import { pick, words } from './words';

/** The way to take a step; or where it is taken, in words; or null for one that is part of another. */
export type Ways = Record<string, ((name: string) => HTMLElement) | string | null | undefined>;

/** Who causes a step that may come next; those named otherwise, where the state has no word of it. */
export const rolesFor = ({ next: steps = [] }: State, event: string, otherwise: readonly Role[]): readonly Role[] => steps.find((step) => step.event === event)?.roles ?? otherwise;

/** Whether a step may come next and is one for somebody in these roles. */
export const mayStep = ({ next: steps = [] }: State, event: string, roles: readonly Role[]): boolean => steps.some((step) => step.event === event && step.roles.some((role) => roles.includes(role)));

/** What may be done next where something stands: the ways that whoever acts can take, and who takes the others, and where. */
export function next(who: Acting, { next: steps = [] }: State, ways: Ways): HTMLElement {
  const t = words();
  const open: HTMLElement[] = [];
  const others = new Map<string, { roles: Role[]; said: string[]; here: boolean }>();
  for (const { event, zh, roles: by } of steps) {
    const make = ways[event];
    if (make === null) continue;
    const name = pick({ zh, en: event.replaceAll('_', ' ') });
    if (typeof make === 'function' && by.some((role) => who.roles.includes(role))) {
      open.push(h('div', { 'data-step': event }, make(name)));
      continue;
    }
    const office = others.get(by.join()) ?? { roles: by, said: [], here: false };
    office.said.push(typeof make === 'string' ? `${name}(${make})` : name);
    office.here ||= typeof make !== 'string';
    others.set(by.join(), office);
  }
  const offices = [...others.values()].map(({ roles: by, said, here }) => h('li', {}, t.named(rolesSaid(by), said.join(t.comma)), here && changeTo(who, by)));
  return h('section', { class: 'no-print' },
    h('h2', {}, t.next),
    steps.length === 0 && h('p', { class: 'note' }, t.nothing_next),
    open,
    offices.length > 0 && h('div', {}, h('p', { class: 'note' }, t.done_by), h('ul', { class: 'note' }, offices)));
}
