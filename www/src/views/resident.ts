import type { Hall, Standing } from 'guanjia/parallel';

import '../convention.css';
import { day } from '../dates';
import { h } from '../dom';
import { percent } from '../likeness';
import type { Held } from '../shelf';
import { subjectName } from '../subjects';
import { sentence, stateOf, titleOf, words } from '../words';
import { lotteryWords } from '../words/lottery';
import { residentWords } from '../words/resident';
import { saidIn } from './matters';

/** How many matters that could be supported are shown before the rest are a tap away. */
const FEW = 6;

/** 我要办的事: what somebody on a register may do now, by the same checks that admit it, each one tap away. */
export function resident(id: string, hall: Hall, { handle }: Held): HTMLElement {
  const t = residentWords();
  let standing: Standing;
  try {
    standing = hall.standing(handle);
  } catch (error) {
    return h('p', { class: 'bad' }, sentence(error));
  }
  const duties = [draws(id, hall, standing), votes(id, hall, standing), signatures(id, hall, standing), drafts(id, hall, standing), posts(id, hall, standing), tasks(id, standing)].flat();
  return h('section', { class: 'resident' },
    h('h2', {}, t.title),
    duties.length === 0 && h('p', { class: 'note' }, t.nothing),
    h('ul', { class: 'cards' }, duties),
    h('div', { class: 'row' },
      h('a', { class: 'button', href: `#/matters/${id}/new` }, t.raise),
      h('a', { class: 'button', href: `#/mine/${id}/${handle}` }, words().mine),
      h('a', { class: 'button', href: `#/tasks/${id}` }, t.points(standing.balance))),
    supporting(id, hall, standing),
    mine(id, hall, standing));
}

/** Something that waits: what it is about, until when, and the way there. */
function duty(title: string, note: string | null, href: string, label: string, main = true): HTMLElement {
  return h('li', {}, h('h3', {}, title), note !== null && h('p', { class: 'note' }, note), h('a', { class: main ? 'button main' : 'button', href }, label));
}

function votes(id: string, hall: Hall, { motions, handle }: Standing): HTMLElement[] {
  const t = residentWords();
  return motions.flatMap(({ motion, may_vote, ballot, state }) => {
    const title = titleOf(hall.motion(motion));
    if (may_vote) return [duty(title, ballot === undefined ? null : t.voted, `#/ballot/${id}/${motion}`, ballot === undefined ? t.vote : t.vote_again, ballot === undefined)];
    return ballot === undefined ? [] : [duty(title, stateOf(state), `#/mine/${id}/${handle}`, words().mine, false)];
  });
}

/** Draws in which they may be drawn, with the chance that they have. */
function draws(id: string, hall: Hall, { draws: all, handle }: Standing): HTMLElement[] {
  const t = lotteryWords();
  return all.flatMap(({ draw, state, candidate }) => {
    const { lottery } = candidate && ['announced', 'committed'].includes(state.name) ? hall.draw(draw) : {};
    const sits = lottery?.chances[handle];
    return sits === undefined ? [] : [duty(t.mine_title(draw), t.mine(sits, lottery!.panels, percent(sits, lottery!.panels)), `#/ceremony/${id}/${draw}`, t.mine_see, false)];
  });
}

function signatures(id: string, hall: Hall, { drives }: Standing): HTMLElement[] {
  const t = residentWords();
  return drives.flatMap(({ drive, convention, closes, may_sign, may_unsign }) => {
    const title = hall.convention(convention).promulgated?.text.title ?? convention;
    if (may_sign) return [duty(title, t.until(day(closes)), `#/drive/${id}/${drive}`, t.sign)];
    return may_unsign ? [duty(title, t.signed, `#/drive/${id}/${drive}`, t.unsign, false)] : [];
  });
}

function drafts(id: string, hall: Hall, standing: Standing): HTMLElement[] {
  const t = residentWords();
  return standing.drafts.map((name) => {
    const { versions, state } = hall.convention(name);
    return duty(versions.at(-1)?.draft.text.title ?? name, stateOf(state), `#/convention/${id}/${name}`, t.comment);
  });
}

function posts(id: string, hall: Hall, standing: Standing): HTMLElement[] {
  const t = residentWords();
  return standing.posts.filter(({ may_object }) => may_object).map(({ post, subject, last_day }) => duty(subjectName(hall, subject), t.public_until(day(last_day)), `#/posts/${id}/${post}`, t.object, false));
}

function tasks(id: string, standing: Standing): HTMLElement[] {
  const t = residentWords();
  return standing.tasks.filter(({ may_report }) => may_report).map(({ task: { plan, overdue } }) => duty(plan.text, overdue ? t.overdue : null, `#/tasks/${id}`, t.report));
}

/** Matters of others that they may support. */
function supporting(id: string, hall: Hall, { supportable }: Standing): HTMLElement | null {
  const t = residentWords();
  if (supportable.length === 0) return null;
  return h('details', { class: 'fold' },
    h('summary', {}, t.support(supportable.length)),
    h('ul', {}, supportable.slice(0, FEW).map((matter) => h('li', {}, h('a', { href: `#/matter/${id}/${matter}` }, saidIn(hall.matter(matter)))))),
    supportable.length > FEW && h('p', {}, h('a', { href: `#/matters/${id}` }, t.more(supportable.length - FEW))));
}

/** What they raised and objected to, and where it stands. */
function mine(id: string, hall: Hall, { raised, objections }: Standing): HTMLElement | null {
  const t = residentWords();
  if (raised.length === 0 && objections.length === 0) return null;
  return h('div', {},
    raised.length > 0 && [h('h3', {}, t.raised), h('ul', {}, raised.map((matter) => {
      const view = hall.matter(matter);
      return h('li', {}, h('a', { href: `#/matter/${id}/${matter}` }, saidIn(view)), ` · ${stateOf(view.state)}`);
    }))],
    objections.length > 0 && [h('h3', {}, t.objected), h('ul', {}, objections.map(({ subject, objection, open }) =>
      h('li', {}, `${subjectName(hall, subject)} · ${open ? t.waits : t.answered}${objection.answer === undefined ? '' : `: ${objection.answer.reason}`}`)))]);
}
