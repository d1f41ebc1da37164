import type { Brief, EntryView, Hall, SessionView, SignedEntry } from 'guanjia/parallel';

import { breath } from '../breath';
import { day } from '../dates';
import { cross, h } from '../dom';
import { before, hallOf } from '../library';
import { practice } from '../practice';
import { ahead, entriesOf } from '../remembered';
import { go } from '../router';
import { parsed } from '../scanned';
import { subjectName } from '../subjects';
import { timeline } from '../timeline';
import { pick, stateOf, titleOf, words } from '../words';
import { elsewhere } from './home';

/** The kinds of entry before which there is something new to see. */
const STAGES = ['drawn', 'notice', 'convention', 'motion', 'announce', 'drive', 'task'] as const;

/** What is true on a record: all of it, or as it was before some entry. */
export async function record(id = '', upto = ''): Promise<HTMLElement> {
  const whole = await hallOf(id);
  if (!whole) return elsewhere();
  const entries = await entriesOf(whole);
  return before(whole, upto, async (hall) => {
    const results = hall.posts().flatMap(({ subject }) => ('result' in subject ? [subject.result] : []));
    await ahead(hall, ['sessions'], ...results.map((leaf) => ['motion', leaf] as const), ...hall.summary().motions.map(({ id: motion }) => ['motion', motion] as const));
    const past = timeline(hall.summary().zone, entries.slice(0, hall.size));
    await breath();
    return page(id, whole, hall, entries, past);
  });
}

function page(id: string, whole: Hall, hall: Hall, entries: EntryView[], past: HTMLElement): HTMLElement {
  const t = words();
  const summary = hall.summary();
  const posted = new Map(hall.posts().map((one) => [one.id, subjectName(hall, one.subject)]));
  const part = (title: string, content: HTMLElement[]) => content.length > 0 && h('section', {}, h('h2', {}, title), h('ul', { class: 'cards' }, content));
  return h('article', {},
    h('h1', {}, summary.name ?? t.record),
    h('p', { class: 'note' }, `${t.today} ${day(summary.today)} · ${t.entries(hall.size)}`),
    stages(id, whole, hall.size, entries),
    hall.size < whole.size && [entry(id, whole, hall.size), h('h2', {}, t.entry_before)],
    part(t.motions, summary.motions.map((motion) => brief({ ...motion, title: titleOf(hall.motion(motion.id)) }, `#/motion/${id}/${motion.id}/${hall.size}`))),
    part(t.sessions, hall.sessions().map((one) => session(id, one, summary.sessions.find((brief) => brief.id === one.id)?.title))),
    part(t.conventions, summary.conventions.map((one) => brief(one, `#/convention/${id}/${one.id}`))),
    part(t.drives, summary.drives.map((one) => brief(one, `#/drive/${id}/${one.id}`))),
    part(t.posts, summary.posts.map((one) => brief({ ...one, title: posted.get(one.id) ?? one.id }, `#/posts/${id}/${one.id}`))),
    part(t.tasks, summary.tasks.map((one) => brief(one, `#/tasks/${id}`))),
    part(t.registers, Object.entries(summary.registers).map(([name, count]) => h('li', {}, h('h3', {}, t.register(name)), h('p', {}, String(count))))),
    past);
}

function stages(id: string, whole: Hall, size: number, entries: EntryView[]): HTMLElement {
  const t = words();
  const kinds = entries.map(({ kind }) => kind);
  const places = STAGES.map((kind) => ({ kind, at: kinds.indexOf(kind) })).filter(({ at }) => at > 0).sort((a, b) => a.at - b.at);
  const select = h('select', { id: 'stage', onchange: () => go('record', id, select.value) },
    places.map(({ kind, at }) => h('option', { value: at, selected: at === size }, t.before(t.stages[kind]))),
    h('option', { value: whole.size, selected: size === whole.size }, t.stage_all));
  const elsewhere = size < whole.size && places.every(({ at }) => at !== size);
  if (elsewhere) select.prepend(h('option', { value: size, selected: true }, t.before(t.at(size))));
  return h('div', { class: 'no-print' },
    h('p', { class: 'field' }, h('label', { for: 'stage' }, t.stage), select),
    h('p', { class: 'row' }, h('a', { class: 'button', href: `#/audit/${id}` }, t.audit), h('a', { class: 'button', href: `#/mine/${id}` }, t.mine)),
    practice(whole, size));
}

function brief({ id, title, state }: Brief, href?: string): HTMLElement {
  const name = title ?? id;
  return h('li', {}, h('h3', {}, href === undefined ? name : h('a', { href }, name)), h('p', { class: 'state' }, stateOf(state)));
}

function session(id: string, view: SessionView, title = view.id): HTMLElement {
  const t = words();
  const quorum = view.quorum;
  const met = quorum !== undefined && quorum.have >= quorum.need;
  return h('li', {},
    h('h3', {}, h('a', { href: `#/session/${id}/${view.id}` }, title)),
    h('p', { class: 'state' }, title !== view.id && `${view.id} · `, stateOf(view.state)),
    h('p', {}, t.named(t.rule, pick(view.rule))),
    quorum !== undefined && h('p', { class: met ? 'good' : 'bad' }, h('span', { 'aria-hidden': 'true' }, met ? '✓ ' : '✗ '), t.named(t.quorum(quorum.have, quorum.need), met ? t.quorum_ok : t.quorum_fail)));
}

/** One entry as it was signed: the last that an address can point to. */
function entry(id: string, whole: Hall, index: number): HTMLElement {
  const t = words();
  const [view] = whole.entries(index, index + 1);
  const { zone } = whole.summary();
  const step = (to: number, label: string) => to >= 0 && to < whole.size && h('a', { class: 'button', href: `#/record/${id}/${to}` }, label);
  return h('section', { class: 'entry' },
    h('h2', {}, t.named(t.at(index), view?.kind === undefined ? '?' : t.kind(view.kind))),
    view?.void !== undefined && cross(t.named(t.is_void, pick(view.void))),
    view && h('dl', {}, h('dt', {}, t.when), h('dd', {}, clock(view, zone)), signed(whole, index), h('dt', {}, t.leaf), h('dd', {}, h('code', {}, view.leaf))),
    h('p', { class: 'row no-print' }, step(index - 1, t.earlier), step(index + 1, t.later)));
}

/** Who signed what, where it can be read. */
function signed(whole: Hall, index: number): HTMLElement[] {
  const t = words();
  let entry: SignedEntry;
  try {
    entry = whole.entry(index);
  } catch {
    return [];
  }
  return [h('dt', {}, t.signer), h('dd', {}, h('code', {}, entry.kid)), h('dt', {}, t.payload), h('dd', {}, h('pre', {}, laidOut(entry.payload)))];
}

/** A payload with a line for every member; as it is where it is no JSON. */
function laidOut(payload: string): string {
  return JSON.stringify(parsed(payload), null, 2) ?? payload;
}

/** The host's time of an entry by the community's clock. */
function clock({ time }: EntryView, zone: number): string {
  return new Date((time + zone * 60) * 1000).toISOString().slice(0, 19).replace('T', ' ');
}
