import { generateKey, type Charter, type Event, type Hall, type OfficeHeld, type PublicKey, type Role } from 'guanjia/parallel';

import '../community.css';
import { act, keysOf } from '../act';
import { cross, h } from '../dom';
import { fold, form, line, select } from '../form';
import { say } from '../frame';
import { opened } from '../library';
import { byOffice } from '../office';
import { rolesSaid } from '../people';
import { route } from '../router';
import { holdKey, type Held } from '../shelf';
import { sure } from '../sure';
import { pick, words } from '../words';
import { communityWords } from '../words/community';
import { foundWords } from '../words/found';
import { board, OFFICE_ROLES, officeParts } from './found';
import { elsewhere } from './home';
import { keyring } from './keyring';

/** 社区与职务: what the charter says, who holds what, and the keys on this device. */
export async function community(id = ''): Promise<HTMLElement> {
  const record = await opened(id);
  if (!record) return elsewhere();
  const t = communityWords();
  const { hall, kept } = record;
  const summary = hall.summary();
  const held = await keysOf(id);
  const [inForce, ended] = [true, false].map((is) => summary.offices.filter(({ in_force }) => in_force === is));
  return h('article', {},
    h('h1', {}, t.title),
    charter(hall),
    h('section', {},
      h('h2', {}, t.offices),
      h('ul', { class: 'cards' }, inForce!.map((office) => card(office, held)))),
    ended!.length > 0 && h('section', {},
      h('h2', {}, t.ended),
      h('ul', { class: 'cards' }, ended!.map((office) => card(office, held)))),
    h('section', { class: 'no-print' },
      h('h2', {}, t.give),
      await byOffice(id, hall, ['committee'], (by) => h('div', {}, giver(id, by), ender(id, by, inForce!)))),
    await keyring(kept, hall),
    fold(t.board, board(summary)));
}

/** What the first entry says, in words, or why it is no charter. */
function charter(hall: Hall): HTMLElement {
  const t = communityWords();
  const refused = hall.entries(0, 1)[0]?.void;
  if (refused) return h('section', {}, h('h2', {}, t.charter), cross(words().named(words().is_void, pick(refused))));
  const { name, auth, answer_days, appeal_days, online_basis, zone } = JSON.parse(hall.entry(0).payload) as Charter;
  const hours = zone / 60;
  const said: [string, string][] = [
    [t.name, name], [t.origin, hall.summary().origin], [t.auth, auth.map((way) => foundWords().auths[way]).join(words().comma)],
    [t.answer, t.days(answer_days)], [t.appeal, t.days(appeal_days)], [t.basis, online_basis ?? t.no_basis], [t.zone, t.zone_of(String(hours))],
  ];
  return h('section', {}, h('h2', {}, t.charter), h('dl', { class: 'facts' }, said.map(([term, what]) => h('div', {}, h('dt', {}, term), h('dd', {}, what)))));
}

function card({ office, roles, kid }: OfficeHeld, held: Held[]): HTMLElement {
  const t = communityWords();
  return h('li', { 'data-office': office },
    h('h3', {}, rolesSaid(roles) || office),
    h('p', {}, office, held.some((one) => one.kid === kid) && h('span', { class: 'note' }, ` · ${t.here}`)),
    h('p', { class: 'note' }, `${t.kid} `, h('code', {}, kid ?? '—')));
}

/** Gives an office, with a key that its holder sent or one made here. */
function giver(id: string, by: Held): HTMLElement {
  const t = communityWords();
  return fold(t.give, h('p', { class: 'note' }, t.give_lead), form({
    draft: `${id}/office`,
    parts: [...officeParts(''), line('key', t.key, { hint: t.key_hint, optional: true })],
    submit: t.do_give,
    done: async (values) => {
      const office = String(values['office']);
      const chosen = (values['roles'] ?? []) as Role[];
      const made = values['key'] ? undefined : await generateKey();
      const jwk = made?.jwk ?? { crv: 'Ed25519', kty: 'OKP', x: String(values['key']) } as PublicKey;
      const event: Event = { kind: 'office', cnf: { jwk }, office, roles: OFFICE_ROLES.filter((role) => chosen.includes(role)) };
      await act(id, by, event);
      if (made) await holdKey({ record: id, handle: office, seed: made.seed, kid: made.kid });
      say(t.given(office));
      await route();
    },
  }));
}

function ender(id: string, by: Held, offices: OfficeHeld[]): HTMLElement {
  const t = communityWords();
  return fold(t.end, form({
    draft: `${id}/office-end`,
    parts: [
      select('ended', t.which, Object.fromEntries(offices.map(({ office, roles }) => [office, words().named(rolesSaid(roles), office)]))),
      line('reason', t.reason, { hint: t.reason_hint }),
    ],
    submit: t.do_end,
    done: async (values) => {
      const office = String(values['ended']);
      if (!await sure(t.end_sure(office), t.do_end)) throw new Error(t.not_yet);
      await act(id, by, { kind: 'office-end', office, reason: String(values['reason']) });
      say(t.ended_now(office));
      await route();
    },
  }));
}
