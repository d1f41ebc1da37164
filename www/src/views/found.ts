import { generateKey, Hall, init, sign, type Auth, type Charter, type Key, type Role, type Summary } from 'guanjia/parallel';

import '../community.css';
import { h } from '../dom';
import { choice, fold, form, line, rows, several, text, type Part, type Values } from '../form';
import { found as keep, opened } from '../library';
import { goAndSay } from '../router';
import type { Held } from '../shelf';
import { sure } from '../sure';
import { words } from '../words';
import { foundWords } from '../words/found';
import { saveKeys } from './desk';
import { elsewhere } from './home';

/** The offices of a usual community; the first is the founder. */
const READY: readonly (readonly [office: string, ...roles: Role[]])[] = [
  ['committee', 'committee'], ['clerk-a', 'clerk'], ['clerk-b', 'clerk'], ['facilitator', 'facilitator'], ['recorder', 'recorder'], ['supervisor', 'supervisor'],
  ['legal-advisor', 'legal-advisor'], ['street', 'street'], ['registrar', 'registrar'], ['witness-1', 'witness'], ['witness-2', 'witness'], ['host', 'host'], ['department', 'department'],
];

/** What an office may be allowed, in the order in which a record lists it; the other roles follow from registers and matters. */
export const OFFICE_ROLES: readonly Role[] = ['clerk', 'committee', 'facilitator', 'recorder', 'supervisor', 'legal-advisor', 'street', 'department', 'registrar', 'witness', 'host'];

/** 开一个新社区: the charter by a form; with a record's name, what comes after it. */
export async function found(id = ''): Promise<HTMLElement> {
  await init();
  if (id !== '') return founded(id);
  const t = foundWords();
  const offices = rows('offices', t.office, (prefix, place) => officeParts(prefix, READY[place]), { add: t.add_office, value: READY.length });
  const folded = fold(t.offices_open(READY.length), offices);
  return h('article', {},
    h('h1', {}, t.title),
    h('p', { class: 'lead' }, t.lead),
    form({
      draft: 'found',
      parts: [
        choice('mode', t.mode, t.modes, { value: 'practice' }),
        h('div', { class: 'for-practice' }, line('start', t.start, { type: 'date', value: today() })),
        line('name', t.name, { hint: t.name_hint }),
        line('origin', t.origin, { hint: t.origin_hint, value: `hall-${crypto.randomUUID().slice(0, 8)}` }),
        several('auth', t.auth, t.auths, { value: ['sms', 'code', 'in-person'], hint: t.auth_hint }),
        line('answer_days', t.answer_days, { type: 'number', min: 1, max: 60, value: '7' }),
        line('appeal_days', t.appeal_days, { type: 'number', min: 1, max: 60, value: '7' }),
        text('online_basis', t.basis, { optional: true, rows: 2, hint: t.basis_hint }),
        line('zone', t.zone, { type: 'number', min: -12, max: 14, value: '8' }),
        h('section', {}, h('h2', {}, t.offices), h('p', { class: 'note' }, t.offices_hint), folded),
      ],
      submit: t.submit,
      done: open,
    }));
}

/** The parts of a form in which an office is named and given its roles. */
export function officeParts(prefix: string, [office, ...roles]: readonly [office?: string, ...roles: Role[]] = []): Part[] {
  const t = foundWords();
  return [
    line(`${prefix}office`, t.office, { value: office ?? '', hint: t.office_hint }),
    several(`${prefix}roles`, t.roles, Object.fromEntries(OFFICE_ROLES.map((role) => [role, words().role[role]])), { value: roles }),
  ];
}

const today = () => new Date().toLocaleDateString('sv');

async function open(values: Values): Promise<void> {
  const t = foundWords();
  const practice = values['mode'] === 'practice';
  if (!practice && !await sure(t.sure, t.submit)) throw new Error(t.not_yet);
  const zone = Number(values['zone']) * 60;
  const time = practice ? Date.parse(`${String(values['start'])}T09:00:00Z`) / 1000 - zone * 60 : Math.floor(Date.now() / 1000);
  const named = values['offices'] as { office: string; roles?: Role[] }[];
  const keys: Key[] = [];
  for (const _ of named) keys.push(await generateKey());
  const offices = named.map(({ office, roles = [] }, place) => ({ cnf: { jwk: keys[place]!.jwk }, office, roles: [...roles].sort(byPlace) }));
  const charter: Charter = {
    answer_days: Number(values['answer_days']),
    appeal_days: Number(values['appeal_days']),
    auth: values['auth'] as Auth[] ?? [],
    cnf: offices[0]!.cnf,
    name: String(values['name']),
    offices,
    ...(values['online_basis'] ? { online_basis: String(values['online_basis']) } : {}),
    zone,
  };
  const { jws } = sign({ kind: 'charter', aud: String(values['origin']), iat: time, seq: 1, ...charter }, keys[0]!.seed);
  const held = named.map(({ office }, place): Omit<Held, 'record'> => ({ handle: office, seed: keys[place]!.seed, kid: keys[place]!.kid }));
  tried(jws, held.find((_, place) => offices[place]!.roles.includes('host')));
  const { id, name } = await keep([jws], held, practice);
  await goAndSay(t.founded(name), 'found', id);
}

const byPlace = (one: Role, other: Role) => OFFICE_ROLES.indexOf(one) - OFFICE_ROLES.indexOf(other);

/** Throws what would keep a record from ever being one, such as an identifier that no checkpoint can bear. */
function tried(charter: string, host: Omit<Held, 'record'> | undefined): void {
  if (!host) throw new Error(foundWords().no_host);
  const hall = new Hall();
  try {
    hall.admit(charter);
    hall.checkpoint(host.seed);
  } finally {
    hall.dispose();
  }
}

async function founded(id: string): Promise<HTMLElement> {
  const record = await opened(id);
  if (!record) return elsewhere();
  const t = foundWords();
  const { kept, hall } = record;
  const summary = hall.summary();
  const step = (title: string, note: string, way: HTMLElement) => h('li', {}, h('h3', {}, title), h('p', { class: 'note' }, note), way);
  return h('article', {},
    h('h1', {}, t.done_title(kept.name)),
    kept.practice && h('p', { class: 'note' }, t.done_practice),
    h('section', { class: 'no-print' },
      h('h2', {}, t.steps),
      h('ol', { class: 'cards steps' },
        step(t.step_keys, t.step_keys_note, h('button', { onclick: () => saveKeys(id, kept.name) }, t.save_keys)),
        step(t.step_board, t.step_board_note, h('button', { onclick: () => print() }, t.print)),
        step(t.step_register, t.step_register_note, h('a', { class: 'button', href: `#/register/${id}` }, t.step_register)),
        step(t.step_offices, t.step_offices_note, h('a', { class: 'button', href: `#/community/${id}` }, t.step_offices)))),
    board(summary));
}

/** The notice for the board, by which anyone tells this record from another. */
export function board({ name, origin, charter, offices }: Summary): HTMLElement {
  const t = foundWords();
  const host = offices.find(({ in_force, roles }) => in_force && roles.includes('host'));
  return h('section', { class: 'board' },
    h('h2', {}, name ?? origin),
    h('p', { class: 'large' }, t.board),
    h('dl', {},
      h('dt', {}, t.board_digest), h('dd', {}, h('code', { class: 'digest' }, charter ?? '')),
      h('dt', {}, t.board_origin), h('dd', {}, h('code', {}, origin)),
      h('dt', {}, t.board_host), h('dd', {}, h('code', {}, host?.kid ?? '—'))),
    h('p', {}, t.board_check));
}
