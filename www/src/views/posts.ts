import type { Hall, ObjectionView, PostView } from 'guanjia/parallel';

import '../votes.css';
import { act } from '../act';
import { day, daysFrom } from '../dates';
import { doing } from '../doing';
import { h } from '../dom';
import { evidence, form, line, text } from '../form';
import { say } from '../frame';
import { opened } from '../library';
import { doneBy, shownTo } from '../office';
import { acting, nameOf, type Acting } from '../people';
import { ahead } from '../remembered';
import { route } from '../router';
import { noted } from '../shelf';
import { addressOf, sameSubject, subjectName, subjectsOf } from '../subjects';
import { sure } from '../sure';
import { pick, stateOf, words } from '../words';
import { postWords } from '../words/posts';
import { answering } from './answer';
import { elsewhere } from './home';
import { posting } from './posting';

/** 公示与异议: everything that is or was posted; one post with its objections; or something new to post. */
export async function posts(id = '', name = '', ...subject: string[]): Promise<HTMLElement> {
  const record = await opened(id);
  if (!record) return elsewhere();
  const { hall } = record;
  const who = await acting(id, hall);
  if (name === 'new') return posting(id, hall, who, subject);
  await ahead(hall, ['objections'], ...hall.posts().flatMap(({ subject: about }) => ('result' in about ? [['motion', about.result] as const] : [])));
  const post = hall.posts().find((one) => one.id === name);
  return post ? page(id, hall, post, who) : list(id, hall, who);
}

function list(id: string, hall: Hall, who: Acting): HTMLElement {
  const t = postWords();
  const all = [...hall.posts()].reverse();
  const part = (title: string, some: PostView[]) => h('section', {},
    h('h2', {}, title),
    some.length === 0 && h('p', { class: 'note' }, t.none),
    h('ul', { class: 'cards' }, some.map((post) => h('li', {},
      h('h3', {}, subjectName(hall, post.subject)),
      standing(hall, post),
      h('p', { class: 'note' }, `${t.objections} ${objectionsTo(hall, post).length}`),
      h('a', { class: 'button', href: `#/posts/${id}/${post.id}` }, t.open)))));
  return h('article', {},
    h('h1', {}, t.title),
    h('p', { class: 'note' }, t.lead),
    part(t.running, all.filter(({ ended, counts }) => ended === undefined && counts)),
    h('section', { class: 'no-print' }, h('h2', {}, t.new), shownTo(who, ['clerk'], () => choices(id, hall))),
    part(t.over, all.filter(({ ended, counts }) => ended !== undefined || !counts)));
}

/** What may be posted, by its name: what was posted last comes last. */
function choices(id: string, hall: Hall): HTMLElement {
  const t = postWords();
  const posted = hall.posts();
  const subjects = subjectsOf(hall).filter((subject) => !posted.some((post) => post.is_final && sameSubject(post.subject, subject)));
  return h('details', { open: posted.length === 0 },
    h('summary', { class: 'button' }, t.pick_what),
    subjects.length === 0 && h('p', { class: 'note' }, t.nothing),
    h('ul', { class: 'cards' }, subjects.map((subject) => h('li', {}, h('a', { class: 'button', href: `#/posts/${id}/new/${addressOf(subject)}` }, subjectName(hall, subject))))));
}

const objectionsTo = (hall: Hall, post: PostView) => hall.objections().filter(({ subject }) => sameSubject(subject, post.subject));

/** Where a post stands, in days. */
function standing(hall: Hall, post: PostView): HTMLElement {
  const t = postWords();
  const left = daysFrom(hall.summary().today, post.last_day);
  const over = post.ended !== undefined;
  const now = !post.counts ? t.not_counts : post.is_final ? t.final : over ? t.ended : left < 0 ? t.past : t.left(left);
  return h('div', {},
    h('p', {}, t.span(day(post.publicity.posted), day(post.last_day), post.publicity.days)),
    h('p', { class: 'state' }, !over && post.state && `${stateOf(post.state)} · `, h('strong', {}, now)));
}

async function page(id: string, hall: Hall, post: PostView, who: Acting): Promise<HTMLElement> {
  const t = postWords();
  const said = await noted<string>(id, post.publicity.text);
  const objections = objectionsTo(hall, post);
  const resident = who.by !== undefined && who.roles.includes('resident');
  return h('article', {},
    h('h1', {}, subjectName(hall, post.subject)),
    h('p', { class: 'note' }, `${post.id} · `, t.posted_by(nameOf(hall, post.by), day(post.publicity.posted))),
    standing(hall, post),
    post.outcome !== undefined && 'result' in post.subject && h('p', {}, h('a', { class: 'button', href: `#/motion/${id}/${post.subject.result}` }, t.result)),
    h('p', { class: 'note' }, t.evidence(post.publicity.evidence?.length ?? 0)),
    said !== undefined && h('section', { class: 'entry' }, h('h2', {}, t.words_here), h('p', {}, said)),
    post.table && table(hall, post, post.table),
    post.listed && h('section', {}, h('h2', {}, t.listed), h('ul', {}, post.listed.map((one) => h('li', {}, 'organisation' in one ? one.organisation.name : one.person.handle)))),
    post.ended === undefined && post.counts && h('section', { class: 'no-print' }, shownTo(who, ['clerk', 'host'], () => ending(id, post, who))),
    post.ended !== undefined && post.counts && !post.is_final && h('section', { class: 'no-print' }, shownTo(who, ['clerk'], () => doing(t.finalise, async () => {
      if (!await sure(t.finalise_sure, t.finalise, t.finalise_final)) return;
      await act(id, who.by, { kind: 'finalise', re: post.leaf });
      await route();
      say(t.finalised);
    }, 'main'))),
    h('section', {},
      h('h2', {}, t.objections),
      objections.length === 0 && h('p', { class: 'note' }, t.no_objections),
      objections.map((one) => objection(id, hall, one, who))),
    post.takes_objections && (resident || who.roles.includes('clerk')) && h('section', { class: 'no-print' }, h('h2', {}, resident ? t.object : t.object_for), objecting(id, hall, post, who)),
    h('p', { class: 'no-print' }, h('a', { class: 'button', href: `#/posts/${id}` }, t.back)));
}

/** The counts by groups; a column that merges several kinds names them all. */
function table(hall: Hall, { subject }: PostView, { columns, rows }: NonNullable<PostView['table']>): HTMLElement {
  const t = postWords();
  const options = 'result' in subject ? hall.motion(subject.result).options : [];
  const named = (kind: string) => t.column[kind] ?? pick(options.find(({ id }) => id === kind)?.text ?? { zh: kind });
  return h('section', {},
    h('h2', {}, t.table),
    h('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': t.table }, h('table', {},
      h('thead', {}, h('tr', {}, h('td', {}), columns.map((kinds) => h('th', { scope: 'col' }, kinds.map(named).join(words().comma))))),
      h('tbody', {}, rows.map(({ groups, counts }) => h('tr', {}, h('th', { scope: 'row' }, groups.join(words().comma)), counts.map((count) => h('td', {}, count))))))),
    h('p', { class: 'note' }, t.small));
}

function ending(id: string, post: PostView, { by }: Acting): HTMLElement {
  const t = postWords();
  return form({
    draft: `post-end/${id}/${post.id}`,
    parts: [evidence('evidence', t.photos, { optional: true })],
    submit: t.end,
    done: async ({ evidence: digests }) => {
      if (!await sure(t.end_sure, t.end, t.end_final)) return false;
      await act(id, by, { kind: 'post-end', post: post.id, ...(Array.isArray(digests) ? { evidence: digests.map(String).sort() } : {}) });
      await route();
      say(t.was_ended);
    },
  });
}

function objecting(id: string, hall: Hall, post: PostView, { by, roles }: Acting): HTMLElement {
  const t = postWords();
  const resident = roles.includes('resident');
  const refusal = resident && by ? hall.standing(by.handle).posts.find((one) => one.post === post.id)?.refusal : undefined;
  if (refusal) return h('p', { class: 'bad' }, pick(refusal));
  return form({
    draft: `object/${id}/${post.id}/${by?.handle}`,
    parts: [!resident && line('handle', t.handle), text('claim', t.claim, { hint: t.claim_hint })],
    submit: t.object_submit,
    done: async ({ handle, claim }) => {
      await act(id, by, { kind: 'object', re: post.leaf, claim: String(claim), ...(handle ? { handle: String(handle) } : {}) });
      await route();
      say(t.objected);
    },
  });
}

/** An objection, its time, its answer; and the form for it where it waits for one. */
export function objection(id: string, hall: Hall, view: ObjectionView, who: Acting): HTMLElement {
  const t = postWords();
  const { by, lodged, due, reason, answer, against } = view.objection;
  return h('section', { class: 'entry' },
    h('p', {}, reason),
    h('p', { class: 'note' }, t.objected_by(nameOf(hall, by), day(lodged))),
    answer === undefined
      ? h('p', { class: view.overdue ? 'bad' : 'state' }, h('strong', {}, t.waits), ' · ', t.due(day(due)), ' · ', view.overdue ? t.overdue : t.left_to_answer(daysFrom(hall.summary().today, due)))
      : h('div', {},
        h('p', {}, h('strong', {}, `${t.answered} · ${t.ruling[answer.ruling]}`)),
        h('p', {}, answer.reason),
        (answer.corrections ?? []).map(({ what, was, is }) => h('p', {}, `${what}:${was} → ${is}`))),
    view.open && h('div', { class: 'no-print' }, mayAnswer(hall, who, view)
      ? answering(id, hall, view)
      : doneBy(who, [...(against === 'draft' ? ['committee' as const] : []), 'supervisor', ...(view.overdue ? ['street' as const] : [])])));
}

/** Whether an objection waits for whoever acts to answer it. */
function mayAnswer(hall: Hall, { by: office }: Acting, view: ObjectionView): boolean {
  return office !== undefined && hall.waiting(office.handle).objections.some((one) => one.leaf === view.leaf);
}
