import type { Brief, EntryView, Hall, SessionView } from 'guanjia/parallel';

import { h } from '../dom';
import { earlier, hallOf } from '../library';
import { go } from '../router';
import { pick, stateOf, words } from '../words';
import { home } from './home';

/** The kinds of entry before which there is something new to see. */
const STAGES = ['drawn', 'notice', 'motion', 'announce', 'drive', 'task'] as const;

/** What is true on a record: all of it, or as it was before some entry. */
export async function record(id = '', upto = ''): Promise<HTMLElement> {
  const whole = await hallOf(id);
  if (!whole) return home();
  const size = /^\d+$/.test(upto) ? Number(upto) : whole.size;
  const hall = size < whole.size ? earlier(whole, size) : whole;
  try {
    return page(id, whole, hall);
  } finally {
    if (hall !== whole) hall.dispose();
  }
}

function page(id: string, whole: Hall, hall: Hall): HTMLElement {
  const t = words();
  const summary = hall.summary();
  const part = (title: string, content: HTMLElement[]) => content.length > 0 && h('section', {}, h('h2', {}, title), h('ul', { class: 'cards' }, content));
  return h('article', {},
    h('h1', {}, summary.name ?? t.record),
    h('p', { class: 'note' }, `${t.today} ${summary.today} · ${t.entries(hall.size)}`),
    stages(id, whole, hall.size),
    part(t.motions, summary.motions.map((motion) => brief(motion, `#/motion/${id}/${motion.id}/${hall.size}`))),
    part(t.sessions, hall.sessions().map(session)),
    part(t.conventions, summary.conventions.map((one) => brief(one))),
    part(t.drives, summary.drives.map((one) => brief(one))),
    part(t.posts, summary.posts.map((one) => brief(one))),
    part(t.tasks, summary.tasks.map((one) => brief(one))),
    part(t.registers, Object.entries(summary.registers).map(([name, count]) => h('li', {}, h('h3', {}, name), h('p', {}, String(count))))),
    hall.size < whole.size && entry(whole.entries(hall.size, hall.size + 1)[0]));
}

function stages(id: string, whole: Hall, size: number): HTMLElement {
  const t = words();
  const kinds = whole.entries(0, whole.size).map(({ kind }) => kind);
  const places = STAGES.map((kind) => ({ kind, at: kinds.indexOf(kind) })).filter(({ at }) => at > 0).sort((a, b) => a.at - b.at);
  const select = h('select', { id: 'stage', onchange: () => go('record', id, select.value) },
    places.map(({ kind, at }) => h('option', { value: at, selected: at === size }, t.before(t.stages[kind]))),
    h('option', { value: whole.size, selected: size === whole.size }, t.stage_all));
  const elsewhere = size < whole.size && places.every(({ at }) => at !== size);
  if (elsewhere) select.prepend(h('option', { value: size, selected: true }, t.before(t.at(size))));
  return h('p', { class: 'row no-print' }, h('label', { for: 'stage' }, t.stage), select, h('a', { class: 'button', href: `#/audit/${id}` }, t.audit), h('a', { class: 'button', href: `#/mine/${id}` }, t.mine));
}

function brief({ id, title, state }: Brief, href?: string): HTMLElement {
  const name = title ?? id;
  return h('li', {}, h('h3', {}, href === undefined ? name : h('a', { href }, name)), h('p', { class: 'state' }, stateOf(state)));
}

function session(view: SessionView): HTMLElement {
  const t = words();
  const quorum = view.quorum;
  const met = quorum !== undefined && quorum.have >= quorum.need;
  return h('li', {},
    h('h3', {}, view.id),
    h('p', { class: 'state' }, stateOf(view.state)),
    h('p', {}, `${t.rule}:${pick(view.rule)}`),
    quorum !== undefined && h('p', { class: met ? 'good' : 'bad' }, h('span', { 'aria-hidden': 'true' }, met ? '✓ ' : '✗ '), t.quorum(quorum.have, quorum.need), ' ', met ? t.quorum_ok : t.quorum_fail));
}

function entry(view: EntryView | undefined): HTMLElement | false {
  if (!view) return false;
  return h('section', {},
    h('h2', {}, words().at(view.index)),
    h('p', {}, h('code', {}, view.kind ?? '?'), ' ', h('code', {}, view.leaf)),
    view.void !== undefined && h('p', { class: 'bad' }, pick(view.void)));
}
