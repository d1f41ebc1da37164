import type { Hall, Role } from 'guanjia/parallel';

import { actAs, keysOf } from './act';
import { h } from './dom';
import { acting, nameOf, rolesSaid } from './people';
import { route } from './router';
import type { Held } from './shelf';
import { both } from './words';

const officeWords = both({
  whose: (who: string) => `这一步由${who}来办。`,
  change: (who: string) => `换成“${who}”来办`,
}, {
  whose: (who) => `This is for: ${who}.`,
  change: (who) => `Act as ${who}`,
});

/** A part of a page for offices with one of these roles; whoever acts in another reads whose it is, and changes to them where their key is here. */
export async function byOffice(id: string, hall: Hall, roles: readonly Role[], part: (by: Held) => HTMLElement | Promise<HTMLElement>): Promise<HTMLElement> {
  const t = officeWords();
  const { by, roles: has } = await acting(id, hall);
  if (by && has.some((role) => roles.includes(role))) return part(by);
  return h('div', { class: 'whose' },
    h('p', { class: 'note' }, t.whose(rolesSaid(roles))),
    await changeTo(id, hall, roles));
}

/** Buttons by which whoever acts becomes somebody else of this device who has one of these roles. */
export async function changeTo(id: string, hall: Hall, roles: readonly Role[]): Promise<HTMLElement | false> {
  const offices = hall.summary().offices.filter((one) => one.in_force && one.roles.some((role) => roles.includes(role)));
  const here = (await keysOf(id)).filter(({ handle }) => offices.some(({ office }) => office === handle));
  return here.length > 0 && h('p', { class: 'row no-print' }, here.slice(0, 3).map(({ handle }) =>
    h('button', { onclick: () => { actAs(id, handle); return route(); } }, officeWords().change(nameOf(hall, handle)))));
}
