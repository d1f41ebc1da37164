import { GuanjiaError } from 'guanjia/parallel';

import { h } from './dom';
import { audit } from './views/audit';
import { home } from './views/home';
import { mine } from './views/mine';
import { motion } from './views/motion';
import { record } from './views/record';
import { pick, words } from './words';

/** What a page is made from: the rest of its address. */
export type View = (...rest: string[]) => Promise<HTMLElement> | HTMLElement;

const VIEWS: Record<string, View> = { '': home, audit, record, motion, mine };

let shown = 0;

/** Goes to a page. */
export function go(...path: string[]): void {
  location.hash = `#/${path.map(encodeURIComponent).join('/')}`;
}

/** Shows the page of the address; the last one asked for wins. */
export async function route(): Promise<void> {
  const [name = '', ...rest] = location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  const view = VIEWS[name] ?? home;
  const turn = ++shown;
  const main = document.querySelector('main');
  if (!main) return;
  main.setAttribute('aria-busy', 'true');
  let content: HTMLElement;
  try {
    content = await view(...rest);
  } catch (error) {
    content = trouble(error, route);
  }
  if (turn !== shown) return;
  main.replaceChildren(content);
  main.removeAttribute('aria-busy');
  document.title = `${content.querySelector('h1')?.textContent ?? ''} – ${words().title}`.replace(/^ – /, '');
}

/** What went wrong, in the package's own sentence where there is one, and the way to try again. */
export function trouble(error: unknown, again: () => void): HTMLElement {
  const said = error instanceof GuanjiaError ? pick(error) : String(error instanceof Error ? error.message : error);
  return h('section', { class: 'trouble', role: 'alert' },
    h('h1', {}, words().failed),
    h('p', {}, said),
    h('button', { onclick: () => again() }, words().again));
}
