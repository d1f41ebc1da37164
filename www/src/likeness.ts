import type { FeatureView } from 'guanjia/parallel';

import { h, s, wide } from './dom';
import { fold } from './form';
import { lotteryWords } from './words/lottery';
import { registerWords } from './words/register';

/** The measures of a row of the picture, in units of its view box. */
const WIDE = 100;
const ROW = 34;
const BAR = 8;

/** How wide and high the picture of chances is. */
const CHANCES = { width: 300, height: 80 };

/** A part of a whole, with one decimal. */
export const percent = (part: number, whole: number): string => `${(whole > 0 ? (part / whole) * 100 : 0).toFixed(1)}%`;

/** Community, pool and panel side by side, one table for each feature: the numbers, and three bars that say the same. */
export function likeness(features: FeatureView[], seats: number): HTMLElement {
  const t = lotteryWords();
  const drawn = features.some(({ values }) => values.some(({ panel }) => panel !== undefined));
  const third = drawn ? t.panel : t.quota;
  return h('div', { class: 'likeness' },
    h('p', { class: 'legend note', 'aria-hidden': 'true' },
      [['community', t.community], ['pool', t.pool], [drawn ? 'panel' : 'quota', third]].map(([kind = '', said]) =>
        h('span', {}, s('svg', { viewBox: '0 0 20 10', class: 'swatch' }, s('rect', { class: kind, x: 1, y: 1, width: 18, height: 8 })), ` ${said}`))),
    features.map((feature) => one(feature, seats, drawn)));
}

function one({ name, values }: FeatureView, seats: number, drawn: boolean): HTMLElement {
  const t = lotteryWords();
  const said = registerWords().key_of(name);
  const sum = (of: 'base' | 'pool') => values.reduce((all, value) => all + value[of], 0);
  const [community, pool] = [sum('base'), sum('pool')];
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : 0);
  const most = Math.max(...values.flatMap(({ base, pool: stand, max, panel }) => [share(base, community), share(stand, pool), share(drawn ? panel ?? 0 : Math.min(max, seats), seats)]), 0.01);
  const long = (part: number, whole: number) => (share(part, whole) / most) * WIDE;
  return h('figure', {},
    h('figcaption', {}, said),
    wide(said, h('table', {},
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t.value), h('th', { scope: 'col' }, t.quota), drawn && h('th', { scope: 'col' }, t.panel), h('td', { class: 'picture' }), [t.community, t.pool].map((head) => h('th', { scope: 'col' }, head)))),
      h('tbody', {}, values.map(({ name: value, min, max, base, pool: stand, panel }) => h('tr', {},
        h('th', { scope: 'row' }, value), h('td', {}, min === max ? min : `${min}–${max}`),
        drawn && h('td', {}, h('strong', {}, panel ?? 0)),
        h('td', { class: 'picture' }, s('svg', { viewBox: `0 0 ${WIDE} ${ROW}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
          s('rect', { class: 'community', y: 2, width: long(base, community), height: BAR }),
          s('rect', { class: 'pool', y: 13, width: long(stand, pool), height: BAR }),
          drawn
            ? s('rect', { class: 'panel', y: 24, width: long(panel ?? 0, seats), height: BAR })
            : s('rect', { class: 'quota', y: 24, x: long(min, seats), width: Math.max(1, long(Math.min(max, seats), seats) - long(min, seats)), height: BAR }))),
        h('td', {}, percent(base, community)), h('td', {}, percent(stand, pool))))))));
}

/** Everybody's chance, from the least on: the picture, what it says, and each by name. */
export function chances(sits: Record<string, number>, panels: number): HTMLElement {
  const t = lotteryWords();
  const order = Object.entries(sits).sort(([a, less], [b, more]) => less - more || (a < b ? -1 : 1));
  // Who may not be drawn, or is drawn in any case, has no chance to compare.
  const open = order.filter(([, count]) => count > 0 && count < panels);
  const [least, most] = [open[0]?.[1] ?? 0, open.at(-1)?.[1] ?? 0];
  const said = t.chances_said(order.length, percent(least, panels), percent(most, panels));
  const step = CHANCES.width / Math.max(1, order.length);
  const high = (count: number) => (count / Math.max(1, most)) * (CHANCES.height - 4);
  const table = h('div', {});
  const each = fold(t.everyone, table);
  each.addEventListener('toggle', () => {
    if (table.childElementCount > 0) return;
    table.append(wide(t.everyone, h('table', {},
      h('thead', {}, h('tr', {}, [t.who, t.sits, t.chance].map((head) => h('th', { scope: 'col' }, head)))),
      h('tbody', {}, order.map(([handle, count]) => h('tr', {}, h('th', { scope: 'row' }, handle), h('td', {}, t.of(count, panels)), h('td', {}, percent(count, panels))))))));
  });
  return h('figure', { class: 'chances' },
    h('figcaption', {}, t.chances),
    s('svg', { viewBox: `0 0 ${CHANCES.width} ${CHANCES.height}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': said },
      order.map(([, count], place) => s('rect', { class: 'panel', x: place * step, y: CHANCES.height - high(Math.min(count, most)), width: Math.max(0.5, step * 0.85), height: high(Math.min(count, most)) }))),
    h('p', {}, said),
    each);
}
