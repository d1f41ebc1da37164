import type { ConventionStep, ConventionView, Event, Hall, MotionView, Role } from 'guanjia/parallel';

import { act } from '../../act';
import { h } from '../../dom';
import { evidence, fold, form, line, select, text, type Part, type Values } from '../../form';
import { say } from '../../frame';
import type { Acting } from '../../people';
import { route } from '../../router';
import { addressOf, sameSubject } from '../../subjects';
import { sure } from '../../sure';
import { titleOf } from '../../words';
import { next, type Ways } from '../../ways';
import { conventionWords } from '../../words/convention';
import { replies, repliesIn } from './replies';

interface Step {
  /** What is to be said for it; none where it cannot be done yet, and why. */
  parts: (Part | string | null)[];
  move: (typed: Values) => ConventionStep;
}

/** What is asked for each step of a convention that is an entry of its own. */
function asked(id: string, hall: Hall, view: ConventionView): Record<string, () => Step | HTMLElement> {
  const t = conventionWords();
  const said = (typed: Values, name: string) => String(typed[name] ?? '');
  const reason = () => text('reason', t.reason, { rows: 2, hint: t.reason_hint });
  const votes = (fits: (motion: MotionView) => boolean) => Object.fromEntries(hall.motions()
    .filter((motion) => motion.convention?.convention === view.id && motion.outcome !== undefined && fits(motion))
    .map((motion) => [motion.leaf, titleOf(motion)]));
  const byVote = (fits: (motion: MotionView) => boolean, step: (motion: string, reason: string) => ConventionStep, more: Part[]): Step | HTMLElement => {
    const motions = votes(fits);
    if (Object.keys(motions).length === 0) return h('div', {}, h('p', {}, t.no_motion), h('p', {}, t.vote_how), h('a', { class: 'button', href: `#/sessions/${id}` }, t.sessions));
    return { parts: [select('motion', t.which_motion, motions), ...more], move: (typed) => step(said(typed, 'motion'), said(typed, 'reason')) };
  };
  const passed = (motion: MotionView) => motion.outcome === 'passed';
  return {
    send_review: () => ({ parts: [], move: () => ({ 'send-review': {} as Record<symbol, never> }) }),
    to_vote: () => ({ parts: [t.vote_how, ...replies(view)], move: (typed) => ({ 'to-vote': repliesIn(typed) }) }),
    pass: () => byVote(passed, (motion) => ({ pass: { motion } }), []),
    fail: () => byVote((motion) => !passed(motion), (motion, reason) => ({ fail: { motion, reason } }), [reason()]),
    file: () => ({ parts: [evidence('evidence', t.evidence_filing)], move: (typed) => ({ file: { evidence: (typed['evidence'] ?? []) as string[] } }) }),
    order_correct: () => ({ parts: [reason()], move: (typed) => ({ 'order-correct': { reason: said(typed, 'reason') } }) }),
    promulgate: () => ({
      parts: [line('in_force', t.in_force, { type: 'date' }), line('review', t.review_by, { type: 'date' })],
      move: (typed) => ({ promulgate: { in_force: said(typed, 'in_force'), review: said(typed, 'review') } }),
    }),
    enter_force: () => ({ parts: [], move: () => ({ 'enter-force': {} as Record<symbol, never> }) }),
    start_review: () => ({ parts: [reason()], move: (typed) => ({ 'start-review': { reason: said(typed, 'reason') } }) }),
    keep: () => ({ parts: [reason(), line('review', t.review_by, { type: 'date' })], move: (typed) => ({ keep: { reason: said(typed, 'reason'), review: said(typed, 'review') } }) }),
    amend: () => ({ parts: [reason()], move: (typed) => ({ amend: { reason: said(typed, 'reason') } }) }),
    repeal: () => byVote(passed, (motion, reason) => ({ repeal: { motion, reason } }), [reason()]),
  };
}

/** What may be done next with a convention, each with what has to be said for it, and who does what is for others. */
export function steps(id: string, hall: Hall, view: ConventionView, who: Acting): HTMLElement {
  const t = conventionWords();
  const { by, roles } = who;
  const enter: Enter = async (what, event, typed, told) => {
    if (!await sure(t.step_sure(what), what, t.step_final)) return false;
    await act(id, by, event(typed));
    await route();
    say(told);
  };
  const moves = Object.entries(asked(id, hall, view)).map(([name, ask]) => [name, () => {
    const what = t.steps[name] ?? name;
    const step = ask();
    if (step instanceof HTMLElement) return fold(what, step);
    const move = (typed: Values): Event => ({ kind: 'convention-move', convention: view.id, move: step.move(typed) });
    const sheet = form({ draft: `${id}/convention/${view.id}/${name}`, parts: step.parts, submit: what, done: (typed) => enter(what, move, typed, t.stepped(what)) });
    // A step that asks for nothing stands open.
    return step.parts.length === 0 ? sheet : fold(what, sheet);
  }] as const);
  const link = (to: string, label: string) => () => h('p', {}, h('a', { class: 'button main', href: `#/${to}/${id}/${view.id}` }, label));
  const ways: Ways = {
    ...Object.fromEntries(moves), draft: link('draft', t.edit), revise: link('draft', t.edit), comment: t.proposals,
    clear: link('review', t.review), send_back: null, street_ok: link('review', t.review), street_back: null,
  };
  return h('div', { class: 'acts' },
    next(who, view.state, ways),
    [view.state.name === 'drafting' && roles.includes('committee') && link('draft', t.edit)(), studying(id, view, roles, enter), posting(id, hall, view, roles)]);
}

type Enter = (what: string, event: (typed: Values) => Event | ((hall: Hall) => Event), typed: Values, told: string) => Promise<void | false>;

/** The study of the Party organisation, which the committee puts on record before the vote. */
function studying(id: string, view: ConventionView, roles: Role[], enter: Enter): HTMLElement | null {
  const t = conventionWords();
  if (!roles.includes('committee') || view.study || view.adoption || view.state.name === 'voting') return null;
  return fold(t.study, form({
    draft: `${id}/convention/${view.id}/gate`,
    parts: [t.study_lead, line('on', t.study_on, { type: 'date' }), line('record', t.study_record)],
    submit: t.study_enter,
    done: (typed) => enter(t.study, () => ({ kind: 'gate', convention: view.id, study: { on: String(typed['on']), record: String(typed['record'] ?? '') } }), typed, t.stepped(t.study)),
  }));
}

/** A draft that is public, and a convention that was promulgated, are posted by a clerk. */
function posting(id: string, hall: Hall, view: ConventionView, roles: Role[]): HTMLElement | null {
  const t = conventionWords();
  const draft = view.state.name === 'draft_public';
  const filing = view.state.name === 'promulgated' || view.state.name === 'in_force';
  if (!roles.includes('clerk') || !(draft || filing)) return null;
  const subject = draft ? { draft: view.id } : { filing: view.id };
  const text = view.versions.at(-1)?.digest;
  const since = view.promulgated?.promulgation.promulgated ?? '';
  const posted = hall.posts().filter((post) => post.counts && sameSubject(post.subject, subject));
  if (posted.some(({ publicity }) => (draft ? publicity.text === text : publicity.posted >= since))) return null;
  return h('p', {}, h('a', { class: 'button main', href: `#/posts/${id}/new/${addressOf(subject)}` }, draft ? t.post_draft : t.post_filing));
}
