import type { Hall, MotionView, Question, QuestionView, SessionView } from 'guanjia/parallel';

import '../votes.css';
import { act } from '../act';
import { bar } from '../chart';
import { chooser, cross, h, save } from '../dom';
import { form, line, select } from '../form';
import { say } from '../frame';
import { live } from '../live';
import { opened } from '../library';
import { amount, counted, turnout } from '../numbers';
import { shownTo } from '../office';
import { acting, type Acting } from '../people';
import { ahead } from '../remembered';
import { route } from '../router';
import { note, noted } from '../shelf';
import { rolesFor } from '../ways';
import { sure } from '../sure';
import { pick, stateOf, titleOf, words } from '../words';
import { voteWords } from '../words/votes';
import { announced, announcing } from './announce';
import { elsewhere } from './home';

/** One vote as whoever runs it sees it: what will be asked, how many took part, and what is to be done next. */
export async function vote(id = '', name = ''): Promise<HTMLElement> {
  const record = await opened(id);
  if (!record) return elsewhere();
  const { hall } = record;
  const who = await acting(id, hall);
  if (hall.summary().motions.some((motion) => motion.id === name)) {
    await ahead(hall, ['motion', name]);
    return live(id, running(id, hall, hall.motion(name), who));
  }
  for (const session of hall.sessions()) {
    const asked = session.agenda?.items.flatMap(({ motions }) => motions).find((question) => question.id === name);
    if (asked) return live(id, await before(id, hall, session, asked, who));
  }
  return h('article', {}, h('h1', {}, voteWords().title), h('p', { class: 'note' }, voteWords().none));
}

/** A question that is on an agenda, and how it is put to the vote. */
async function before(id: string, hall: Hall, session: SessionView, asked: QuestionView, who: Acting): Promise<HTMLElement> {
  const t = voteWords();
  const question = await noted<Question>(id, asked.question);
  return h('article', {},
    h('h1', {}, question ? pick(question.title) : asked.id),
    h('p', { class: 'state' }, t.not_opened),
    asked.refusal && cross(pick(asked.refusal)),
    question ? exact(question) : h('section', {}, h('p', {}, t.no_text), chooser(t.choose_text, '.json,application/json', (file) => bring(id, asked, file))),
    question && h('section', { class: 'no-print' },
      asked.refusal === undefined && shownTo(who, ['facilitator', 'clerk'], () => opening(id, hall, session, question, who)),
      h('p', {}, h('button', { onclick: () => save(`${asked.id}.json`, `${JSON.stringify(question, null, 2)}\n`, 'application/json') }, t.save_text))));
}

/** Exactly what will be asked. */
export function exact(question: Question, opened = false): HTMLElement {
  const t = voteWords();
  const text = pick(question.text);
  return h('section', { class: 'verdict' },
    h('h2', {}, opened ? t.the_question : t.what_is_asked),
    h('p', { class: 'large' }, pick(question.title)),
    text !== pick(question.title) && h('p', {}, text),
    h('ol', {}, question.options.map((option) => h('li', {}, pick(option.text)))),
    h('ul', { class: 'numbers' },
      h('li', {}, t.channels(question.channels.map((channel) => words().channel[channel]).join(words().comma))),
      h('li', {}, t.effect[question.effect]),
      h('li', {}, t.duplicates[question.duplicates]),
      h('li', {}, t.blank[question.blank])),
    !opened && h('p', { class: 'note' }, t.as_announced));
}

/** Takes in a question that was written on another device: the notice knows it by its digest, which the library reckons. */
async function bring(id: string, asked: QuestionView, file: File): Promise<void> {
  const t = voteWords();
  try {
    const question = JSON.parse(await file.text()) as Question;
    if (question.id !== asked.id) throw new Error(t.text_other);
    await note(id, asked.question, question);
    await route();
    say(t.text_taken);
  } catch {
    say(t.text_other, true);
  }
}

function opening(id: string, hall: Hall, session: SessionView, question: Question, { by }: Acting): HTMLElement {
  const t = voteWords();
  const texts = hall.conventions().filter(({ state }) => ['voting', 'reviewing'].includes(state.name));
  return form({
    draft: `vote/${id}/${question.id}`,
    parts: [texts.length > 0 && select('convention', t.adopts, { '': t.adopts_none, ...Object.fromEntries(texts.map((text) => [text.id, text.versions.at(-1)?.draft.text.title ?? text.id])) }, { optional: true, value: texts.length === 1 && question.effect === 'decision' ? texts[0]?.id ?? '' : '' })],
    submit: t.start,
    done: async ({ convention }) => {
      if (!await sure(t.start_sure, t.start, t.start_final)) return false;
      await act(id, by, (now) => now.prepare({ kind: 'motion', session: session.id, question, ...(convention ? { convention: String(convention) } : {}) }));
      await route();
      say(t.started);
    },
  });
}

/** A vote from its opening on. */
function running(id: string, hall: Hall, view: MotionView, who: Acting): HTMLElement {
  const t = voteWords();
  const open = view.state.name === 'open';
  return h('article', {},
    h('h1', {}, titleOf(view)),
    h('p', { class: 'state' }, stateOf(view.state), view.outcome !== undefined && ` · ${t.outcome[view.outcome]}`),
    participation(view),
    open && h('section', { class: 'no-print' },
      h('p', { class: 'row' }, view.question.channels.includes('online') && h('a', { class: 'button', href: `#/ballot/${id}/${view.id}` }, t.vote_here)),
      h('p', { class: 'note' }, t.split_later)),
    view.question.channels.some((channel) => channel !== 'online') && h('section', { class: 'no-print' },
      h('h2', {}, t.papers),
      h('p', {}, t.papers_state(view.papers.issued, view.papers.arrived, view.papers.equal + view.papers.adjudicated)),
      h('a', { class: 'button', href: `#/papers/${id}/${view.id}` }, t.papers)),
    open && h('section', { class: 'no-print' }, h('h2', {}, t.close), shownTo(who, rolesFor(view.state, 'close', ['clerk']), () => closing(id, view, who))),
    view.uncounted && cross(t.not_counted, pick(view.uncounted)),
    !open && announcing(id, hall, view, who),
    view.announcements.length > 0 && announced(id, hall, view, who),
    exact(view.question, true));
}

/** How many took part by now, against what the rule asks for. */
export function participation(view: MotionView): HTMLElement {
  const t = voteWords();
  const entitled = view.entitled.heads ?? 0;
  const heads = counted(view.entitled, 'heads');
  return h('section', {},
    h('h2', {}, t.turnout_title),
    h('p', { class: 'large' }, t.voted_so_far(amount(heads, view.participating), amount(heads, entitled))),
    view.recused.length > 0 && h('p', { class: 'note' }, t.recused(amount(heads, view.recused.length))),
    view.participation.length === 0 && bar(words().participating, view.participating, entitled),
    view.participation.map((judged) => h('div', {},
      bar(words().measure[counted(view.entitled, judged.measure)], judged.have, judged.base, judged.need),
      h('p', { class: judged.met ? 'good' : view.state.name === 'open' ? 'state' : 'bad' }, h('span', { 'aria-hidden': 'true' }, judged.met ? '✓ ' : view.state.name === 'open' ? '… ' : '✗ '),
        turnout(view, judged), ' · ', judged.met ? t.enough : t.short(amount(counted(view.entitled, judged.measure), judged.shortfall))))));
}

function closing(id: string, view: MotionView, { by }: Acting): HTMLElement {
  const t = voteWords();
  return form({
    draft: `close/${id}/${view.id}`,
    parts: [view.papers.issued > 0 && line('papers', t.paper_count, { type: 'number', min: 0, hint: t.paper_count_hint })],
    submit: t.close,
    done: async ({ papers }) => {
      if (!await sure(t.close_sure, t.close, t.close_final)) return false;
      await act(id, by, (now) => now.prepare({ kind: 'close', motion: view.id, ...(papers === undefined ? {} : { papers: Number(papers) }) }));
      await route();
      say(t.closed);
    },
  });
}
