import { opened, putAway } from './library';
import { route } from './router';
import { countMore } from './shelf';

/** How often a page looks whether another window wrote to its record, in milliseconds. */
const EVERY = 3_000;

/** Shows a page again when another window wrote to its record, unless somebody types in it. */
export function live<E extends HTMLElement>(id: string, page: E): E {
  const timer = setInterval(async () => {
    if (!page.isConnected) return clearInterval(timer);
    if (page.contains(document.activeElement) && document.activeElement?.matches('input, textarea, select')) return;
    const seen = await opened(id);
    if (!seen || seen.hall.size >= seen.kept.size + await countMore(id)) return;
    putAway();
    await route();
  }, EVERY);
  return page;
}
