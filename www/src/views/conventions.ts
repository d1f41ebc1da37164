import { h } from '../dom';
import { opened } from '../library';
import { acting } from '../people';
import { ahead } from '../remembered';
import { stateOf } from '../words';
import { conventionWords } from '../words/convention';
import { elsewhere } from './home';

/** 公约: every convention of a record, and the way to begin one. */
export async function conventions(id = ''): Promise<HTMLElement> {
  const record = await opened(id);
  if (!record) return elsewhere();
  const t = conventionWords();
  const { hall } = record;
  const drafts = (await acting(id, hall)).roles.includes('committee');
  await ahead(hall, ['conventions']);
  const all = hall.conventions();
  return h('article', {},
    h('h1', {}, t.title),
    h('p', { class: 'lead' }, t.lead),
    all.length === 0 && h('p', { class: 'note' }, t.none),
    h('ul', { class: 'cards' }, all.map(({ id: name, versions, state, in_force }) => h('li', {},
      h('h2', { lang: 'zh-CN' }, h('a', { href: `#/convention/${id}/${name}` }, versions.at(-1)?.draft.text.title ?? name)),
      h('p', { class: 'state' }, `${stateOf(state)} · ${t.version(versions.length)}`),
      in_force && h('a', { class: 'button', href: `#/read/${id}/${name}` }, t.read)))),
    drafts && h('p', { class: 'no-print' }, h('a', { class: 'button main', href: `#/draft/${id}` }, t.start)));
}
