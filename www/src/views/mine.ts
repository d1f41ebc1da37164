import { init, readEntry, verifyReceipt, type Hall, type MotionStanding } from 'guanjia/parallel';

import { chooser, h } from '../dom';
import { hallOf } from '../library';
import { go, trouble } from '../router';
import { pick, stateOf, words } from '../words';
import { home } from './home';

/** 查我的票: what a record says of somebody's votes, and whether a receipt holds. */
export async function mine(id = '', handle = ''): Promise<HTMLElement> {
  await init();
  const hall = await hallOf(id);
  if (!hall) return home();
  const t = words();
  const input = h('input', { id: 'handle', value: handle, autocomplete: 'off', spellcheck: 'false', placeholder: t.handle_hint });
  const said = h('div', { 'aria-live': 'polite' });
  const ask = (event: SubmitEvent) => {
    event.preventDefault();
    if (input.value.trim() !== '') go('mine', id, input.value.trim());
  };
  return h('article', {},
    h('h1', {}, t.mine),
    h('p', { class: 'lead' }, t.mine_lead),
    h('form', { class: 'row', onsubmit: ask }, h('label', { for: 'handle' }, t.handle), input, h('button', { class: 'main' }, t.look)),
    handle !== '' && votes(hall, handle),
    h('section', {},
      h('h2', {}, t.receipt),
      chooser(t.receipt, '.tlog-proof,.txt,text/plain', async (file) => said.replaceChildren(checked(hall, await file.text()))),
      h('p', { class: 'note' }, t.receipt_hint),
      said),
    h('p', {}, h('a', { class: 'button', href: `#/record/${id}` }, t.record)));
}

function votes(hall: Hall, handle: string): HTMLElement {
  try {
    return h('ul', { class: 'cards' }, hall.standing(handle).motions.map(vote));
  } catch (error) {
    return trouble(error, () => document.getElementById('handle')?.focus());
  }
}

function vote(motion: MotionStanding): HTMLElement {
  const t = words();
  const { ballot } = motion;
  return h('li', {},
    h('h3', {}, pick(motion.title)),
    h('p', { class: 'state' }, stateOf(motion.state)),
    ballot === undefined
      ? h('p', {}, motion.may_vote ? t.may_vote : t.not_voted)
      : h('p', { class: ballot.counted ? 'good' : 'bad' },
        h('span', { 'aria-hidden': 'true' }, ballot.counted ? '✓ ' : '✗ '),
        `${t.voted(ballot.entry, t.channel[ballot.channel])},${ballot.counted ? t.counted : t.not_counted}`),
    (motion.refused ?? []).map((error) => h('p', { class: 'note' }, error.entry !== undefined && `${t.at(error.entry)} `, pick(error))));
}

/** Checks a receipt by the key of the record's own host, and then against the record. */
function checked(hall: Hall, text: string): HTMLElement {
  const t = words();
  try {
    const shown = verifyReceipt(text, hall.policy());
    const here = shown.index < hall.size && readEntry(hall.entry(shown.index).jws).leaf === shown.entry.leaf;
    return h('div', {},
      h('p', { class: 'good large' }, h('span', { 'aria-hidden': 'true' }, '✓ '), t.receipt_ok(shown.index)),
      h('p', { class: here ? 'good' : 'bad' }, here ? t.receipt_here : t.receipt_elsewhere));
  } catch (error) {
    return trouble(error, () => {});
  }
}
