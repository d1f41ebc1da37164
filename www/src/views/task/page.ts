import type { Hall, TaskView } from 'guanjia/parallel';

import '../../convention.css';
import { act } from '../../act';
import { day } from '../../dates';
import { h } from '../../dom';
import { choice, evidence, fold, form, line, select, several, text, tick } from '../../form';
import { say } from '../../frame';
import { opened } from '../../library';
import { shownTo } from '../../office';
import { acting, nameOf, type Acting } from '../../people';
import { route } from '../../router';
import { addressOf, sameSubject } from '../../subjects';
import { stateOf, words } from '../../words';
import { taskWords } from '../../words/task';
import { elsewhere } from '../home';
import { points } from './points';

/** 任务与积分: what is to be done, by whom and until when, and the points of households. */
export async function tasks(id = ''): Promise<HTMLElement> {
  const record = await opened(id);
  if (!record) return elsewhere();
  const { hall } = record;
  const t = taskWords();
  const who = await acting(id, hall);
  const all = hall.tasks();
  return h('article', {},
    h('h1', {}, t.title),
    h('p', { class: 'lead' }, t.lead),
    h('section', {},
      h('h2', {}, t.tasks),
      all.length === 0 && h('p', { class: 'note' }, t.none),
      h('ul', { class: 'cards wide' }, all.map((view) => task(id, hall, view, who))),
      shownTo(who, ['committee'], () => assigning(id, hall, who))),
    points(id, hall, who));
}

function task(id: string, hall: Hall, view: TaskView, who: Acting): HTMLElement {
  const t = taskWords();
  const { plan, reports, matter } = view;
  const people = (handles: string[]) => handles.map((handle) => nameOf(hall, handle)).join(words().comma);
  return h('li', {},
    h('h3', {}, `${plan.id} `, h('span', { lang: 'zh-CN' }, plan.text)),
    h('p', { class: 'state' }, stateOf(view.state)),
    view.overdue && h('p', { class: 'bad' }, h('span', { 'aria-hidden': 'true' }, '! '), t.overdue),
    h('p', {}, t.owner_is(plan.owner, people(plan.doers))),
    h('p', {}, plan.due === undefined || plan.due === 'standing' ? t.standing : t.due_is(day(plan.due))),
    h('p', { class: 'note' }, t.accepted_when(''), h('span', { lang: 'zh-CN' }, plan.acceptance)),
    matter !== undefined && h('p', { class: 'note' }, h('a', { href: `#/matter/${id}/${matter}` }, t.for_matter(matter))),
    reports.map(({ by, evidence: shown, check }) => h('p', {},
      t.reported_by(nameOf(hall, by), shown.length),
      check && h('span', { class: check.returned === undefined ? 'good' : 'bad' }, ` · ${check.returned === undefined ? t.checked_by(nameOf(hall, check.by)) : t.returned_by(nameOf(hall, check.by), check.returned)}`))),
    reporting(id, hall, view, who),
    publishing(id, hall, view, who),
    checking(id, hall, view, who));
}

const isReported = ({ reports }: TaskView): boolean => reports.length > 0 && reports.at(-1)?.check === undefined;

/** What was done about a matter is posted before it is struck off. */
function publishing(id: string, hall: Hall, view: TaskView, { roles }: Acting): HTMLElement | null {
  const t = taskWords();
  if (view.matter === undefined || !isReported(view)) return null;
  const subject = { matter: view.matter };
  if (hall.posts().some((post) => post.counts && sameSubject(post.subject, subject))) return null;
  return h('div', { class: 'no-print' },
    h('p', { class: 'note' }, t.post_first),
    roles.includes('clerk') && h('p', {}, h('a', { class: 'button main', href: `#/posts/${id}/new/${addressOf(subject)}` }, t.post_result)));
}

/** One of those who do it reports it done, with what shows it. */
function reporting(id: string, hall: Hall, view: TaskView, { by }: Acting): HTMLElement | null {
  const t = taskWords();
  const mine = by && hall.standing(by.handle).tasks.find(({ task }) => task.id === view.id);
  if (!mine?.may_report) return null;
  return fold(t.report, form({
    draft: `${id}/task-done/${view.id}`,
    parts: [evidence('evidence', t.report_evidence)],
    submit: t.report,
    done: async (typed) => {
      await act(id, by, { kind: 'task-done', task: view.id, evidence: (typed['evidence'] ?? []) as string[] });
      await route();
      say(t.reported(view.id));
    },
  }));
}

/** Somebody else checks it: it is struck off, or returned with a reason. */
function checking(id: string, hall: Hall, view: TaskView, { by }: Acting): HTMLElement | null {
  const t = taskWords();
  if (!by || !isReported(view)) return null;
  if (!hall.waiting(by.handle).tasks.some(({ id: task }) => task === view.id)) return h('p', { class: 'note' }, t.check_other);
  return fold(t.check, form({
    draft: `${id}/task-check/${view.id}`,
    parts: [
      choice('outcome', t.check_outcome, { strike: t.strike, back: t.give_back }),
      text('reason', t.check_reason, { rows: 2, optional: true, hint: t.reason_hint }),
      evidence('evidence', t.check_evidence, { optional: true }),
    ],
    submit: t.check,
    done: async (typed) => {
      const back = typed['outcome'] === 'back';
      const shown = (typed['evidence'] ?? []) as string[];
      await act(id, by, {
        kind: 'task-check', task: view.id, outcome: back ? { returned: { reason: String(typed['reason'] ?? '') } } : 'struck-off',
        ...(shown.length > 0 ? { evidence: shown } : {}),
      });
      await route();
      say(back ? t.checked.back : t.checked.strike);
    },
  }));
}

/** The committee gives somebody a task. */
function assigning(id: string, hall: Hall, { by }: Acting): HTMLElement {
  const t = taskWords();
  const { offices, today } = hall.summary();
  const people = Object.fromEntries(offices.filter(({ in_force, roles }) => in_force && !roles.includes('host')).map(({ office }) => [office, nameOf(hall, office)]));
  const matters = Object.fromEntries(hall.matters().filter(({ state }) => ['decided', 'implementing'].includes(state.name)).map(({ id: matter, words: written }) => [matter, `${matter} ${'text' in written ? written.text : ''}`]));
  return fold(t.assign, form({
    draft: `${id}/task`,
    parts: [
      text('text', t.text, { rows: 2 }),
      line('owner', t.owner),
      several('doers', t.doers, people),
      line('due', t.due, { type: 'date', min: today, optional: true, hint: t.due_hint }),
      tick('standing', t.standing),
      line('acceptance', t.acceptance),
      Object.keys(matters).length > 0 && select('matter', t.matter, matters, { optional: true }),
      line('id', t.id, { value: `T${hall.tasks().length + 1}` }),
    ],
    submit: t.assign,
    done: async (typed) => {
      const { due, standing, matter, doers, ...rest } = typed as { id: string; text: string; owner: string; acceptance: string; due?: string; standing?: string; matter?: string; doers?: string[] };
      const until = standing === 'yes' ? 'standing' : due;
      await act(id, by, {
        kind: 'task', ...(matter ? { matter } : {}),
        task: { id: rest.id, text: rest.text, owner: rest.owner, acceptance: rest.acceptance, doers: doers ?? [], ...(until === undefined ? {} : { due: until }) },
      });
      await route();
      say(t.assigned(rest.id));
    },
  }));
}
