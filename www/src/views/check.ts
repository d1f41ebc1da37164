import type { Hall } from 'guanjia/parallel';

import { h } from '../dom';
import { opened } from '../library';
import { all } from '../shelf';
import { words } from '../words';
import { sessionsWords } from '../words/sessions';
import { home } from './home';

/** What a code on a notice board is checked against: whether a record on this device has exactly that entry. */
export async function check(charter = '', index = '', leaf = ''): Promise<HTMLElement> {
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
import { init, type EntryView, type Hall } from 'guanjia/parallel';

import '../votes.css';
import { digits, receiptCode } from '../code';
import { moment } from '../dates';
import { h } from '../dom';
import { byCharter } from '../find';
import { form, line } from '../form';
import type { Opened } from '../library';
import { go } from '../router';
import { pick, titleOf, words } from '../words';
import { scanWords } from '../words/scan';

/** Whether the vote of a receipt is on the record, and counted: by the leaf hash of its link, or the digits of its code. */
export async function check(charter = '', entry = '', leaf = ''): Promise<HTMLElement> {
  await init();
  const t = scanWords();
  const record = await byCharter(charter);
  return h('article', {},
    h('h1', {}, t.check),
    h('p', { class: 'lead' }, t.check_lead),
    !record && h('section', {}, h('p', { class: 'bad', role: 'alert' }, t.not_here), h('a', { class: 'button main', href: '#/' }, t.open)),
    record && entry !== '' && found(record, Number(entry), leaf),
    record && form({
      draft: `check/${charter}`,
      parts: [line('code', t.code, { hint: t.code_hint })],
      submit: t.check_code,
      done: ({ code }) => {
        const [, index, one, other] = /^(\d+)[\s-]*(\d{4})[\s-]*(\d{4})$/.exec(String(code).trim()) ?? [];
        if (index === undefined) throw new Error(t.code_bad);
        go('check', charter, index, `${one}-${other}`);
      },
    }));
}

function found({ kept, hall }: Opened, index: number, leaf: string): HTMLElement {
  const t = scanWords();
  const { size, zone } = hall.summary();
  if (!(index < size)) return h('section', { class: 'verdict bad' }, h('p', { class: 'large' }, h('span', { 'aria-hidden': 'true' }, '✗ '), t.beyond(size - 1)));
  const [line] = hall.entries(index, index + 1);
  if (!line || (line.leaf !== leaf && digits(line.leaf) !== leaf)) return h('section', { class: 'verdict bad' }, h('p', { class: 'large' }, h('span', { 'aria-hidden': 'true' }, '✗ '), t.differs(index)));
  return h('section', { class: 'verdict good' },
    h('p', { class: 'large' }, h('span', { 'aria-hidden': 'true' }, '✓ '), t.holds(index)),
    h('p', { class: 'code' }, receiptCode(index, line.leaf)),
    standing(hall, line),
    h('p', { class: 'note' }, `${words().when} ${moment(line.time, zone)} · ${kept.name}`),
    h('a', { class: 'button', href: `#/record/${kept.id}/${index}` }, words().payload));
}

/** What a ballot is about and whether it counts; not what it says. */
function standing(hall: Hall, line: EntryView): HTMLElement {
  const t = scanWords();
  if (line.void) return h('p', { class: 'bad' }, h('span', { 'aria-hidden': 'true' }, '✗ '), t.refused(pick(line.void)));
  const { re } = JSON.parse(hall.entry(line.index).payload) as { re?: string };
  const brief = re === undefined ? undefined : hall.motions().find((motion) => motion.leaf === re);
  if (!brief) return h('p', {}, words().kind(line.kind ?? ''));
  const ballot = hall.ballots(brief.id).find((one) => one.leaf === line.leaf);
  const corrected = brief.corrections.find(({ entry }) => entry === line.index);
  return h('div', {},
    h('p', {}, t.motion(titleOf(brief))),
    corrected ? h('p', { class: 'bad' }, h('span', { 'aria-hidden': 'true' }, '✗ '), pick(corrected))
      : ballot ? h('p', { class: ballot.counted ? 'good' : '' }, ballot.counted ? h('span', { 'aria-hidden': 'true' }, '✓ ') : '', ballot.counted ? t.counted : t.not_counted)
        : h('p', {}, words().kind(line.kind ?? '')));
}
