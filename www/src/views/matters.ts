import type { Hall, MatterView } from 'guanjia/parallel';

import { act } from '../act';
import { bar } from '../chart';
import { h } from '../dom';
import { choice, form, line, text, tick, type Values } from '../form';
import { hallOf } from '../library';
import { acting, type Acting } from '../people';
import { goAndSay } from '../router';
import { keepSealed, seal, sealedOf } from '../sealed';
import { spoken, stateOf, words } from '../words';
import { mattersWords } from '../words/matters';
import { elsewhere } from './home';

/** 事项: what residents raised, by where it stands; and a page to raise one. */
export async function matters(id = '', part = ''): Promise<HTMLElement> {
  const hall = await hallOf(id);
  if (!hall) return elsewhere();
  const who = await acting(id, hall);
  return part === 'new' ? raise(id, hall, who) : list(id, hall, who);
}

/** What a matter says, where that may be read. */
export function saidIn({ words }: MatterView): string {
  return 'text' in words ? words.text : mattersWords().sealed;
}

async function list(id: string, hall: Hall, { by, roles }: Acting): Promise<HTMLElement> {
  const t = mattersWords();
  const { matters: states, triaged, withheld } = hall.summary();
  const sealed = await sealedOf(id);
  const all = triaged.major + triaged.minor + triaged.private;
  const may = by && (roles.includes('resident') || roles.includes('clerk'));
  return h('article', {},
    h('h1', {}, t.title),
    h('p', { class: 'lead' }, t.lead),
    may && h('p', { class: 'no-print' }, h('a', { class: 'button main', href: `#/matters/${id}/new` }, roles.includes('clerk') ? t.take_down : t.say)),
    all > 0 && h('section', {}, h('h2', {}, t.triaged), (['major', 'minor', 'private'] as const).map((route) => bar(`${t.route_short[route]} ${t.count(triaged[route])}`, triaged[route], all))),
    Object.keys(states).length === 0 && h('p', { class: 'note' }, t.none),
    Object.values(states).map((ids) => group(id, ids.map((one) => hall.matter(one)))),
    withheld > 0 && h('p', { class: 'note' }, t.withheld(withheld)),
    sealed.length > 0 && h('section', {}, h('h2', {}, t.withheld_here),
      h('ul', { class: 'cards' }, sealed.map(({ name, text: said }) => h('li', {}, h('h3', {}, h('a', { href: `#/matter/${id}/${name}` }, said)), h('p', { class: 'note' }, name))))));
}

/** The matters that stand at the same. */
function group(id: string, views: MatterView[]): HTMLElement | false {
  const t = mattersWords();
  const [first] = views;
  return first !== undefined && h('section', {},
    h('h2', {}, words().named(stateOf(first.state), t.count(views.length))),
    h('ul', { class: 'cards' }, views.map((view) => h('li', {},
      h('h3', {}, h('a', { href: `#/matter/${id}/${view.id}` }, saidIn(view))),
      h('p', { class: 'note' }, view.id, view.support > 0 && ` · ${t.support(view.support)}`),
      view.overdue > 0 && h('p', { class: 'bad' }, h('span', { 'aria-hidden': 'true' }, '! '), t.overdue(view.overdue))))));
}

/** A resident says a thing, or a clerk takes it down. */
function raise(id: string, hall: Hall, { by, roles }: Acting): HTMLElement {
  const t = mattersWords();
  const clerk = roles.includes('clerk');
  const number = newNumber(hall);
  const sheet = form({
    draft: `${id}/matter`,
    parts: [
      text('words', t.words, { hint: clerk ? t.words_hint : t.say_own, rows: 5 }),
      clerk && choice('intake', t.intake, { oral: t.intakes.oral, paper: t.intakes.paper }, { value: 'oral' }),
      clerk && line('resident', t.whose, { hint: t.whose_hint, optional: true }),
      tick('safety', t.safety, { hint: t.safety_hint }),
      clerk && line('part_of', t.part_of, { optional: true, list: hall.matters().map((one) => one.id) }),
      clerk && line('id', t.number, { value: number }),
      readOut(() => sheet.querySelector('textarea')?.value ?? ''),
    ],
    submit: t.submit,
    done: async (values) => {
      const { event, sealed } = await submission(values, clerk ? undefined : by?.handle, number);
      await act(id, by, { kind: 'matter', matter: event });
      if (sealed) await keepSealed(id, sealed);
      await goAndSay(sealed ? t.said_sealed(event.id) : t.said(event.id), 'matter', id, event.id);
    },
  });
  return h('article', {}, h('h1', {}, clerk ? t.take_down : t.say), !clerk && h('p', { class: 'note' }, t.oral), sheet);
}

/** What is handed in; with its words sealed where they touch somebody's safety. */
async function submission(values: Values, own: string | undefined, number: string) {
  const { words: said = '', intake, resident = own, part_of, id = number, safety } = values as Record<string, string | undefined>;
  const sealed = safety === 'yes' ? await seal(id, said) : undefined;
  const event = {
    id,
    intake: own !== undefined ? 'own' as const : intake as 'oral' | 'paper',
    ...(resident === undefined ? {} : { resident }),
    ...(part_of === undefined ? {} : { part_of }),
    ...(sealed ? { safety: true } : {}),
    words: sealed ? sealed.words : { text: said },
  };
  return { event, sealed };
}

/** The next number of this month; those that are not shown have one too. */
function newNumber(hall: Hall): string {
  const { today, withheld } = hall.summary();
  const month = `M-${today.slice(2, 4)}${today.slice(5, 7)}-`;
  const taken = hall.matters().filter((one) => one.id.startsWith(month)).map((one) => Number(one.id.slice(month.length)) || 0);
  return month + String(Math.max(0, ...taken) + withheld + 1).padStart(2, '0');
}

/** A button that reads back what was taken down, where the browser can. */
export function readOut(said: () => string): HTMLElement | false {
  return 'speechSynthesis' in window && h('button', { type: 'button', onclick: () => {
    const voice = new SpeechSynthesisUtterance(said());
    voice.lang = spoken() === 'zh' ? 'zh-CN' : 'en';
    speechSynthesis.speak(voice);
  } }, mattersWords().read_out);
}
