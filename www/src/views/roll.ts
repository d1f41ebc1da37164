import { generateKey, type Hall, type Key, type PublicKey, type SignatureWaiting, type UnitView } from 'guanjia/parallel';

import { act } from '../act';
import { h, wide } from '../dom';
import { fold, form, line } from '../form';
import { say } from '../frame';
import { hallOf, type Opened } from '../library';
import { byOffice } from '../office';
import { route } from '../router';
import { holdKey, note, noted, type Held } from '../shelf';
import { sure } from '../sure';
import { words } from '../words';
import { registerWords } from '../words/register';

/** How many of a register are shown at once; the others are found by their handle. */
const SHOWN = 60;

/** Where a new key that was made here is kept until it is good. */
const newKey = (handle: string) => `rekey/${handle}`;

/** One register: who stands on it, and what changes for one of them. */
export async function roll({ kept: { id }, hall }: Opened, name: string): Promise<HTMLElement> {
  const t = registerWords();
  const { units } = hall.register(name);
  const body = h('tbody');
  const count = h('p', { class: 'note', role: 'status' });
  const show = (wanted: string) => {
    const found = units.filter(({ handle, strata }) => wanted === '' || [handle, ...Object.values(strata)].some((text) => text.toLowerCase().includes(wanted.toLowerCase())));
    count.textContent = t.shown(Math.min(found.length, SHOWN), units.length);
    body.replaceChildren(...found.slice(0, SHOWN).map((unit) => row(unit, () => pickOut(unit))));
  };
  const picked = h('div', { tabindex: -1 });
  const pickOut = async (unit: UnitView) => {
    picked.replaceChildren(h('section', { class: 'entry' }, h('h2', {}, unit.handle),
      await byOffice(id, hall, ['registrar'], (by) => h('div', {}, rekeyer(id, by, unit), unenroller(id, by, name, unit)))));
    picked.focus();
  };
  const find = h('input', { id: 'find', type: 'search', oninput: () => show(find.value.trim()) });
  show('');
  return h('article', {},
    h('h1', {}, t.register_title(words().register(name))),
    h('p', { class: 'no-print' }, h('a', { class: 'button', href: `#/register/${id}` }, t.back)),
    await waiting(id, hall),
    picked,
    h('p', { class: 'field no-print' }, h('label', { for: 'find' }, t.find), find),
    count,
    wide(t.register_title(words().register(name)), h('table', {}, body)));
}

function row({ handle, strata, amounts, voter, kid }: UnitView, change: () => void): HTMLElement {
  const t = registerWords();
  const said = Object.entries(amounts).filter(([measure]) => measure !== 'heads').map(([measure, amount]) => words().named(words().measure[measure as keyof typeof amounts], String(amount)));
  return h('tr', {},
    h('th', { scope: 'row' }, handle),
    h('td', {}, Object.values(strata).join(' · ')),
    h('td', {}, said.join(' · ')),
    h('td', {}, kid ? t.has_key : t.no_key, voter ? '' : ` · ${t.not_voter}`),
    h('td', { class: 'no-print' }, h('button', { class: 'plain', 'aria-label': `${t.change} ${handle}`, onclick: change }, t.change)));
}

function unenroller(id: string, by: Held, register: string, { handle }: UnitView): HTMLElement {
  const t = registerWords();
  return fold(t.unenrol, form({
    draft: `${id}/unenrol/${handle}`,
    parts: [line('reason', t.reason, { hint: t.reason_unenrol })],
    submit: t.unenrol,
    done: async ({ reason }) => {
      if (!await sure(t.unenrol_sure(handle), t.unenrol)) throw new Error(t.not_yet);
      await act(id, by, { kind: 'unenrol', handle, reason: String(reason), register });
      say(t.unenrolled(handle));
      await route();
    },
  }));
}

/** A new key: by its holder at once, by a registrar once another attests. */
function rekeyer(id: string, by: Held, { handle }: UnitView): HTMLElement {
  const t = registerWords();
  return fold(t.rekey, h('p', { class: 'note' }, t.rekey_lead), form({
    draft: `${id}/rekey/${handle}`,
    parts: [
      line('reason', t.reason, { hint: t.reason_rekey }),
      line('key', t.new_key, { hint: t.new_key_hint, optional: true }),
    ],
    submit: t.rekey,
    done: async ({ reason, key }) => {
      const made = key ? undefined : await generateKey();
      const jwk = made?.jwk ?? { crv: 'Ed25519', kty: 'OKP', x: String(key) } as PublicKey;
      if (made) await note(id, newKey(handle), made);
      await act(id, by, { kind: 'rekey', cnf: { jwk }, handle, reason: String(reason) });
      say(t.rekey_waits(handle));
      await route();
    },
  }));
}

/** New keys that wait for a second signature, for whoever may give it. */
async function waiting(id: string, hall: Hall): Promise<HTMLElement | null> {
  const t = registerWords();
  const { offices } = hall.summary();
  const mine = (who: string) => hall.waiting(who).signatures.filter(({ kind }) => kind === 'rekey');
  const all = new Map(offices.filter(({ in_force }) => in_force).flatMap(({ office }) => mine(office)).map((one) => [one.leaf, one]));
  if (all.size === 0) return null;
  const settle = async (by: Held, { leaf, about }: SignatureWaiting) => {
    await act(id, by, { kind: 'attest', re: leaf });
    const made = await noted<Key>(id, newKey(about));
    if (made && (await hallOf(id))?.standing(about).kid === made.kid) await holdKey({ record: id, handle: about, seed: made.seed, kid: made.kid });
    say(t.attested);
    await route();
  };
  return h('section', { class: 'verdict' },
    h('ul', {}, [...all.values()].map(({ about }) => h('li', {}, t.waiting(about)))),
    await byOffice(id, hall, ['registrar', 'clerk'], (by) => h('div', {}, mine(by.handle).length === 0 && h('p', { class: 'note' }, t.another), mine(by.handle).map((one) =>
      form({ draft: `${id}/attest/${one.leaf}`, parts: [], submit: `${t.attest} · ${one.about}`, done: () => settle(by, one) })))));
}
