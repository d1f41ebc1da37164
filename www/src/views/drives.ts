import type { Hall } from 'guanjia/parallel';

import { act } from '../act';
import { day } from '../dates';
import { h } from '../dom';
import { fold, form, line, select } from '../form';
import { opened } from '../library';
import { shownTo } from '../office';
import { acting } from '../people';
import { ahead } from '../remembered';
import { goAndSay } from '../router';
import type { Held } from '../shelf';
import { stateOf } from '../words';
import { driveWords } from '../words/drive';
import { elsewhere } from './home';

/** 签约: every signature drive of a record, and the way to open one. */
export async function drives(id = ''): Promise<HTMLElement> {
  const record = await opened(id);
  if (!record) return elsewhere();
  const t = driveWords();
  const { hall } = record;
  const who = await acting(id, hall);
  const all = hall.drives();
  await ahead(hall, ...all.map(({ convention }) => ['convention', convention] as const));
  return h('article', {},
    h('h1', {}, t.title),
    h('p', { class: 'lead' }, t.lead),
    all.length === 0 && h('p', { class: 'note' }, t.none),
    h('ul', { class: 'cards' }, all.map(({ id: name, state, convention, opens, closes }) => h('li', {},
      h('h2', {}, h('a', { href: `#/drive/${id}/${name}`, lang: 'zh-CN' }, hall.convention(convention).promulgated?.text.title ?? convention)),
      h('p', { class: 'state' }, stateOf(state)),
      h('p', { class: 'note' }, t.window(day(opens), day(closes)))))),
    shownTo(who, ['clerk'], () => opening(id, hall, who.by)));
}

/** A clerk opens the signing of a convention that was promulgated. */
function opening(id: string, hall: Hall, by: Held | undefined): HTMLElement {
  const t = driveWords();
  const ready = Object.fromEntries(hall.conventions().flatMap(({ id: name, promulgated }) => (promulgated ? [[name, promulgated.text.title]] : [])));
  if (Object.keys(ready).length === 0) return h('p', { class: 'note' }, t.start_none);
  const bases = hall.summary().bases.map(({ id: base }) => base);
  return fold(t.start, form({
    draft: `${id}/drive`,
    parts: [
      select('convention', t.of, ready),
      select('base', t.base, Object.fromEntries(bases.map((base) => [base, base]))),
      line('until', t.until, { type: 'date', min: hall.summary().today }),
      line('drive', t.name, { value: `SIGN-${hall.summary().today.slice(0, 4)}-${hall.drives().length + 1}` }),
    ],
    submit: t.start,
    done: async (typed) => {
      const { drive, base, convention, until } = typed as Record<string, string>;
      await act(id, by, { kind: 'drive', drive: drive ?? '', base: base ?? '', convention: convention ?? '', until: until ?? '' });
      await goAndSay(t.started, 'drive', id, drive ?? '');
    },
  }));
}
