import { readEntry, type Event, type Hall, type Subject } from 'guanjia/parallel';

import { act } from '../act';
import { day, later } from '../dates';
import { h } from '../dom';
import { evidence, form, line, rows, select, several, text, values as typed, type Value, type Values } from '../form';
import { opened } from '../library';
import { shownTo } from '../office';
import { type Acting } from '../people';
import { goAndSay } from '../router';
import { note } from '../shelf';
import { subjectName } from '../subjects';
import { postWords } from '../words/posts';

/** How long something is posted unless somebody says otherwise, in days. */
const USUAL = 7;

/** Something is posted: what it is about was chosen already, and stands in the address. */
export function posting(id: string, hall: Hall, who: Acting, [kind = 'list', name = '']: string[]): HTMLElement {
  const t = postWords();
  const claims = Object.entries(hall.points().claims).filter(([, { state }]) => state === 'verified').map(([claim]) => claim);
  const subject = (kind === 'points' ? { points: claims } : { [kind]: name }) as Subject;
  return h('article', {},
    h('h1', {}, t.new_of(subjectName(hall, subject))),
    h('p', { class: 'note' }, t.lead),
    shownTo(who, ['clerk'], () => sheet(id, hall, who, kind, subject, claims)));
}

function sheet(id: string, hall: Hall, { by }: Acting, kind: string, subject: Subject, claims: string[]): HTMLElement {
  const t = postWords();
  const follows = kind === 'draft' || kind === 'filing';
  const groups = kind === 'result' || kind === 'drive' ? strataOf(hall) : [];
  const span = h('p', { class: 'lead', 'aria-live': 'polite' });
  const element = form({
    draft: `post/${id}/${JSON.stringify(subject)}`,
    parts: [
      line('post', t.name, { value: newName(hall, kind), hint: t.name_hint }),
      kind === 'list' && line('list', t.list_name),
      kind === 'list' && rows('listed', t.organisation, (prefix) => [line(`${prefix}name`, t.organisation)], { add: t.add_organisation }),
      kind === 'points' && several('claims', t.claims, Object.fromEntries(claims.map((claim) => [claim, claim])), { value: claims }),
      line('days', t.days, { type: 'number', min: 1, max: 60, ...(kind === 'result' ? { optional: true, hint: t.days_rule } : { value: String(USUAL) }) }),
      follows ? t.text_follows : text('text', t.text, { rows: 6, hint: t.text_hint, optional: kind === 'minutes' }),
      groups.length > 0 && select('by', t.by, Object.fromEntries(groups.map((group) => [group, group])), { optional: true, hint: t.by_hint }),
      line('extended_to', t.extended, { type: 'date', optional: true }),
      evidence('evidence', t.photos, { optional: true }),
      span,
    ],
    submit: t.submit,
    done: async (values) => {
      const post = String(values['post']);
      const [done] = await act(id, by, (now) => now.prepare({ kind: 'post', post, subject: chosen(subject, values), ...said(values) }));
      if (!done) return;
      const entry = JSON.parse(readEntry(done.jws).payload) as { text: string };
      if (values['text']) await note(id, entry.text, String(values['text']));
      const view = (await opened(id))?.hall.posts().find((one) => one.id === post);
      await goAndSay(view ? t.posted(post, day(view.last_day)) : t.submit, 'posts', id, post);
    },
  });
  const shown = () => { span.textContent = spanOf(hall, subject, typed(element)); };
  element.addEventListener('input', shown);
  shown();
  return element;
}

/** From when to when it would be posted, as far as that can be said yet: where no days are given, the library knows those of the rule. */
function spanOf(hall: Hall, subject: Subject, values: Values): string {
  const { today } = hall.summary();
  let event: Event;
  try {
    event = hall.prepare({ kind: 'post', post: String(values['post']), subject: chosen(subject, values), ...said(values) });
  } catch {
    return '';
  }
  if (event.kind !== 'post') return '';
  const { days, extended_to = '' } = event;
  const last = later(today, days);
  return postWords().span(day(today), day(extended_to > last ? extended_to : last), days);
}

function chosen(subject: Subject, values: Values): Subject {
  if ('list' in subject) return { list: String(values['list']) };
  return 'points' in subject ? { points: listOf(values['claims']).map(String).sort() } : subject;
}

const listOf = (value: Value | undefined): Value[] => (Array.isArray(value) ? value : []);

/** What was typed, as the library asks for it. */
function said(values: Values): { days?: number; text?: string; by?: string; extended_to?: string; evidence?: string[]; listed?: { organisation: { name: string } }[] } {
  const digests = listOf(values['evidence']).map(String);
  const listed = listOf(values['listed']) as Values[];
  return {
    ...(values['days'] ? { days: Number(values['days']) } : {}),
    ...(values['text'] ? { text: String(values['text']) } : {}),
    ...(values['by'] ? { by: String(values['by']) } : {}),
    ...(values['extended_to'] ? { extended_to: String(values['extended_to']) } : {}),
    ...(digests.length > 0 ? { evidence: digests.sort() } : {}),
    ...(listed.length > 0 ? { listed: listed.map(({ name }) => ({ organisation: { name: String(name) } })) } : {}),
  };
}

/** A name that no post has: `result-2`. */
function newName(hall: Hall, kind: string): string {
  const taken = new Set(hall.summary().posts.map(({ id }) => id));
  for (let number = 1; ; number += 1) if (!taken.has(`${kind}-${number}`)) return `${kind}-${number}`;
}

/** By what the members of the bases are grouped, such as their building. */
const strataOf = (hall: Hall): string[] => [...new Set(hall.bases().flatMap(({ strata }) => Object.keys(strata)))];
