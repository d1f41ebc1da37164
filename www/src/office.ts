import type { Hall, Role } from 'guanjia/parallel';

import { actAs } from './act';
import { h } from './dom';
import { acting, rolesSaid, type Acting } from './people';
import { route } from './router';
import type { Held } from './shelf';
import { both } from './words';

/** How many of those who could do something are offered. */
const FEW = 3;

const officeWords = both({
  whose: (who: string) => `这一步由${who}来办。`,
  change: (who: string) => `换成“${who}”来办`,
}, {
  whose: (who) => `This is for: ${who}.`,
  change: (who) => `Act as ${who}`,
});

/** What whoever holds one of these offices is shown; anybody else, whose it is. */
export function shownTo(who: Acting, roles: readonly Role[], shown: (by: Held) => HTMLElement): HTMLElement {
  return who.by && may(who, roles) ? shown(who.by) : doneBy(who, roles);
}

/** The same for a part that takes time to make. */
export async function byOffice(id: string, hall: Hall, roles: readonly Role[], part: (by: Held) => HTMLElement | Promise<HTMLElement>): Promise<HTMLElement> {
  const who = await acting(id, hall);
  return who.by && may(who, roles) ? part(who.by) : doneBy(who, roles);
}

const may = ({ roles: has }: Acting, roles: readonly Role[]): boolean => has.some((role) => roles.includes(role));

/** Whose it is, for whoever acts in another office; and the way to become them, where their key is here. */
export function doneBy(who: Acting, roles: readonly Role[]): HTMLElement {
  return h('div', { class: 'whose no-print' },
    h('p', { class: 'note' }, officeWords().whose(rolesSaid(roles))),
    changeTo(who, roles));
}

/** Buttons by which whoever acts becomes somebody else of this device who has one of these roles. */
export function changeTo({ id, others }: Acting, roles: readonly Role[]): HTMLElement | false {
  const here = others.filter((one) => one.roles.some((role) => roles.includes(role)));
  return here.length > 0 && h('p', { class: 'row no-print' }, here.slice(0, FEW).map(({ office, roles: has }) =>
    h('button', { onclick: () => { actAs(id, office); return route(); } }, officeWords().change(`${rolesSaid(has)} ${office}`))));
}
