import type { Hall } from 'guanjia/parallel';

import { h } from '../dom';
import { opened } from '../library';
import { all } from '../shelf';
import { words } from '../words';
import { sessionsWords } from '../words/sessions';
import { home } from './home';

/** What a code on a notice board is checked against: whether a record on this device has exactly that entry. */
export async function posted(charter = '', index = '', leaf = ''): Promise<HTMLElement> {
  const t = sessionsWords();
  const found = await recordOf(charter, Number(index), leaf);
  const title = h('h1', {}, t.check);
  if (!found) {
    const page = await home();
    page.querySelector('h1')?.replaceWith(title, h('p', { class: 'bad', role: 'alert' }, t.check_none));
    return page;
  }
  const { id, name, hall } = found;
  const there = Number(index) < hall.size;
  const same = there && leafAt(hall, Number(index)) === leaf;
  return h('article', {},
    title,
    h('p', { class: 'state' }, name),
    h('section', { class: `verdict ${same ? 'good' : 'bad'}` },
      h('p', { class: 'large' }, h('span', { 'aria-hidden': 'true' }, same ? '✓ ' : '✗ '), same ? t.check_ok : there ? t.check_bad : t.check_short(hall.size, Number(index)))),
    h('p', { class: 'row' },
      there && h('a', { class: 'button', href: `#/record/${id}/${index}` }, words().at(Number(index))),
      same && announced(id, hall, Number(index))));
}

/** Every record of a charter that is on this device, the one that has the entry first. */
async function recordOf(charter: string, index: number, leaf: string): Promise<{ id: string; name: string; hall: Hall } | undefined> {
  const others = (await all()).map(({ id }) => id).filter((id) => id !== charter);
  let first: string | undefined;
  for (const id of [charter, ...others]) {
    const record = await opened(id);
    if (record?.hall.summary().charter !== charter) continue;
    if (leafAt(record.hall, index) === leaf) return { id, name: record.kept.name, hall: record.hall };
    first ??= id;
  }
  const record = first === undefined ? null : await opened(first);
  return record ? { id: record.kept.id, name: record.kept.name, hall: record.hall } : undefined;
}

function leafAt(hall: Hall, index: number): string | undefined {
  return Number.isInteger(index) && index >= 0 && index < hall.size ? hall.entries(index, index + 1)[0]?.leaf : undefined;
}

/** The session, where the entry is its notice. */
function announced(id: string, hall: Hall, index: number): HTMLElement | false {
  const { kind, payload } = hall.entry(index);
  if (kind !== 'notice') return false;
  const { session } = JSON.parse(payload) as { session: string };
  return h('a', { class: 'button main', href: `#/session/${id}/${session}` }, sessionsWords().check_what);
}
