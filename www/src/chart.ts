import { h, s } from './dom';

/** A number of a whole as a bar, with a line at what is needed; the numbers stand beside it. */
export function bar(label: string, value: number, of: number, need?: number): HTMLElement {
  const share = (n: number) => (of > 0 ? Math.min(100, (n / of) * 100) : 0);
  return h('div', { class: 'bar' },
    h('span', { class: 'label' }, label),
    s('svg', { viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      s('rect', { class: 'whole', width: 100, height: 8 }),
      s('rect', { class: 'part', width: share(value), height: 8 }),
      need !== undefined && s('rect', { class: 'need', x: share(need) - 0.3, width: 0.6, height: 8 })),
    h('span', { class: 'value' }, need === undefined ? String(value) : `${value} / ${of}`));
}

/** Numbers that make up wholes, one bar for each whole; hatched and plain, so that colour is not the only sign. */
export function stack(wholes: { label: string; parts: number[]; said: string }[], named: string[]): HTMLElement {
  const most = Math.max(1, ...wholes.map(({ parts }) => parts.reduce((a, b) => a + b, 0)));
  const bar = (parts: number[]) => {
    let from = 0;
    return parts.map((part, place) => {
      const width = (part / most) * 100;
      const rect = s('rect', { class: `part-${place}`, x: from, width, height: 8 });
      from += width;
      return rect;
    });
  };
  return h('figure', { class: 'stack' },
    h('figcaption', { class: 'row' }, named.map((name, place) => h('span', { class: 'key' }, s('svg', { viewBox: '0 0 8 8', 'aria-hidden': 'true' }, s('rect', { class: `part-${place}`, width: 8, height: 8 })), name))),
    wholes.map(({ label, parts, said }) => h('div', { class: 'bar' },
      h('span', { class: 'label' }, label),
      s('svg', { viewBox: '0 0 100 8', preserveAspectRatio: 'none', role: 'img', 'aria-label': said }, bar(parts)),
      h('span', { class: 'value' }, parts.join(' / ')))));
}
