import { readEntry, type MotionStanding, type MotionView } from 'guanjia/parallel';

import { receiptOf } from '../act';
import { checkLink, digits, receiptCode } from '../code';
import { moment } from '../dates';
import { h, save } from '../dom';
import type { Opened } from '../library';
import { qrCode } from '../qr';
import type { Held, Sent } from '../shelf';
import { pick, titleOf } from '../words';
import { ballotWords } from '../words/ballot';

/** The receipt of a vote, to be printed, photographed or kept: where it stands, and not what it says. */
export async function receipt({ kept: { id }, hall }: Opened, view: MotionView, standing: MotionStanding, by: Held): Promise<HTMLElement> {
  const t = ballotWords();
  const { entry = 0, leaf = '', counted } = standing.ballot ?? {};
  const { charter = '', name = '', zone } = hall.summary();
  const time = hall.entries(entry, entry + 1)[0]?.time ?? 0;
  const proof = await receiptOf(id, entry);
  return h('article', { class: 'ballot receipt' },
    h('h1', {}, t.receipt),
    h('p', { class: 'good no-print' }, h('span', { 'aria-hidden': 'true' }, '✓ '), t.done),
    h('section', { class: 'verdict' },
      h('p', { class: 'note' }, name),
      h('h2', {}, titleOf(view)),
      pick(view.question.text) !== pick(view.question.title) && h('p', {}, pick(view.question.text)),
      h('p', { class: 'code' }, t.code, h('wbr'), h('span', {}, receiptCode(entry, leaf))),
      h('p', {}, `${by.handle} · ${t.place(entry)} · ${t.when(moment(time, zone))}`),
      h('p', { class: counted ? 'good' : 'bad' }, h('span', { 'aria-hidden': 'true' }, counted ? '✓ ' : '✗ '), counted ? t.counted : t.not_counted),
      await qrCode(checkLink(charter, entry, leaf), t.link),
      h('p', { class: 'note' }, t.link),
      h('p', { class: 'note' }, t.code_hint)),
    h('p', { class: 'row no-print' },
      h('button', { class: 'main', onclick: () => window.print() }, t.print),
      proof !== undefined && h('button', { onclick: () => save(`${view.id}-${digits(leaf)}.tlog-proof`, proof) }, t.save),
      h('a', { class: 'button', href: `#/mine/${id}/${by.handle}` }, t.mine),
      standing.may_vote && h('a', { class: 'button', href: `#/ballot/${id}/${view.id}/again` }, t.change)));
}

/** A ballot that is signed here and is still to be brought to where the record is kept. */
export async function toBring({ kept }: Opened, view: MotionView, sent: Sent): Promise<HTMLElement> {
  const t = ballotWords();
  const { leaf } = readEntry(sent.jws);
  return h('article', { class: 'ballot receipt bring' },
    h('h1', {}, titleOf(view)),
    h('section', { class: 'verdict' },
      h('h2', {}, t.waiting),
      h('p', {}, t.waiting_lead),
      await qrCode(sent.jws, t.waiting_qr),
      h('p', { class: 'code' }, digits(leaf)),
      h('p', { class: 'row no-print' },
        h('button', { class: 'main', onclick: () => save(`${kept.name}-${digits(leaf)}.jws`, `${sent.jws}\n`) }, t.waiting_save),
        h('button', { onclick: () => window.print() }, t.print)),
      h('p', { class: 'note' }, t.waiting_then)));
}
