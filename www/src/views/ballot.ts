import { readEntry, type Choice, type Hall, type MotionStanding, type MotionView } from 'guanjia/parallel';

import '../votes.css';
import { act, actor } from '../act';
import { wentWrong } from '../doing';
import { cross, h } from '../dom';
import { opened, type Opened } from '../library';
import { approvalOf, turnout } from '../numbers';
import { go } from '../router';
import { sentOf, type Held } from '../shelf';
import { pick, titleOf, words } from '../words';
import { ballotWords } from '../words/ballot';
import { voteWords } from '../words/votes';
import { elsewhere } from './home';
import { receipt, toBring } from './receipt';

/** One question on one screen, for somebody who votes with their own key. */
export async function ballot(id = '', name = '', again = ''): Promise<HTMLElement> {
  const record = await opened(id);
  if (!record) return elsewhere();
  const { hall } = record;
  const t = ballotWords();
  if (!hall.summary().motions.some((motion) => motion.id === name)) return page(t.title, h('p', {}, t.not_open));
  const view = hall.motion(name);
  const by = await actor(id);
  if (!by) return page(titleOf(view), noKey(id));
  const office = hall.summary().offices.find((one) => one.office === by.handle && one.in_force);
  if (office) return page(titleOf(view), h('p', { class: 'bad' }, t.office(office.roles.map((role) => words().role[role]).join('、'))), asked(view));
  return screen(record, view, by, again !== '');
}

async function screen(record: Opened, view: MotionView, by: Held, again: boolean): Promise<HTMLElement> {
  const t = ballotWords();
  const { kept: { id }, hall } = record;
  const standing = hall.standing(by.handle).motions.find(({ motion }) => motion === view.id);
  const waiting = (await sentOf(id)).find(({ kind, jws }) => kind === 'ballot' && about(jws) === `${view.leaf}/${by.kid}`);
  if (!standing) return page(titleOf(view), h('p', { class: 'bad', role: 'alert' }, t.not_listed), h('p', {}, t.ask_help));
  if (standing.ballot && !again) return receipt(record, view, standing, by);
  if (waiting && !again) return toBring(record, view, waiting);
  if (!standing.may_vote) return page(titleOf(view), refused(standing), asked(view), h('p', {}, h('a', { class: 'button', href: `#/mine/${id}/${by.handle}` }, t.mine)));
  return questionOf(id, hall, view, standing, by);
}

/** What a signed ballot is about, and whose it is. */
function about(jws: string): string {
  const { kid, payload } = readEntry(jws);
  return `${(JSON.parse(payload) as { re: string }).re}/${kid}`;
}

function page(title: string, ...children: (HTMLElement | false)[]): HTMLElement {
  return h('article', { class: 'ballot' }, h('h1', {}, title), children);
}

function noKey(id: string): HTMLElement {
  const t = ballotWords();
  return h('section', {}, h('p', { class: 'bad' }, t.no_key), h('p', {}, t.no_key_how), h('a', { class: 'button main', href: `#/scan/${id}` }, t.bring_key), h('p', { class: 'note' }, t.ask_help));
}

/** What the library says against it, and what can be done about it. */
function refused({ refusal }: MotionStanding): HTMLElement {
  const t = ballotWords();
  return h('section', { class: 'trouble', role: 'alert' },
    h('h2', {}, t.refused),
    refusal && cross(pick(refusal)),
    h('p', {}, (refusal && t.what_to_do[refusal.code]) ?? t.ask_help));
}

/** The text that is decided on, and the rule in numbers. */
export function asked(view: MotionView): HTMLElement {
  const t = voteWords();
  const text = pick(view.question.text);
  const approval = view.rule && approvalOf(view.rule);
  return h('section', { class: 'asked' },
    text !== pick(view.question.title) && h('p', { class: 'lead' }, text),
    h('ul', { class: 'numbers' },
      view.participation.map((judged) => h('li', {}, turnout(view, judged))),
      approval !== undefined && h('li', {}, approval),
      h('li', {}, t.duplicates[view.question.duplicates])));
}

/** The question with its buttons; the choice waits for one more yes, and outlives a reload. */
function questionOf(id: string, hall: Hall, view: MotionView, standing: MotionStanding, by: Held): HTMLElement {
  const t = ballotWords();
  const key = `draft/ballot/${id}/${view.id}/${by.handle}`;
  const several = 'approval' in view.question.poll;
  const stored = localStorage.getItem(key);
  const chosen = h('div', { 'aria-live': 'polite' });
  const named = (choice: Choice) => (choice === 'abstain' || typeof choice === 'string' ? t.abstain : ('option' in choice ? [choice.option] : 'options' in choice ? choice.options : [])
    .map((option) => pick(standing.options.find((one) => one.id === option)?.text ?? { zh: option })).join('、'));
  const back = () => {
    localStorage.removeItem(key);
    chosen.replaceChildren();
    buttons.hidden = false;
    buttons.querySelector<HTMLElement>('button, input')?.focus();
  };
  const choose = (choice: Choice) => {
    localStorage.setItem(key, JSON.stringify(choice));
    buttons.hidden = true;
    const said = h('div', { 'aria-live': 'assertive' });
    const yes = h('button', { class: 'main huge', onclick: async () => {
      try {
        await act(id, by, { kind: 'ballot', re: view.leaf, choice });
        localStorage.removeItem(key);
        await go('ballot', id, view.id);
      } catch (error) {
        said.replaceChildren(wentWrong(error));
      }
    } }, t.cast);
    chosen.replaceChildren(h('section', { class: 'verdict' },
      h('p', { class: 'large', id: 'confirm' }, t.confirm(named(choice))),
      h('p', { class: 'note' }, view.question.duplicates === 'last' ? t.may_change : t.final),
      said,
      h('p', { class: 'options' }, yes, h('button', { class: 'huge', onclick: back }, t.again))));
    yes.focus();
  };
  const one = () => [
    h('p', {}, t.choose_one),
    h('div', { class: 'options' },
      standing.options.map((option) => h('button', { class: 'huge', onclick: () => choose({ option: option.id }) }, pick(option.text))),
      h('button', { class: 'huge', onclick: () => choose('abstain') }, t.abstain))];
  const buttons = h('section', { class: 'no-print' }, several ? marks(standing, choose) : one());
  if (stored !== null) queueMicrotask(() => choose(JSON.parse(stored) as Choice));
  return page(titleOf(view),
    h('p', { class: 'note' }, t.as(by.handle)),
    asked(view),
    'speechSynthesis' in window && aloud(view, standing),
    buttons,
    chosen,
    h('p', { class: 'note no-print' }, hall.size > 0 && t.ask_help));
}

/** Several marks, as many as may be made. */
function marks(standing: MotionStanding, choose: (choice: Choice) => void): HTMLElement[] {
  const t = ballotWords();
  const most = standing.marks ?? standing.options.length;
  const boxes = standing.options.map(({ id }) => h('input', { type: 'checkbox', value: id }));
  const ticked = () => boxes.filter(({ checked }) => checked).map(({ value }) => value);
  const said = h('p', { role: 'status' }, t.chosen(0, most));
  const ready = h('button', { class: 'main huge', disabled: true, onclick: () => choose({ options: ticked() }) }, t.go_on);
  const list = h('fieldset', { class: 'choices', onchange: () => {
    const count = ticked().length;
    said.textContent = t.chosen(count, most);
    ready.disabled = count === 0 || count > most;
    for (const box of boxes) box.disabled = !box.checked && count >= most;
  } }, h('legend', {}, t.choose_several(most)), standing.options.map(({ text }, place) => h('label', { class: 'choice' }, boxes[place], pick(text))));
  return [list, said, h('div', { class: 'options' }, ready, h('button', { class: 'huge', onclick: () => choose('abstain') }, t.abstain))];
}

/** Reads the question with what one may choose, and nothing else of the page. */
function aloud(view: MotionView, standing: MotionStanding): HTMLElement {
  const t = ballotWords();
  return h('button', { class: 'no-print', onclick: () => {
    speechSynthesis.cancel();
    const said = new SpeechSynthesisUtterance(t.spoken(pick(view.question.title), pick(view.question.text), standing.options.map(({ text }) => pick(text)).join('、')));
    said.lang = document.documentElement.lang;
    speechSynthesis.speak(said);
  } }, t.read);
}
