import type { DrawView, Hall } from 'guanjia/parallel';

import '../lottery.css';
import { act } from '../act';
import { h } from '../dom';
import { fold, form } from '../form';
import { say } from '../frame';
import { chances, likeness, percent } from '../likeness';
import { byOffice } from '../office';
import { acting } from '../people';
import { partsOf } from '../plan';
import { route } from '../router';
import { noted } from '../shelf';
import { words } from '../words';
import { lotteryWords } from '../words/lottery';
import { registerWords } from '../words/register';
import { proof } from './lottery-found';

/** The lottery of a draw: whether it is all there, what it proves, how like the community it is, and everybody's chance. */
export async function scheme(id: string, hall: Hall, view: DrawView): Promise<HTMLElement | null> {
  const { lottery, announcement: { lottery: notice, seats } } = view;
  if (!lottery || !notice) return null;
  const t = lotteryWords();
  const named = (handles: string[] | undefined) => (handles ?? []).join(words().comma);
  const { by } = await acting(id, hall);
  const mine = by === undefined ? undefined : lottery.chances[by.handle];
  const limits = [t.limits(notice.household === undefined ? undefined : registerWords().key_of(notice.household)), notice.sit && t.must(named(notice.sit)), notice.out && t.must_not(named(notice.out))].filter(Boolean);
  return h('div', { class: 'scheme' },
    h('h3', {}, t.scheme(lottery.panels), ' · ', t.method[lottery.objective]),
    limits.length > 0 && h('p', {}, limits.join(' ')),
    lottery.proved
      ? h('p', { class: 'good' }, h('span', { 'aria-hidden': 'true' }, '✓ '), t.checked)
      : await missing(id, hall, view),
    lottery.proved && proof(lottery.proved, lottery.panels),
    mine !== undefined && h('p', { class: 'verdict large', 'data-mine': '' }, t.mine(mine, lottery.panels, percent(mine, lottery.panels))),
    fold(t.likeness, likeness(lottery.features, Object.values(seats).reduce((sum, count) => sum + count, 0))),
    lottery.proved && fold(t.chances, chances(lottery.chances, lottery.panels)));
}

/** What is not on the record yet, and the way to put it there from the device that found it. */
async function missing(id: string, hall: Hall, { id: draw, state, lottery }: DrawView): Promise<HTMLElement> {
  const t = lotteryWords();
  const there = new Set(partsOn(hall, draw).keys());
  const said = h('p', { class: 'bad' }, h('span', { 'aria-hidden': 'true' }, '○ '), t.waits_parts(lottery!.parts, lottery!.of));
  if (state.name === 'failed') return said;
  const data = await noted<string[]>(id, partsOf(draw));
  return h('div', {}, said, await byOffice(id, hall, ['committee'], (by) => (data === undefined
    ? h('p', { class: 'note' }, t.parts_elsewhere)
    : form({ draft: `${id}/panels/${draw}`, parts: [], submit: t.put_parts, done: async () => {
      await act(id, by, data.flatMap((part, place) => (there.has(place) ? [] : [{ kind: 'panels' as const, draw, part: place, data: part }])));
      say(t.parts_put);
      await route();
    } }))));
}

/** The parts of a draw's lottery that stand on a record, by their places. */
export function partsOn(hall: Hall, draw: string): Map<number, string> {
  const parts = new Map<number, string>();
  for (const { index, kind, void: refused } of hall.entries(0, hall.size)) {
    if (kind !== 'panels' || refused) continue;
    const said = JSON.parse(hall.entry(index).payload) as { draw: string; part: number; data: string };
    if (said.draw === draw) parts.set(said.part, said.data);
  }
  return new Map([...parts].sort(([a], [b]) => a - b));
}

/** The number that was drawn, shown when the hall is asked to look; what comes after it waits for that. */
export function numbered({ id, drawn, lottery }: DrawView, then: HTMLElement): HTMLElement {
  if (drawn?.panel === undefined || !lottery) return then;
  const t = lotteryWords();
  const place = drawn.panel;
  const key = `number/${id}/${drawn.seed}`;
  const said = h('p', { class: 'spot', role: 'status' });
  const how = h('p', { class: 'note' }, t.number_how(place, lottery.panels));
  const ask = h('p', { class: 'no-print' }, h('button', { class: 'main', id: 'show-number', onclick: () => {
    sessionStorage.setItem(key, 'yes');
    show();
    then.querySelector<HTMLElement>('button')?.focus();
  } }, t.show_number));
  const show = () => {
    const out = sessionStorage.getItem(key) === 'yes';
    said.replaceChildren(...(out ? [h('strong', {}, t.number_is(place + 1, lottery.panels))] : []));
    ask.hidden = out;
    how.hidden = !out;
    then.hidden = !out;
  };
  show();
  return h('div', {}, h('p', {}, t.number_lead(lottery.panels)), said, how, ask, then);
}
