import { GuanjiaError, hash, type Hall, type Id, type MatterStep, type MatterView, type Route, type SessionView, type Triage } from 'guanjia/parallel';

import { act } from '../act';
import { items } from '../catalogue';
import { h } from '../dom';
import { choice, evidence, fold, form, line, select, text, tick, type Part, type Values } from '../form';
import { say } from '../frame';
import { handlesOf, type Acting } from '../people';
import { route } from '../router';
import { note, type Held } from '../shelf';
import { confirmed } from '../sure';
import type { Ways } from '../ways';
import { mattersWords } from '../words/matters';
import { saidIn } from './matters';

/** A step on a matter: what is asked, what is entered, and what is to be confirmed first. */
interface Step {
  ask?: Part[];
  step: (values: Values) => MatterStep | Promise<MatterStep>;
  sure?: string;
}

const string = (values: Values, name: string) => values[name] as string;

/** The form of every step that is taken on a matter's own page, by the event of its state machine. */
export function stepsOf(id: string, hall: Hall, view: MatterView, { by, roles }: Acting): Ways {
  const t = mattersWords();
  const others = Object.fromEntries(hall.matters().filter((one) => one.id !== view.id).map((one) => [one.id, `${one.id} ${saidIn(one)}`]));
  const reason = () => text('reason', t.reason, { hint: t.reason_hint, rows: 2 });
  const motion = () => select('motion', t.motion, questionsOf(hall, view));
  const steps: Record<string, Step> = {
    return: { ask: [reason()], step: (values) => ({ return: { reason: string(values, 'reason') } }) },
    refer: { ask: [line('to', t.to_department), line('due', t.reply_by, { type: 'date', min: hall.summary().today })], step: (values) => ({ refer: { to: string(values, 'to'), due: string(values, 'due') } }) },
    advise: { ask: [text('advice', t.advice, { rows: 2 })], step: (values) => ({ advise: { advice: string(values, 'advice') } }) },
    shortlist: { ask: [h('p', { class: 'note' }, t.shortlist_sure)], step: () => 'shortlist' },
    direct_agree: { ask: [line('rule', t.agreed_rule)], step: (values) => ({ 'direct-agree': { rule: string(values, 'rule') } }) },
    defer: { ask: [reason()], step: (values) => ({ defer: { reason: string(values, 'reason') } }) },
    resolve: { ask: [motion()], step: (values) => ({ resolve: { motion: string(values, 'motion') } }) },
    escalate: {
      ask: [choice('ground', t.ground, t.grounds), line('on', t.studied_on, { type: 'date' }), line('record', t.studied_record)],
      step: (values) => ({ escalate: { ground: string(values, 'ground') as 'contested' | 'reserved', studied: { on: string(values, 'on'), record: string(values, 'record') } } }),
    },
    adopt: { ask: [motion()], step: (values) => ({ adopt: { motion: string(values, 'motion') } }) },
    reject: { ask: [motion()], step: (values) => ({ reject: { motion: string(values, 'motion') } }) },
    no_agreement: {
      ask: [select('measure', t.measure, Object.fromEntries(putTo(hall, view).map((one) => [one.question, titleOf(hall, one.id)]))), reason()],
      step: (values) => ({ 'no-agreement': { measure: string(values, 'measure'), reason: string(values, 'reason') } }),
    },
    retry: { ask: [text('changed', t.changed, { rows: 2 })], step: async (values) => ({ retry: { measure: await keptText(id, string(values, 'changed')) } }) },
    report_done: { ask: [evidence('evidence', t.evidence)], step: (values) => ({ 'report-done': { evidence: (values['evidence'] as string[])[0] ?? '' } }) },
    reject_result: { ask: [reason()], step: (values) => ({ 'reject-result': { reason: string(values, 'reason') } }) },
    strike_off: { ask: [h('p', { class: 'note' }, t.strike_sure)], step: () => 'strike-off', sure: t.strike_sure },
    reopen: { ask: [reason()], step: (values) => ({ reopen: { reason: string(values, 'reason') } }) },
    archive: { ask: [h('p', { class: 'note' }, t.archive_sure)], step: () => 'archive', sure: t.archive_sure },
  };
  const made = Object.entries(steps).map(([event, step]) => [event, (name: string) => moved(id, view.id, by, event, name, step)] as const);
  return {
    ...Object.fromEntries(made),
    accept: (name) => accepted(id, hall, view, by, name),
    // Of one step of the model there are two: into another matter, and into its parts.
    merge: (name) => h('div', {},
      moved(id, view.id, by, 'merge', name, { ask: [select('into', t.into, others), reason()], step: (values) => ({ merge: { into: string(values, 'into'), reason: string(values, 'reason') } }) }),
      moved(id, view.id, by, 'split', t.split, { ask: [line('into', t.parts), reason()], step: (values) => ({ split: { into: handlesOf(values['into']), reason: string(values, 'reason') } }) })),
    triage_minor: roles.includes('clerk') ? () => triaged(id, view.id, by) : undefined,
    triage_major: null,
    triage_private: null,
    appeal_triage: (name) => appealed(id, view.id, by, name),
    ...t.elsewhere,
    // What a task was made of is reported and checked with the task.
    ...(view.handler?.test === undefined ? {} : { report_done: t.elsewhere.assign, reject_result: t.elsewhere.assign, strike_off: t.elsewhere.assign }),
  };
}

/** Steps that leave a matter where it is, and all there are for one that is not shown. */
export function aside(id: string, number: Id, { by, roles }: Acting, restricted = false): HTMLElement {
  const t = mattersWords();
  const clerk = roles.includes('clerk');
  const committee = roles.includes('committee');
  const way = (event: string, name: string, step: Step) => h('div', { 'data-step': event }, moved(id, number, by, event, name, step));
  const flag = () => way('flag', t.flag, { ask: [text('reason', t.reason, { hint: t.reason_hint, rows: 2 })], step: (values) => ({ 'flag-safety': { reason: string(values, 'reason') } }) });
  if (!restricted) return h('section', { class: 'no-print' }, (clerk || committee || roles.includes('supervisor')) && flag());
  return h('section', { class: 'no-print' },
    clerk && way('accept', t.accept, { ask: [tick('read_back', t.read_back)], step: (values) => ({ accept: values['read_back'] === 'yes' ? { read_back: true } : {} }) }),
    (clerk || committee) && way('report', t.reported, { ask: [line('to', t.report)], step: (values) => ({ report: { to: string(values, 'to') } }) }),
    clerk && h('div', { 'data-step': 'triage' }, triaged(id, number, by, ['major'])),
    committee && way('refer', t.to_department, { ask: [line('to', t.to_department), line('due', t.reply_by, { type: 'date' })], step: (values) => ({ refer: { to: string(values, 'to'), due: string(values, 'due') } }) }));
}

function moved(id: string, number: Id, by: Held | undefined, event: string, name: string, { ask = [], step, sure: final }: Step): HTMLElement {
  const t = mattersWords();
  return fold(name, form({
    draft: `${id}/${event}/${number}`,
    parts: ask,
    submit: name,
    done: async (values) => {
      if (final !== undefined) await confirmed(final, t.do_it);
      await act(id, by, { kind: 'matter-move', matter: number, move: await step(values) });
      say(t.done(name));
      await route();
    },
  }));
}

/** A clerk takes it up: reads it back to who said it, and compares it with what is like it as the record asks. */
function accepted(id: string, hall: Hall, view: MatterView, by: Held | undefined, name: string): HTMLElement {
  const t = mattersWords();
  const compared = h('div', {});
  return fold(name, form({
    draft: `${id}/accept/${view.id}`,
    parts: [
      view.intake !== 'own' && h('div', {}, h('p', { class: 'large' }, t.read_back_ask), h('blockquote', {}, saidIn(view))),
      view.intake !== 'own' && tick('read_back', t.read_back),
      compared,
    ],
    submit: name,
    done: async (values) => {
      const others = (values['compared'] ?? []) as string[];
      try {
        await act(id, by, { kind: 'matter-move', matter: view.id, move: { accept: { ...(others.length > 0 ? { compared: [...others].sort() } : {}), ...(values['read_back'] === 'yes' ? { read_back: true } : {}) } } });
      } catch (error) {
        if (error instanceof GuanjiaError && error.code === 'matter.not-compared') compared.append(alike(hall, error.fields['other'] ?? ''));
        throw error;
      }
      say(t.done(name));
      await route();
    },
  }));
}

/** A matter that is like the one that is taken up, to be compared with it. */
function alike(hall: Hall, other: Id): HTMLElement {
  const t = mattersWords();
  return h('fieldset', { class: 'choices' }, h('legend', {}, t.alike),
    h('blockquote', {}, `${other} ${saidIn(hall.matter(other))}`),
    h('label', { class: 'choice' }, h('input', { type: 'checkbox', name: 'compared[]', value: other }), t.alike_no),
    h('p', { class: 'note' }, t.alike_hint));
}

/** 三事分流: one proposes; the core asks for somebody else's signature before it has any effect. */
function triaged(id: string, number: Id, by: Held | undefined, routes: readonly (keyof ReturnType<typeof mattersWords>['route'])[] = ['major', 'minor', 'private']): HTMLElement {
  const t = mattersWords();
  const minor = h('div', {}, select('item', t.item, items(), { optional: true }));
  const shown = () => { minor.hidden = sheet.querySelector<HTMLInputElement>('[name=route]:checked')?.value !== 'minor'; };
  const sheet: HTMLFormElement = form({
    draft: `${id}/triage/${number}`,
    parts: [
      choice('route', t.routed, Object.fromEntries(routes.map((one) => [one, t.route[one]]))),
      minor,
      text('reason', t.reason, { hint: t.reason_hint, rows: 2 }),
      line('rule', t.rule, { hint: t.rule_hint, value: t.rule_usual }),
      h('p', { class: 'note' }, t.triage_two),
    ],
    submit: t.triage,
    done: async (values) => {
      const to: Route = values['route'] === 'minor' ? { minor: String(values['item'] ?? '') } : values['route'] as 'major' | 'private';
      const triage: Triage = { reason: string(values, 'reason'), route: to, rule: string(values, 'rule') };
      await act(id, by, { kind: 'triage', matter: number, triage });
      say(t.triage_said);
      await route();
    },
  });
  sheet.addEventListener('change', shown);
  shown();
  return fold(t.triage, sheet);
}

function appealed(id: string, number: Id, by: Held | undefined, name: string): HTMLElement {
  const t = mattersWords();
  return fold(t.appeal, form({
    draft: `${id}/appeal/${number}`,
    parts: [text('reason', t.appeal_reason, { hint: t.reason_hint, rows: 3 })],
    submit: t.appeal,
    done: async (values) => {
      await act(id, by, { kind: 'appeal', matter: number, reason: string(values, 'reason') });
      say(t.done(name));
      await route();
    },
  }));
}

/** The questions that stand for a matter on the agendas it was on. */
function putTo(hall: Hall, view: MatterView): { id: Id; question: string }[] {
  const on = (session: SessionView) => session.agenda?.items.filter((item) => item.matter === view.id).flatMap((item) => item.motions) ?? [];
  return hall.sessions().flatMap(on);
}

const questionsOf = (hall: Hall, view: MatterView) => Object.fromEntries(putTo(hall, view).map((one) => [one.id, titleOf(hall, one.id)]));

/** What a question is called, as far as it was put to the vote. */
function titleOf(hall: Hall, question: Id): string {
  return hall.motions().find((one) => one.id === question)?.question.title.zh ?? question;
}

/** The digest of a text that is kept beside the record. */
async function keptText(id: string, said: string): Promise<string> {
  const name = hash(said);
  await note(id, name, said);
  return name;
}
