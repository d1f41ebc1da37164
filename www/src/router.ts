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

/** What was looked at last, so that showing the same again leaves focus and place alone. */
let at: string | undefined;

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
    content = failed(error);
  }
  if (turn !== shown) return;
  const focused = document.activeElement?.id;
  main.replaceChildren(content);
  main.removeAttribute('aria-busy');
  settle(main, focused);
  document.title = `${content.querySelector('h1')?.textContent ?? ''} – ${words().title}`.replace(/^ – /, '');
}

/** Puts whoever reads or types at the beginning of another page, or where they were: in the field of the same name. */
function settle(main: HTMLElement, focused?: string): void {
  const moved = at !== undefined && at !== location.hash;
  at = location.hash;
  const field = focused ? document.getElementById(focused) : null;
  if (field && field !== main) return field.focus();
  if (!moved) return;
  main.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

/** What went wrong, in the package's own sentence where there is one. */
function said(error: unknown): string {
  return error instanceof GuanjiaError ? pick(error) : String(error instanceof Error ? error.message : error);
}

/** A page that did not open, and the way to try again. */
function failed(error: unknown): HTMLElement {
  return h('section', { class: 'trouble', role: 'alert' },
    h('h1', {}, words().failed),
    h('p', {}, said(error)),
    h('button', { onclick: () => route() }, words().again));
}

/** What went wrong within a page, and a button for what comes then. */
export function trouble(error: unknown, then: () => void, title = words().failed, button = words().again): HTMLElement {
  return h('section', { class: 'trouble', role: 'alert' },
    h('h2', {}, title),
    h('p', {}, said(error)),
    h('button', { onclick: () => then() }, button));
}
