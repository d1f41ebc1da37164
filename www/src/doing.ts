import { h } from './dom';
import { sentence } from './words';

/** What went wrong, for the place where it was done. */
export function wentWrong(error: unknown): HTMLElement {
  return h('p', { class: 'bad', role: 'alert' }, h('span', { 'aria-hidden': 'true' }, '✗ '), sentence(error));
}

/** A button that does something, with a place beside it that tells how far it is, or what went wrong. */
export function doing(label: string, done: (tell: (...shown: Node[]) => void) => Promise<void>, kind = ''): HTMLElement {
  const said = h('div', { 'aria-live': 'polite' });
  const tell = (...shown: Node[]) => said.replaceChildren(...shown);
  const button = h('button', { class: kind, onclick: async () => {
    tell();
    try {
      await done(tell);
    } catch (error) {
      tell(wentWrong(error));
    }
  } }, label);
  return h('div', { class: 'no-print' }, said, h('p', {}, button));
}
