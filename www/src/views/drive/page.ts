import type { Aggregate, DriveView, Hall } from 'guanjia/parallel';

import '../../convention.css';
import { stack } from '../../chart';
import { day } from '../../dates';
import { h } from '../../dom';
import { opened } from '../../library';
import { acting } from '../../people';
import { stateOf, words } from '../../words';
import { driveWords } from '../../words/drive';
import { elsewhere } from '../home';
import { closing } from './closing';
import { household } from './household';
import { papers } from './papers';

/** A signature drive: signing while it is open, and its totals once they were checked and published. */
export async function drive(id = '', name = ''): Promise<HTMLElement> {
  const record = await opened(id);
  if (!record) return elsewhere();
  const { hall } = record;
  const t = driveWords();
  const who = await acting(id, hall);
  const view = hall.drive(name);
  const text = hall.convention(view.convention).versions.find(({ digest }) => digest === view.text)?.draft.text;
  const open = view.state.name === 'open';
  return h('article', {},
    h('h1', {}, words().named(t.title, ''), h('span', { lang: 'zh-CN' }, text?.title ?? view.convention)),
    h('p', { class: 'state' }, stateOf(view.state)),
    h('p', {}, t.window(day(view.opens), day(view.closes))),
    open && h('p', { class: 'note' }, t.open_counts),
    h('p', { class: 'row no-print' }, h('a', { class: 'button', href: `#/read/${id}/${view.convention}` }, t.read_first), h('a', { class: 'button', href: `#/posts/${id}` }, words().posts)),
    household(id, hall, view, text, who),
    open && papers(id, hall, view, who),
    closing(id, hall, view, who),
    totals(hall, view));
}

/** How many signed in all, and by parts where that was published. */
function totals(hall: Hall, view: DriveView): HTMLElement | null {
  const t = driveWords();
  if (view.signed === undefined) return null;
  const all = Object.values(hall.base(view.base).members).filter(({ voter }) => voter).length;
  return h('section', {},
    h('h2', {}, t.signed_households),
    stack([{ label: t.signed_households, parts: [view.signed, all - view.signed], said: t.of_base(view.signed, all) }], [t.column['signed'] ?? '', t.column['unsigned'] ?? '']),
    view.withdrawn !== undefined && view.table !== undefined && h('p', {}, words().named(t.withdrawn_households, String(view.withdrawn))),
    view.table && table(view.table));
}

/** The published table as a chart and as a table. */
function table({ columns, rows }: Aggregate): HTMLElement {
  const t = driveWords();
  const named = columns.map((kinds) => kinds.map((kind) => t.column[kind] ?? kind).join(' + '));
  const signed = columns.findIndex((kinds) => kinds.length === 1 && kinds[0] === 'signed');
  const bars = rows.map(({ groups, counts }) => {
    const sum = counts.reduce((a, b) => a + b, 0);
    return { label: groups.join(' + '), parts: counts, said: t.chart(groups.join(' + '), counts[signed] ?? 0, sum) };
  });
  return h('div', {},
    h('h3', {}, t.table),
    h('p', { class: 'note' }, t.small),
    signed >= 0 && stack(bars, named),
    h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': t.table }, h('table', {},
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t.group), named.map((column) => h('th', { scope: 'col' }, column)))),
      h('tbody', {}, rows.map(({ groups, counts }) => h('tr', {}, h('th', { scope: 'row' }, groups.join(' + ')), counts.map((count) => h('td', {}, String(count)))))))));
}
