import type { Hall, ItemView, SessionView } from 'guanjia/parallel';

import '../sessions.css';
import { day } from '../dates';
import { h } from '../dom';
import { hallOf } from '../library';
import { acting, type Acting } from '../people';
import { noticeOf, questionOf } from '../questions';
import { quorumLight } from '../quorum-light';
import { ruleSaid } from '../rules-said';
import { next } from '../ways';
import { pick, stateOf, words } from '../words';
import { sessionWords } from '../words/session';
import { checkin } from './checkin';
import { debate } from './debate';
import { elsewhere } from './home';
import { minutes } from './minutes';
import { bodySaid } from './poster';
import { sessionSteps } from './session-steps';
import { sessionTitle, whenSaid } from './sessions';

/** What a part of running a session is made from. */
export type Sitting = { id: string; hall: Hall; view: SessionView; who: Acting };

const PARTS: Record<string, (sitting: Sitting) => Promise<HTMLElement> | HTMLElement> = { '': overview, checkin, debate, minutes };

/** One session, and the parts of running it: check-in, debate, minutes. */
export async function session(id = '', name = '', part = ''): Promise<HTMLElement> {
  const hall = await hallOf(id);
  if (!hall) return elsewhere();
  const t = sessionWords();
  const view = hall.session(name);
  const who = await acting(id, hall);
  const way = (to: string, label: string) => h('a', { href: `#/session/${id}/${name}${to && `/${to}`}`, 'aria-current': to === part && 'page' }, label);
  const make = PARTS[part] ?? overview;
  return h('article', {},
    h('h1', {}, sessionTitle(hall, view)),
    h('p', { class: 'state' }, `${view.id} · ${stateOf(view.state)}`),
    h('nav', { class: 'places row', 'aria-label': view.id },
      way('', t.overview), !view.call.by_voting && way('checkin', t.checkin), !view.call.by_voting && way('debate', t.debate), way('minutes', t.minutes),
      h('a', { href: `#/votes/${id}` }, t.votes), h('a', { href: `#/poster/${id}/${name}` }, t.poster)),
    await make({ id, hall, view, who }));
}

async function overview({ id, hall, view, who }: Sitting): Promise<HTMLElement> {
  const t = sessionWords();
  const w = words();
  const { zone } = hall.summary();
  const { call } = view;
  const fact = (name: string, ...said: (Node | string)[]) => [h('dt', {}, name), h('dd', {}, said)];
  const items = await Promise.all((view.agenda?.items ?? []).map((item) => itemSaid(id, hall, view, item)));
  return h('div', {},
    quorumLight(view, noticeOf(hall, view.id)),
    h('dl', {},
      fact(t.when, whenSaid(view, zone)),
      call.place !== undefined && fact(t.place, call.place),
      fact(t.who, bodySaid(view)),
      call.guests && fact(t.guests, call.guests.join(w.comma)),
      view.posted !== undefined && fact(t.posted, day(view.posted)),
      fact(w.rule, pick(view.rule), ...ruleSaid(view.rule, call.convened.length).map((sentence) => h('p', { class: 'note' }, sentence)))),
    h('section', {}, h('h2', {}, t.agenda), h('p', { class: 'note' }, t.frozen), h('ol', {}, items)),
    next(who, view.state, sessionSteps(id, view, who)));
}

/** An item with its questions, and how far each is. */
async function itemSaid(id: string, hall: Hall, view: SessionView, item: ItemView): Promise<HTMLElement> {
  const t = sessionWords();
  const questions = await Promise.all(item.motions.map(async (motion) => {
    const title = await titled(id, hall, motion.id, motion.question);
    const put = hall.summary().motions.some((one) => one.id === motion.id);
    const stage = motion.stage && (typeof motion.stage === 'string' ? t.stage[motion.stage] : t.stage.counted);
    return h('li', {},
      put ? h('a', { href: `#/motion/${id}/${motion.id}` }, title) : title,
      motion.outcome ? ` · ${t.outcome[motion.outcome]}` : stage !== undefined && ` · ${stage}`,
      Object.entries(motion.recused).map(([who, { reason }]) => h('p', { class: 'note' }, t.recused(who, reason))));
  }));
  return h('li', {},
    h('strong', {}, item.matter === undefined ? item.title : h('a', { href: `#/matter/${id}/${item.matter}` }, item.title)),
    view.item === item.no && h('span', { class: 'good' }, ` · ${t.now}`),
    item.deferred && !item.motions.some(({ stage }) => stage) && h('span', { class: 'note' }, ` · ${t.deferred}`),
    questions.length > 0 && h('ul', {}, questions));
}

/** What a question of an agenda is called: its title, or its number where its words are on another device. */
export async function titled(id: string, hall: Hall, name: string, digest: string): Promise<string> {
  const question = await questionOf(id, hall, name, digest);
  return question ? `${name} ${pick(question.title)}` : name;
}
