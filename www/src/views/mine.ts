import { init, readEntry, verifyReceipt, type Hall, type MotionStanding } from 'guanjia/parallel';

import { chooser, h } from '../dom';
import { hallOf } from '../library';
import { ahead } from '../remembered';
import { go, trouble } from '../router';
import { pick, stateOf, titleOf, words } from '../words';
import { elsewhere } from './home';

/** 查我的票: what a record says of somebody's votes, and whether a receipt holds. */
export async function mine(id = '', handle = ''): Promise<HTMLElement> {
  await init();
  const hall = await hallOf(id);
  if (!hall) return elsewhere();
  const t = words();
  const typed = () => sessionStorage.setItem('handle', input.value);
  const input = h('input', { id: 'handle', value: handle || sessionStorage.getItem('handle') || '', autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'handle-hint', oninput: typed });
  const said = h('div', { 'aria-live': 'polite' });
  const ask = (event: SubmitEvent) => {
    event.preventDefault();
    if (input.value.trim() !== '') go('mine', id, input.value.trim());
  };
  const put = `receipt/${id}`;
  const drop = () => { sessionStorage.removeItem(put); said.replaceChildren(); choose.querySelector('input')?.focus(); };
  const check = (text: string) => said.replaceChildren(checked(hall, text, drop));
  const choose = chooser(t.receipt, '.tlog-proof,.txt,text/plain', async (file) => {
    const text = await file.text();
    sessionStorage.setItem(put, text);
    check(text);
  });
  const before = sessionStorage.getItem(put);
  if (before !== null) check(before);
  return h('article', {},
    h('h1', {}, t.mine),
    h('p', { class: 'lead' }, t.mine_lead),
    h('form', { class: 'field no-print', onsubmit: ask }, h('label', { for: 'handle' }, t.handle), input, h('button', { class: 'main' }, t.look), h('span', { class: 'note', id: 'handle-hint' }, t.handle_hint)),
    handle !== '' && await votes(id, hall, handle),
    h('section', {},
      h('div', { class: 'no-print' }, h('h2', {}, t.receipt), choose, h('p', { class: 'note' }, t.receipt_hint)),
      said),
    h('p', { class: 'no-print' }, h('a', { class: 'button', href: `#/record/${id}` }, t.record)));
}

async function votes(id: string, hall: Hall, handle: string): Promise<HTMLElement> {
  const t = words();
  try {
    const { motions } = hall.standing(handle);
    await ahead(hall, ...motions.map(({ motion }) => ['motion', motion] as const));
    return h('section', {},
      h('h2', {}, t.named(t.votes_of, handle)),
      motions.length === 0 && h('p', { class: 'note' }, t.none),
      h('ul', { class: 'cards' }, motions.map((motion) => vote(id, hall, motion))));
  } catch (error) {
    return trouble(error, () => document.querySelector<HTMLInputElement>('#handle')?.select(), t.not_found);
  }
}

function vote(id: string, hall: Hall, motion: MotionStanding): HTMLElement {
  const t = words();
  const at = (entry: number) => h('a', { href: `#/record/${id}/${entry}` }, t.at(entry));
  const { ballot } = motion;
  return h('li', {},
    h('h3', {}, titleOf(hall.motion(motion.motion))),
    h('p', { class: 'state' }, stateOf(motion.state)),
    ballot === undefined
      ? h('p', {}, motion.may_vote ? t.may_vote : t.not_voted)
      : h('p', { class: ballot.counted ? 'good' : 'bad' },
        h('span', { 'aria-hidden': 'true' }, ballot.counted ? '✓ ' : '✗ '),
        t.both(t.voted(t.channel[ballot.channel]), ballot.counted ? t.counted : t.not_counted), ' · ', at(ballot.entry)),
    (motion.refused ?? []).map((error) => h('p', { class: 'note' }, error.entry !== undefined && at(error.entry), ' ', pick(error))));
}

/** Checks a receipt by the key of the record's own host, and then against the record. */
function checked(hall: Hall, text: string, again: () => void): HTMLElement {
  const t = words();
  try {
    const shown = verifyReceipt(text, hall.policy());
    const here = shown.index < hall.size && readEntry(hall.entry(shown.index).jws).leaf === shown.entry.leaf;
    return h('div', {},
      h('p', { class: 'good large' }, h('span', { 'aria-hidden': 'true' }, '✓ '), t.receipt_ok(shown.index)),
      h('p', { class: here ? 'good' : 'bad' }, here ? t.receipt_here : t.receipt_elsewhere),
      h('p', { class: 'no-print' }, h('button', { class: 'plain', onclick: again }, t.receipt_drop)));
  } catch (error) {
    return trouble(error, again, t.receipt_bad);
  }
}
