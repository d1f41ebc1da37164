import type { Hall, ItemView, SessionView } from 'guanjia/parallel';

import '../sessions.css';
import { checkLink } from '../code';
import { day } from '../dates';
import { h } from '../dom';
import { hallOf } from '../library';
import { qrCode } from '../qr';
import { noticeOf, questionOf } from '../questions';
import { ruleSaid } from '../rules-said';
import { pick, words } from '../words';
import { sessionsWords } from '../words/sessions';
import { elsewhere } from './home';
import { sessionTitle, whenSaid } from './sessions';

/** The notice of a session for the board: one sheet of A4 in big type, with a code by which anybody can hold it against the record. */
export async function poster(id = '', name = ''): Promise<HTMLElement> {
  const hall = await hallOf(id);
  if (!hall) return elsewhere();
  const t = sessionsWords();
  const view = hall.session(name);
  const { name: community = '', charter = '', zone } = hall.summary();
  const posted = noticeOf(hall, name);
  const link = posted && checkLink(charter, posted.index, posted.leaf);
  const items = await Promise.all((view.agenda?.items ?? []).map((item) => itemSaid(id, hall, item)));
  return h('article', { class: 'poster' },
    h('p', { class: 'row no-print' },
      h('button', { class: 'main', onclick: () => window.print() }, t.print),
      h('a', { class: 'button', href: `#/session/${id}/${name}` }, sessionTitle(hall, view))),
    h('section', { class: 'sheet-a4' },
      h('h1', {}, t.poster_of(community)),
      h('dl', {},
        h('dt', {}, t.when), h('dd', { class: 'big' }, whenSaid(view, zone)),
        view.call.place !== undefined && [h('dt', {}, t.place), h('dd', { class: 'big' }, view.call.place)],
        h('dt', {}, t.who), h('dd', {}, bodySaid(view))),
      h('h2', {}, t.agenda),
      h('ol', {}, items),
      h('p', { class: 'large' }, h('strong', {}, t.not_today)),
      h('h2', {}, words().named(t.rule, pick(view.rule))),
      h('ul', {}, ruleSaid(view.rule, view.call.convened.length).map((sentence) => h('li', {}, sentence))),
      h('div', { class: 'foot' },
        link !== undefined && await qrCode(link, t.scan),
        h('div', {},
          link !== undefined && h('p', {}, t.scan),
          h('p', {}, t.by(community, view.posted === undefined ? '' : day(view.posted))),
          view.agenda && h('p', { class: 'note' }, t.digest, ' ', h('code', {}, view.agenda.digest))))));
}

/** Who is convened. */
export function bodySaid({ body, call: { convened } }: SessionView): string {
  const t = sessionsWords();
  if ('draw' in body) return t.panel(body.draw, convened.length);
  return 'roster' in body ? t.roster(body.roster, convened.length) : t.base(body.base, convened.length);
}

async function itemSaid(id: string, hall: Hall, item: ItemView): Promise<HTMLElement> {
  const t = sessionsWords();
  const questions = await Promise.all(item.motions.map(async (motion) => {
    const question = await questionOf(id, hall, motion.id, motion.question);
    return h('li', {}, question
      ? `${motion.id} ${pick(question.text)}(${question.options.map((option) => pick(option.text)).join('/')})`
      : `${motion.id} ${t.words_elsewhere}`);
  }));
  return h('li', {}, h('strong', {}, item.title),
    h('span', { class: 'note' }, ` ${questions.length > 0 ? t.vote_on : t.talk_only}`),
    questions.length > 0 && h('ul', {}, questions));
}
