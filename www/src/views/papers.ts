import type { Channel, Event, Hall, MotionView } from 'guanjia/parallel';

import '../votes.css';
import { act } from '../act';
import { doing } from '../doing';
import { h } from '../dom';
import { evidence, form, line, select } from '../form';
import { say } from '../frame';
import { opened } from '../library';
import { live } from '../live';
import { choiceOf, marksOf } from '../marks';
import { nextSerial, papersOf, saidOf, toRead, type Paper } from '../papers';
import { doneBy, shownTo } from '../office';
import { acting, maySign, type Acting } from '../people';
import { route } from '../router';
import { titleOf, words } from '../words';
import { paperWords } from '../words/papers';
import { adjudication } from './adjudication';
import { elsewhere } from './home';

/** 纸质票: handed out, put into the box, read by two clerks apart, and settled where they differ. */
export async function papers(id = '', name = ''): Promise<HTMLElement> {
  const record = await opened(id);
  if (!record) return elsewhere();
  const { hall } = record;
  const t = paperWords();
  const view = hall.motion(name);
  const all = papersOf(hall, view);
  const who = await acting(id, hall);
  const open = view.state.name === 'open';
  const takes = view.question.channels.some((channel) => channel !== 'online');
  return live(id, h('article', {},
    h('h1', {}, `${t.title} · ${titleOf(view)}`),
    h('p', { class: 'note' }, takes ? t.lead : t.no_paper),
    counts(view),
    (all.length > 0 || (open && takes)) && h('div', { class: 'no-print' }, shownTo(who, ['clerk'], () => h('div', {},
      open && takes && h('section', {}, h('h2', {}, t.out), handOut(id, hall, view, all, who)),
      open && all.length > 0 && h('section', {}, h('h2', {}, t.in), handIn(id, view, all, who)),
      all.length > 0 && h('section', {}, h('h2', {}, t.read), reading(id, view, all, who))))),
    all.length > 0 && differences(id, hall, view, all, who),
    all.length > 0 && adjudications(id, hall, view, all, who),
    all.length > 0 && list(all),
    h('p', { class: 'no-print' }, h('a', { class: 'button', href: `#/vote/${id}/${view.id}` }, t.back))));
}

function counts({ papers: { issued, arrived, equal, adjudicated }, unsettled }: MotionView): HTMLElement {
  const t = paperWords();
  const one = (label: string, n: number) => h('div', {}, h('dt', {}, label), h('dd', {}, n));
  return h('dl', { class: 'papers-count' }, one(t.issued, issued), one(t.arrived, arrived), one(t.equal, equal), one(t.adjudicated, adjudicated), one(t.unsettled, unsettled.length));
}

/** Does something with the paper of a form, tells it, and has the next paper's field ready. */
async function andNext(id: string, { by }: Acting, event: Event, told: string, field: string): Promise<void> {
  await act(id, by, event);
  await route();
  say(told);
  document.getElementById(field)?.focus();
}

function handOut(id: string, hall: Hall, view: MotionView, all: Paper[], who: Acting): HTMLElement {
  const t = paperWords();
  const channels = view.question.channels.filter((channel) => channel !== 'online');
  const proxy = view.rule !== undefined && view.rule.proxy !== 'off';
  const voters = membersOf(hall, view);
  return form({
    draft: `hand-out/${id}/${view.id}`,
    parts: [
      line('handle', t.household, { hint: t.household_hint, list: voters }),
      line('serial', t.serial, { value: nextSerial(all) }),
      select('channel', t.channel, Object.fromEntries(channels.map((channel) => [channel, words().channel[channel]]))),
      proxy && line('holder', t.holder, { optional: true, list: voters }),
      proxy && evidence('mandate', t.mandate, { optional: true }),
    ],
    submit: t.hand_out,
    done: ({ handle, serial, channel, holder, mandate }) => andNext(id, who, {
      kind: 'hand-out', re: view.leaf, serial: String(serial), handle: String(handle), channel: channel as Channel,
      ...(holder ? { holder: String(holder) } : {}), ...(Array.isArray(mandate) && mandate[0] ? { mandate: String(mandate[0]) } : {}),
    }, t.handed_out(String(serial), String(handle)), 'f-handle'),
  });
}

/** Those who may be handed a paper, to be offered while a handle is typed. */
function membersOf(hall: Hall, { session }: MotionView): string[] {
  return hall.session(session).call.convened;
}

function handIn(id: string, view: MotionView, all: Paper[], who: Acting): HTMLElement {
  const t = paperWords();
  return form({
    draft: `hand-in/${id}/${view.id}`,
    parts: [line('arrived', t.serial, { list: all.filter(({ state }) => state === 'out').map(({ serial }) => serial) })],
    submit: t.hand_in,
    done: ({ arrived }) => andNext(id, who, { kind: 'hand-in', re: view.leaf, serial: String(arrived) }, t.handed_in(String(arrived)), 'f-arrived'),
  });
}

/** One paper after the other by keyboard, for the first clerk as for the second: nothing here says what another read. */
function reading(id: string, view: MotionView, all: Paper[], who: Acting): HTMLElement {
  const t = paperWords();
  const kid = who.by?.kid ?? '';
  const left = toRead(all, kid);
  const [next] = left;
  const sheet = form({
    draft: `read/${id}/${view.id}/${who.by?.handle}`,
    parts: [
      line('paper', t.serial, { value: next?.serial ?? '', list: left.map(({ serial }) => serial) }),
      ...marksOf(view),
    ],
    submit: t.read_one,
    done: (values) => andNext(id, who, { kind: 'read-paper', re: view.leaf, serial: String(values['paper']), choice: choiceOf(values) }, t.was_read(String(values['paper'])), 'f-paper'),
  });
  sheet.addEventListener('keydown', byDigit);
  return h('div', {},
    h('p', { class: 'note' }, next?.state === 'entered-once' ? t.read_second : t.read_first, ' · ', left.length > 0 ? t.to_read(left.length) : t.all_read),
    h('p', { class: 'note' }, t.read_keys),
    sheet);
}

/** A digit chooses, and Enter enters, so that one hand stays on the keys and the other on the papers. */
function byDigit(event: KeyboardEvent): void {
  const form = event.currentTarget as HTMLFormElement;
  const typing = event.target instanceof HTMLInputElement && !['radio', 'checkbox'].includes(event.target.type);
  if (event.key === 'Enter' && !typing && event.target instanceof HTMLInputElement) {
    event.preventDefault();
    return form.requestSubmit();
  }
  if (event.key === 'Enter' && typing) {
    // From the number on to what is marked.
    event.preventDefault();
    const marked = form.querySelector<HTMLElement>('[data-key] input:checked') ?? form.querySelector<HTMLElement>('[data-key] input');
    return marked?.focus();
  }
  if (typing || !/^\d$/.test(event.key)) return;
  const box = form.querySelector<HTMLInputElement>(`[data-key="${event.key}"] input`);
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.click();
}

/** Papers that were read differently: by now both readings may be seen, and a supervisor settles them. */
function differences(id: string, hall: Hall, view: MotionView, all: Paper[], who: Acting): HTMLElement {
  const t = paperWords();
  const disputed = all.filter(({ state, settled }) => state === 'disputed' && !settled);
  return h('section', { class: 'no-print' },
    h('h2', {}, t.differences),
    disputed.length === 0 && h('p', { class: 'note' }, t.no_differences),
    disputed.map((paper) => h('section', { class: 'entry' },
      h('h3', {}, paper.serial),
      h('ul', {}, paper.readings.map(({ choice: read }, place) => h('li', {}, t.reading(place + 1, saidOf(view, read))))),
      maySettle(hall, who, view, paper) ? adjudication(id, hall, view.id, paper.serial) : doneBy(who, ['supervisor']))));
}

/** Whether a paper waits for whoever acts to settle it. */
function maySettle(hall: Hall, { by }: Acting, view: MotionView, { serial }: Paper): boolean {
  return by !== undefined && hall.waiting(by.handle).papers.some((paper) => paper.motion === view.leaf && paper.serial === serial && !paper.settled);
}

function adjudications(id: string, hall: Hall, view: MotionView, all: Paper[], who: Acting): HTMLElement | false {
  const t = paperWords();
  const settled = all.flatMap(({ serial, settled: said }) => (said ? [{ serial, ...said }] : []));
  return settled.length > 0 && h('section', {},
    h('h2', {}, t.adjudications),
    h('ul', { class: 'cards' }, settled.map(({ serial, leaf, choice: held, reason, witnessed }) => h('li', {},
      h('h3', {}, serial),
      h('p', {}, saidOf(view, held)),
      h('p', { class: 'note' }, reason),
      witnessed ? h('p', { class: 'good' }, h('span', { 'aria-hidden': 'true' }, '✓ '), t.state.adjudicated) : h('div', {},
        h('p', { class: 'state' }, t.to_witness),
        !maySign(hall, who, leaf) ? doneBy(who, ['witness', 'supervisor']) : doing(t.witness, async () => {
          await act(id, who.by, { kind: 'attest', re: leaf });
          await route();
          say(t.witnessed);
        }))))));
}

function list(all: Paper[]): HTMLElement {
  const t = paperWords();
  return h('details', {},
    h('summary', { class: 'button' }, `${t.list} (${all.length})`),
    h('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': t.list }, h('table', {},
      h('thead', {}, h('tr', {}, [t.serial, t.household, t.channel, t.progress].map((title) => h('th', { scope: 'col' }, title)))),
      h('tbody', {}, all.map(({ serial, handle, channel, state }) => h('tr', {}, h('td', {}, serial), h('td', {}, handle), h('td', {}, words().channel[channel]), h('td', {}, t.state[state])))))));
}
