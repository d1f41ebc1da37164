import type { EntryView } from 'guanjia/parallel';

import './convention.css';
import { month } from './dates';
import { h, s } from './dom';
import { timelineWords } from './words/timeline';

type Part = keyof ReturnType<typeof timelineWords>['parts'];

/** Which part of the work an entry of a kind belongs to. */
const PARTS: Record<Part, readonly string[]> = {
  community: ['charter', 'office', 'office-end'],
  register: ['enrol', 'rekey', 'unenrol', 'freeze'],
  stewards: ['roster', 'roster-move', 'nominate', 'draw', 'commit', 'reveal', 'drawn', 'decline'],
  matters: ['matter', 'support', 'triage', 'appeal', 'matter-move'],
  sessions: ['notice', 'check-in', 'session-move', 'statement', 'recuse', 'minutes'],
  votes: ['motion', 'ballot', 'hand-out', 'hand-in', 'read-paper', 'adjudicate', 'close', 'announce'],
  conventions: ['convention', 'comment', 'review', 'gate', 'convention-move'],
  drives: ['drive', 'sign', 'unsign', 'drive-close'],
  posts: ['post', 'post-end', 'object', 'answer', 'finalise'],
  tasks: ['task', 'task-done', 'task-check', 'points-rule', 'points', 'points-move'],
};

const HEIGHT = 20;

/** Seconds of a day. */
const DAY = 86_400;

/** What was entered month by month, a row for each part of the work: as bars, and as a table for whoever cannot see them. */
export function timeline(zone: number, entries: EntryView[]): HTMLElement {
  const t = timelineWords();
  const { months, counts } = counted(zone, entries);
  const most = Math.max(1, ...Object.values(counts).flat());
  const sum = (all: number[]) => all.reduce((a, b) => a + b, 0);
  const shown = (Object.keys(PARTS) as Part[]).filter((part) => sum(counts[part]) > 0);
  const said = (part: Part) => months.flatMap((one, place) => ((counts[part][place] ?? 0) > 0 ? [t.in_month(month(one), counts[part][place] ?? 0)] : [])).join(t.comma);
  // Thousands of ballots beside a single motion: by their order of magnitude both are seen.
  const tall = (count: number) => (count === 0 ? 0 : 2 + (Math.log1p(count) / Math.log1p(most)) * (HEIGHT - 2));
  const strip = (part: Part) => s('svg', { viewBox: `0 0 ${months.length * 10} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': `${t.parts[part]}: ${said(part)}` },
    counts[part].map((count, place) => s('rect', { class: 'part', x: place * 10 + 1, y: HEIGHT - tall(count), width: 8, height: tall(count) })));
  return h('section', { class: 'timeline' },
    h('h2', {}, t.title),
    h('p', { class: 'note' }, t.span(month(months[0] ?? ''), month(months.at(-1) ?? ''))),
    shown.map((part) => h('div', { class: 'bar' }, h('span', { class: 'label' }, t.parts[part]), strip(part), h('span', { class: 'value' }, String(sum(counts[part]))))),
    h('details', { class: 'fold' }, h('summary', {}, t.as_table), h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': t.as_table }, h('table', {},
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t.month), shown.map((part) => h('th', { scope: 'col' }, t.parts[part])))),
      h('tbody', {}, months.map((one, place) => h('tr', {}, h('th', { scope: 'row' }, month(one)), shown.map((part) => h('td', {}, String(counts[part][place] ?? 0))))))))));
}

/** How many entries of each part there are in every month from the first to the last. */
function counted(zone: number, entries: EntryView[]): { months: string[]; counts: Record<Part, number[]> } {
  const partOf = new Map(Object.entries(PARTS).flatMap(([part, kinds]) => kinds.map((kind) => [kind, part as Part] as const)));
  const days = new Map<number, string>();
  const monthOf = (time: number) => {
    const day = Math.floor((time + zone * 60) / DAY);
    const one = days.get(day) ?? new Date(day * DAY * 1000).toISOString().slice(0, 7);
    days.set(day, one);
    return one;
  };
  const known = entries.flatMap(({ kind, time }) => {
    const part = kind === undefined ? undefined : partOf.get(kind);
    return part === undefined ? [] : [{ part, month: monthOf(time) }];
  });
  const all = known.map(({ month: one }) => one).sort();
  const months = between(all[0], all.at(-1));
  const place = new Map(months.map((one, index) => [one, index]));
  const counts = Object.fromEntries(Object.keys(PARTS).map((part) => [part, months.map(() => 0)])) as Record<Part, number[]>;
  for (const { part, month: one } of known) {
    const at = place.get(one) ?? 0;
    counts[part][at] = (counts[part][at] ?? 0) + 1;
  }
  return { months, counts };
}

/** Every month from one to another. */
function between(first = '', last = ''): string[] {
  const months: string[] = [];
  for (let one = first; one !== '' && one <= last;) {
    months.push(one);
    const [year = 0, number = 0] = one.split('-').map(Number);
    one = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
  }
  return months;
}
