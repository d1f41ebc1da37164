import { patience } from './breath';
import { h } from './dom';
import { opening, places, say } from './frame';
import { onOpening } from './library';
import { sentence, words } from './words';

/** What a page is made from: the rest of its address. */
export type View = (...rest: string[]) => Promise<HTMLElement> | HTMLElement;

/** Every page by the first part of its address; each is fetched when it is first asked for. */
const VIEWS: Record<string, () => Promise<View>> = {
  '': () => import('./views/home').then(({ home }) => home),
  audit: () => import('./views/audit').then(({ audit }) => audit),
  record: () => import('./views/record').then(({ record }) => record),
  motion: () => import('./views/motion').then(({ motion }) => motion),
  mine: () => import('./views/mine').then(({ mine }) => mine),
  desk: () => import('./views/desk').then(({ desk }) => desk),
  community: () => import('./views/community').then(({ community }) => community),
  register: () => import('./views/register').then(({ register }) => register),
  ballot: () => import('./views/ballot').then(({ ballot }) => ballot),
  votes: () => import('./views/votes').then(({ votes }) => votes),
  vote: () => import('./views/vote').then(({ vote }) => vote),
  papers: () => import('./views/papers').then(({ papers }) => papers),
  scan: () => import('./views/scan').then(({ scan }) => scan),
  check: () => import('./views/check').then(({ check }) => check),
  posts: () => import('./views/posts').then(({ posts }) => posts),
  stewards: () => import('./views/stewards').then(({ stewards }) => stewards),
  ceremony: () => import('./views/ceremony').then(({ ceremony }) => ceremony),
  lottery: () => import('./views/lottery').then(({ lottery }) => lottery),
  found: () => import('./views/found').then(({ found }) => found),
  matters: () => import('./views/matters').then(({ matters }) => matters),
  matter: () => import('./views/matter').then(({ matter }) => matter),
  sessions: () => import('./views/sessions').then(({ sessions }) => sessions),
  session: () => import('./views/session').then(({ session }) => session),
  waiting: () => import('./views/waiting').then(({ waiting }) => waiting),
  poster: () => import('./views/poster').then(({ poster }) => poster),
  conventions: () => import('./views/conventions').then(({ conventions }) => conventions),
  convention: () => import('./views/convention/page').then(({ convention }) => convention),
  draft: () => import('./views/convention/draft').then(({ draft }) => draft),
  review: () => import('./views/convention/review').then(({ review }) => review),
  drives: () => import('./views/drives').then(({ drives }) => drives),
  drive: () => import('./views/drive/page').then(({ drive }) => drive),
  tasks: () => import('./views/task/page').then(({ tasks }) => tasks),
  read: () => import('./views/convention/read').then(({ read }) => read),
};

let shown = 0;

/** What was looked at last, so that showing the same again leaves focus and place alone. */
let at: string | undefined;

/** Whether what is shown is not the page that was looked at last. */
const moved = () => at !== location.hash;

/** Whether a page was asked for that is not there yet. */
let awaited = false;

// Whoever goes to another page sees how far its record is; what is looked at stays until it is shown again.
onOpening((share) => { if (awaited && moved()) opening(share); });

/** The page that is being shown, until it is there. */
let coming: Promise<void> = Promise.resolve();

/** Goes to a page; to be awaited until it is there, so that whatever led there is not begun again meanwhile. */
export function go(...path: string[]): Promise<void> {
  const hash = `#/${path.map(encodeURIComponent).join('/')}`;
  if (hash === location.hash) return route();
  return new Promise((there) => {
    window.addEventListener('hashchange', () => there(coming), { once: true });
    location.hash = hash;
  });
}

/** What is told on the next page. */
let told: string | undefined;

/** Goes to a page, and tells there what was done. */
export function goAndSay(text: string, ...path: string[]): Promise<void> {
  told = text;
  return go(...path);
}

/** Shows the page of the address; the last one asked for wins. */
export function route(): Promise<void> {
  coming = arrive();
  return coming;
}

async function arrive(): Promise<void> {
  const [name = '', ...rest] = location.hash.replace(/^#\/?/, '').split('/').map(decodeURIComponent);
  const turn = ++shown;
  const main = document.querySelector('main');
  if (!main) return;
  main.setAttribute('aria-busy', 'true');
  awaited = true;
  let content: HTMLElement;
  let around: HTMLElement | null = null;
  let again: () => unknown = route;
  try {
    const view = await (VIEWS[name] ?? VIEWS['']!)().catch(() => {
      again = () => location.reload(); // a browser does not fetch again what it once could not
      throw new Error(words().not_fetched);
    });
    // Where nothing is shown yet, the ways come before what would be pushed down by them.
    if (main.childElementCount === 0) {
      const ways = await places(name, rest[0] ?? '', false);
      if (turn !== shown) return;
      put(ways);
      opening(0);
    }
    content = await view(...rest);
    around = await places(name, rest[0] ?? '', true);
  } catch (error) {
    content = failed(error, again);
  }
  if (turn !== shown) return;
  awaited = false;
  const focused = document.activeElement?.id;
  put(around);
  if (at !== undefined && moved()) document.getElementById('said')?.replaceChildren();
  if (told !== undefined) say(told);
  told = undefined;
  if (moved()) await lay(main, content, () => turn === shown);
  else main.replaceChildren(content);
  if (turn !== shown) return;
  for (const name of ['aria-busy', 'data-coming']) main.removeAttribute(name);
  settle(main, focused);
  document.title = `${content.querySelector('h1')?.textContent ?? ''} – ${words().title}`.replace(/^ – /, '');
}

/** Puts the ways within a record above a page. */
function put(around: HTMLElement | null): void {
  document.getElementById('places')?.replaceChildren(...(around ? [around] : []));
}

/** After how many milliseconds of laying out the page does what waits. */
const LAYING = 6;

/** Puts another page into its place part by part, so that it answers while a long one is laid out; no longer than it is wanted. */
async function lay(main: HTMLElement, page: HTMLElement, wanted: () => boolean): Promise<void> {
  const pause = patience(LAYING);
  const parts = [...page.childNodes];
  page.replaceChildren();
  main.setAttribute('data-coming', '');
  main.replaceChildren(page);
  for (const part of parts) {
    page.append(part);
    page.getBoundingClientRect(); // lays it out
    await pause();
    if (!wanted()) return;
  }
}

/** Puts whoever reads or types at the beginning of another page, or where they were: in the field of the same name. */
function settle(main: HTMLElement, focused?: string): void {
  const elsewhere = at !== undefined && moved();
  at = location.hash;
  const field = focused ? document.getElementById(focused) : null;
  if (field && field !== main) return field.focus();
  if (!elsewhere) return;
  main.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

/** A page that did not open, and the way to try again. */
function failed(error: unknown, again: () => unknown): HTMLElement {
  return h('section', { class: 'trouble', role: 'alert' },
    h('h1', {}, words().failed),
    h('p', {}, sentence(error)),
    h('button', { onclick: again }, words().again));
}

/** What went wrong within a page, and a button for what comes then. */
export function trouble(error: unknown, then: () => void, title = words().failed, button = words().again): HTMLElement {
  return h('section', { class: 'trouble', role: 'alert' },
    h('h2', {}, title),
    h('p', {}, sentence(error)),
    h('button', { onclick: () => then() }, button));
}
