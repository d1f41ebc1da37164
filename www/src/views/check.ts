import { init, type EntryView, type Hall } from 'guanjia/parallel';

import '../votes.css';
import { digits, receiptCode } from '../code';
import { moment } from '../dates';
import { cross, h } from '../dom';
import { form, line } from '../form';
import { opened, type Opened } from '../library';
import { go } from '../router';
import { all } from '../shelf';
import { pick, titleOf, words } from '../words';
import { scanWords } from '../words/scan';
import { sessionsWords } from '../words/sessions';
import { home } from './home';

/** What the code of a receipt or of a notice is checked against: whether a record on this device has exactly that entry, by its leaf hash or the digits of it. */
export async function check(charter = '', index = '', leaf = ''): Promise<HTMLElement> {
  await init();
  const t = scanWords();
  const record = await recordOf(charter, Number(index), leaf);
  if (!record) {
    const page = await home();
    page.querySelector('h1')?.replaceWith(h('h1', {}, t.check), h('p', { class: 'bad', role: 'alert' }, t.not_here));
    return page;
  }
  return h('article', {},
    h('h1', {}, t.check),
    h('p', { class: 'lead' }, t.check_lead),
    index !== '' && found(record, Number(index), leaf),
    form({
      draft: `check/${charter}`,
      parts: [line('code', t.code, { hint: t.code_hint })],
      submit: t.check_code,
      done: ({ code }) => {
        const [, at, one, other] = /^(\d+)[\s-]*(\d{4})[\s-]*(\d{4})$/.exec(String(code).trim()) ?? [];
        if (at === undefined) throw new Error(t.code_bad);
        go('check', charter, at, `${one}-${other}`);
      },
    }));
}

/** Of the records of a charter that are on this device the one that has the entry, or else the first. */
async function recordOf(charter: string, index: number, leaf: string): Promise<Opened | null> {
  const others = (await all()).map(({ id }) => id).filter((id) => id !== charter);
  let first: string | undefined;
  for (const id of [charter, ...others]) {
    const record = await opened(id);
    if (record?.hall.summary().charter !== charter) continue;
    if (same(entryAt(record.hall, index), leaf)) return record;
    first ??= id;
  }
  return first === undefined ? null : opened(first);
}

function entryAt(hall: Hall, index: number): EntryView | undefined {
  return Number.isInteger(index) && index >= 0 && index < hall.size ? hall.entries(index, index + 1)[0] : undefined;
}

const same = (entry: EntryView | undefined, leaf: string): boolean => entry !== undefined && (entry.leaf === leaf || digits(entry.leaf) === leaf);

function found({ kept, hall }: Opened, index: number, leaf: string): HTMLElement {
  const t = scanWords();
  const entry = entryAt(hall, index);
  const bad = (sentence: string) => h('section', { class: 'verdict bad' }, h('p', { class: 'large' }, h('span', { 'aria-hidden': 'true' }, '✗ '), sentence));
  if (!entry) return bad(t.beyond(hall.size - 1));
  if (!same(entry, leaf)) return bad(t.differs(index));
  return h('section', { class: 'verdict good' },
    h('p', { class: 'large' }, h('span', { 'aria-hidden': 'true' }, '✓ '), t.holds(index)),
    h('p', { class: 'code' }, receiptCode(index, entry.leaf)),
    standing(hall, entry),
    h('p', { class: 'note' }, `${words().when} ${moment(entry.time, hall.summary().zone)} · ${kept.name}`),
    h('p', { class: 'row' }, announced(kept.id, hall, entry), h('a', { class: 'button', href: `#/record/${kept.id}/${index}` }, words().at(index))));
}

/** The session, where the entry is its notice. */
function announced(id: string, hall: Hall, { index, kind, void: refused }: EntryView): HTMLElement | false {
  if (kind !== 'notice' || refused !== undefined) return false;
  const { session } = JSON.parse(hall.entry(index).payload) as { session: string };
  return h('a', { class: 'button main', href: `#/session/${id}/${session}` }, sessionsWords().check_what);
}

/** What a ballot is about and whether it counts; not what it says. */
function standing(hall: Hall, entry: EntryView): HTMLElement {
  const t = scanWords();
  if (entry.void) return cross(t.refused(pick(entry.void)));
  const { re } = JSON.parse(hall.entry(entry.index).payload) as { re?: string };
  const motion = re === undefined ? undefined : hall.motions().find((one) => one.leaf === re);
  const ballot = motion && hall.ballots(motion.id).find((one) => one.leaf === entry.leaf);
  const corrected = motion?.corrections.find((one) => one.entry === entry.index);
  return h('div', {},
    h('p', {}, motion ? t.motion(titleOf(motion)) : words().kind(entry.kind ?? '')),
    corrected && cross(pick(corrected)),
    ballot && !corrected && h('p', { class: ballot.counted ? 'good' : '' }, ballot.counted && h('span', { 'aria-hidden': 'true' }, '✓ '), ballot.counted ? t.counted : t.not_counted));
}
