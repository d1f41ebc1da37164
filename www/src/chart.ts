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
