import type { Amounts, BaseView, Measure, Seats, Stratum } from 'guanjia/parallel';

import { h, s, wide } from './dom';
import { words } from './words';
import { stewardsWords } from './words/stewards';

/** One bar of the chart, in units of the picture. */
const BAR = 9;
const ROW = 30;
const WIDE = 100;

/** How much of a measure each stratum of a base has. */
export function populationOf(base: BaseView, by: string | undefined, measure: Measure): Record<Stratum, number> {
  const strata = by === undefined ? undefined : base.strata[by];
  const of = (amounts: Amounts) => amounts[measure] ?? 0;
  return strata ? Object.fromEntries(Object.entries(strata).map(([stratum, amounts]) => [stratum, of(amounts)])) : { all: of(base.notice.totals) };
}

/** Seats beside the population they stand for, stratum by stratum: two bars each, and the same in numbers. */
export function seatsChart(seats: Seats, population: Record<Stratum, number>): HTMLElement {
  const t = stewardsWords();
  const strata = Object.keys(seats.strata);
  const all = strata.reduce((sum, stratum) => sum + (population[stratum] ?? 0), 0);
  const share = (part: number, whole: number) => (whole > 0 ? (part / whole) * 100 : 0);
  const most = Math.max(1, ...strata.flatMap((stratum) => [share(population[stratum] ?? 0, all), share(seats.strata[stratum] ?? 0, seats.total)]));
  const long = (percent: number) => (percent / most) * WIDE;
  const said = (percent: number) => `${percent.toFixed(1)}%`;
  const name = (stratum: string) => (stratum === 'all' ? t.all : stratum);
  const unit = words().measure[seats.measure];
  return h('figure', { class: 'seats' },
    h('figcaption', {}, t.chart(seats.total, seats.base, unit)),
    strata.length > 1 && h('p', { class: 'legend note', 'aria-hidden': 'true' }, h('span', { class: 'key people' }), t.share_people(unit), h('span', { class: 'key seated' }), t.share_seats),
    wide(t.seats, h('table', {},
      h('thead', {}, h('tr', {}, [t.stratum, unit, t.share_people(unit), t.seats, t.share_seats].map((head) => h('th', { scope: 'col' }, head)), h('td', { class: 'drawn' }))),
      h('tbody', {}, strata.map((stratum) => {
        const [people, seated] = [population[stratum] ?? 0, seats.strata[stratum] ?? 0];
        const [peoples, seateds] = [share(people, all), share(seated, seats.total)];
        return h('tr', {},
          h('th', { scope: 'row' }, name(stratum)), h('td', {}, people), h('td', {}, said(peoples)), h('td', { class: 'count' }, seated), h('td', {}, said(seateds)),
          h('td', { class: 'drawn' }, s('svg', { viewBox: `0 0 ${WIDE} ${ROW}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
            s('rect', { class: 'people', y: 4, width: long(peoples), height: BAR }), s('rect', { class: 'seated', y: 16, width: long(seateds), height: BAR }))));
      })))));
}
