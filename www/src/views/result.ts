import { drawSpec, type DrawSpec, type DrawView, type Drawn, type Hall } from 'guanjia/parallel';

import { wentWrong } from '../doing';
import { h, save, wide } from '../dom';
import { fold } from '../form';
import { words } from '../words';
import { ceremonyWords } from '../words/ceremony';
import { lotteryWords } from '../words/lottery';
import { partsOn } from './lottery-draw';

/** The result of a draw, one seat after the other, as a hall full of people follows it. */
export function shown({ drawn, id }: DrawView): HTMLElement {
  const t = ceremonyWords();
  const { selected, alternates, general } = drawn!;
  const seats = Object.entries(selected).flatMap(([stratum, handles]) => handles.map((handle, place) => ({ stratum, handle, place, of: handles.length })));
  const key = `shown/${id}/${drawn!.seed}`;
  let far = Math.min(seats.length, Number(sessionStorage.getItem(key) ?? 0));
  const strata = Object.entries(selected).map(([stratum, handles]) => ({
    stratum, list: h('ol', { class: 'seated' }, handles.map(() => h('li', { class: 'empty' }, '·'))),
  }));
  const last = h('p', { class: 'spot', role: 'status' });
  const rest = h('div', {},
    Object.entries(alternates).filter(([, waiting]) => waiting.length > 0).map(([stratum, waiting]) =>
      h('p', {}, words().named(`${t.waits}${stratum === 'all' ? '' : ` · ${stratum}`}`, waiting.join(words().comma)))),
    general.length > 0 && h('p', {}, words().named(t.general_waits, general.join(words().comma))));
  const buttons = h('p', { class: 'row no-print' });
  const draw = () => {
    for (const { stratum, list } of strata) {
      seats.filter((seat) => seat.stratum === stratum).forEach(({ handle, place }) => {
        const out = seats.findIndex((seat) => seat.stratum === stratum && seat.place === place) < far;
        const cell = list.children[place]!;
        cell.className = out ? '' : 'empty';
        cell.textContent = out ? handle : '·';
      });
    }
    const seat = seats[far - 1];
    last.replaceChildren(...(seat ? [h('strong', {}, seat.handle), h('span', {}, t.seat(seat.stratum === 'all' ? t.all : seat.stratum, seat.place + 1, seat.of))] : []));
    rest.hidden = far < seats.length;
    buttons.replaceChildren(...(far < seats.length
      ? [h('button', { class: 'main', id: 'next-seat', onclick: () => to(far + 1) }, t.show_next), h('button', { id: 'all-seats', onclick: () => to(seats.length) }, t.show_all)]
      : [h('button', { id: 'again', onclick: () => to(0) }, t.again)]));
  };
  const to = (next: number) => {
    const focused = document.activeElement?.id;
    far = next;
    sessionStorage.setItem(key, String(far));
    draw();
    (document.getElementById(focused ?? '') ?? buttons.querySelector('button'))?.focus();
  };
  draw();
  return h('div', {},
    last,
    h('div', { class: 'cards' }, strata.map(({ stratum, list }) => h('div', { class: 'entry' }, h('h3', {}, stratum === 'all' ? t.all : stratum), list))),
    rest,
    buttons);
}

/** Everything that decides a draw, as anybody's program takes it. */
function specOf(hall: Hall, { id, announcement, candidates, parties, drawn, lottery }: DrawView): DrawSpec {
  const { candidates: _, parties: __, ...said } = announcement;
  return { ...said, candidates, ...(parties.length > 0 ? { parties } : {}), ...(lottery ? { parts: [...partsOn(hall, id).values()] } : {}), value: drawn!.value };
}

/** 重算: the draw all over again on this device, beside what the record says. */
export function recomputed(hall: Hall, view: DrawView): HTMLElement {
  const t = ceremonyWords();
  const said = h('div', { 'aria-live': 'polite' });
  const again = () => {
    try {
      const { tickets, drawn } = drawSpec(specOf(hall, view));
      const same = sorted(drawn) === sorted(view.drawn!);
      said.replaceChildren(
        h('p', { class: same ? 'good large' : 'bad large' }, h('span', { 'aria-hidden': 'true' }, same ? '✓ ' : '✗ '), same ? t.same : t.different),
        drawn.panel === undefined ? lots(tickets, drawn) : h('p', {}, lotteryWords().number_is(drawn.panel + 1, view.lottery?.panels ?? 0), ' · ', lotteryWords().checked));
    } catch (error) {
      said.replaceChildren(wentWrong(error));
    }
  };
  return h('div', {},
    h('p', { class: 'note' }, t.recompute_what),
    h('p', { class: 'row no-print' },
      h('button', { class: 'main', onclick: again }, t.recompute),
      h('button', { onclick: () => save(`${view.id}.json`, `${JSON.stringify(specOf(hall, view), null, 2)}\n`, 'application/json') }, t.save_spec)),
    said);
}

/** Everybody's lot from the smallest on, and who was drawn. */
function lots(tickets: Record<string, string>, { selected }: Drawn): HTMLElement {
  const t = ceremonyWords();
  const seat = new Map(Object.entries(selected).flatMap(([stratum, handles]) => handles.map((handle) => [handle, stratum] as const)));
  return fold(t.lots, wide(t.lots, h('table', {},
    h('thead', {}, h('tr', {}, [t.who, t.lot_head, t.chosen].map((head) => h('th', { scope: 'col' }, head)))),
    h('tbody', {}, Object.entries(tickets).sort(([, a], [, b]) => order(a, b)).map(([handle, lot]) =>
      h('tr', {}, h('th', { scope: 'row' }, handle), h('td', {}, h('code', {}, lot)), h('td', {}, seat.has(handle) ? `✓ ${seat.get(handle)}` : '')))))));
}

/** Lots by their bytes, as the draw orders them: base64url does not sort like what it stands for. */
function order(one: string, other: string): number {
  const bytes = (text: string) => atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return bytes(one) < bytes(other) ? -1 : 1;
}

/** A value with its keys in order, to be compared. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner) => (inner && typeof inner === 'object' && !Array.isArray(inner) ? Object.fromEntries(Object.entries(inner).sort()) : inner));
}
