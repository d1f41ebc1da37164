import type { Hall, Question, QuestionView, SessionView } from 'guanjia/parallel';

import '../votes.css';
import { h } from '../dom';
import { live } from '../live';
import { opened } from '../library';
import { ahead } from '../remembered';
import { noted } from '../shelf';
import { pick, stateOf, titleOf } from '../words';
import { voteWords } from '../words/votes';
import { elsewhere } from './home';

/** 表决: every question that a notice announced, and how far it is. */
export async function votes(id = ''): Promise<HTMLElement> {
  const record = await opened(id);
  if (!record) return elsewhere();
  const { hall } = record;
  const t = voteWords();
  await ahead(hall, ['sessions'], ...hall.summary().motions.map(({ id: motion }) => ['motion', motion] as const));
  const sessions = await Promise.all(hall.sessions().map((session) => questions(id, hall, session)));
  return live(id, h('article', {},
    h('h1', {}, t.title),
    sessions.every((one) => one === null) && h('p', { class: 'note' }, t.none),
    sessions.reverse()));
}

async function questions(id: string, hall: Hall, session: SessionView): Promise<HTMLElement | null> {
  const t = voteWords();
  const asked = session.agenda?.items.flatMap(({ motions }) => motions) ?? [];
  if (asked.length === 0) return null;
  const title = hall.summary().sessions.find((brief) => brief.id === session.id)?.title ?? session.id;
  return h('section', {},
    h('h2', {}, t.of_session(title)),
    h('p', { class: 'state' }, title !== session.id && `${session.id} · `, stateOf(session.state)),
    h('ul', { class: 'cards' }, await Promise.all(asked.map((question) => card(id, hall, question)))));
}

async function card(id: string, hall: Hall, question: QuestionView): Promise<HTMLElement> {
  const t = voteWords();
  const rounds = roundsOf(hall, question.id);
  if (rounds.length === 0) {
    const text = await noted<Question>(id, question.question);
    return h('li', {},
      h('h3', {}, text ? pick(text.title) : question.id),
      h('p', { class: 'state' }, t.not_opened),
      question.refusal && h('p', { class: 'note' }, pick(question.refusal)),
      h('a', { class: 'button', href: `#/vote/${id}/${question.id}` }, t.prepare));
  }
  return h('li', {}, rounds.map((round) => {
    const view = hall.motion(round);
    return [
      h('h3', {}, titleOf(view)),
      h('p', { class: 'state' }, stateOf(view.state), view.outcome !== undefined && ` · ${t.outcome[view.outcome]}`),
      h('p', { class: 'row' }, h('a', { class: 'button', href: `#/vote/${id}/${round}` }, t.open))];
  }).flat());
}

/** The rounds of a question that were put to the vote, in order. */
export function roundsOf(hall: Hall, question: string): string[] {
  const [first] = hall.summary().motions.filter((motion) => motion.id === question);
  return first === undefined ? [] : hall.motion(first.id).rounds.map((round) => round.id);
}
