import { generateKey, keyFromSeed, type Amounts, type BaseNotice, type Event, type Hall, type Scope, type Stratum } from 'guanjia/parallel';

import '../community.css';
import { act } from '../act';
import { h, wide } from '../dom';
import { fold, form, line, select, tick } from '../form';
import { say } from '../frame';
import { opened, type Opened } from '../library';
import { byOffice } from '../office';
import { ahead } from '../remembered';
import { enrolOf } from '../roll';
import { route } from '../router';
import { holdKey, type Held } from '../shelf';
import { sure } from '../sure';
import { words } from '../words';
import { registerWords } from '../words/register';
import { elsewhere } from './home';
import { importing } from './import';
import { roll } from './roll';

/** 名册与基数: who is listed, and the bases that were frozen from it. */
export async function register(id = '', name = ''): Promise<HTMLElement> {
  const record = await opened(id);
  if (!record) return elsewhere();
  if (name !== '') return roll(record, name);
  const t = registerWords();
  const { hall } = record;
  const { registers, bases } = hall.summary();
  await ahead(hall, ...bases.map(({ id: base }) => ['base', base] as const));
  return h('article', {},
    h('h1', {}, t.title),
    h('p', { class: 'lead' }, t.lead),
    h('section', {},
      h('h2', {}, t.registers),
      Object.keys(registers).length === 0 && h('p', { class: 'note' }, t.none),
      h('ul', { class: 'cards' }, Object.entries(registers).map(([one, count]) =>
        h('li', {}, h('h3', {}, words().register(one)), h('p', {}, t.people(count)), h('a', { class: 'button', href: `#/register/${id}/${encodeURIComponent(one)}` }, t.open))))),
    h('section', { class: 'no-print' },
      h('h2', {}, t.import),
      await byOffice(id, hall, ['registrar', 'clerk'], async (by) => h('div', {}, await importing(record, by), single(record, by)))),
    h('section', {},
      h('h2', {}, t.bases),
      bases.length === 0 && h('p', { class: 'note' }, t.bases_none),
      h('ul', { class: 'cards bases' }, bases.map((base) => baseCard(hall, base)))),
    Object.keys(registers).length > 0 && h('section', {},
      h('h2', {}, t.freeze),
      h('p', { class: 'note' }, t.freeze_lead),
      await byOffice(id, hall, ['committee'], (by) => freezer(id, hall, by))));
}

/** One household or person, by a form; by the same way as a line of a table. */
function single({ kept, hall }: Opened, by: Held): HTMLElement {
  const t = registerWords();
  return fold(t.single, form({
    draft: `${kept.id}/enrol`,
    parts: [
      select('register', t.which, { ...t.registers_named, ...Object.fromEntries(Object.keys(hall.summary().registers).map((name) => [name, words().register(name)])) }),
      line('handle', t.handle, { hint: t.handle_hint }),
      line('building', t.building, { hint: t.building_hint, optional: true }),
      line('residents', t.amount.residents, { type: 'number', min: 0, optional: true }),
      line('adults', t.amount.adults, { type: 'number', min: 0, optional: true }),
      tick('votes', t.voter, { value: 'yes' }),
      line('key', t.public_key, { hint: t.public_key_hint, optional: true }),
    ],
    submit: t.enrol,
    done: async (values) => {
      const { votes, ...typed } = values as Record<string, string>;
      const cells = { ...typed, voter: votes === 'yes' ? 'yes' : 'no' };
      const { enrol, problems: [problem] } = enrolOf({ cells }, 'households');
      if (problem) throw new Error(problem.said);
      const made = kept.practice && !enrol.cnf && (await generateKey());
      await act(kept.id, by, { kind: 'enrol', ...enrol, ...(made ? { cnf: { jwk: made.jwk } } : {}) });
      if (made) await holdKey({ record: kept.id, handle: enrol.unit.handle, seed: made.seed, kid: keyFromSeed(made.seed).kid });
      say(t.enrolled(enrol.unit.handle));
      await route();
    },
  }));
}

/** Totals as they are said: every one under its measure, since households and residents are never added up. */
export function totalsOf(amounts: Amounts): HTMLElement {
  const t = words();
  return h('dl', { class: 'totals' }, Object.entries(amounts).map(([measure, amount]) =>
    h('div', {}, h('dt', {}, t.measure[measure as keyof typeof t.measure]), h('dd', {}, amount))));
}

function baseCard(hall: Hall, { id, register, totals, scope, digest }: BaseNotice): HTMLElement {
  const t = registerWords();
  const { strata } = hall.base(id);
  const part = [...Object.entries(scope.strata ?? {}).map(([key, value]) => `${key}=${value}`), scope.everyone ? t.everyone : '' ].filter(Boolean).join(' · ');
  return h('li', { 'data-base': id },
    h('h3', {}, id),
    h('p', { class: 'note' }, `${t.base_of(words().register(register))} · ${part || t.whole_register}`),
    totalsOf(totals),
    Object.entries(strata).map(([key, by]) => fold(t.by_stratum(t.key_of(key)), strataTable(`${id} · ${t.by_stratum(t.key_of(key))}`, by))),
    h('p', { class: 'note' }, `${t.digest} `, h('code', {}, digest)));
}

/** The totals of each stratum under every measure. */
function strataTable(label: string, by: Record<Stratum, Amounts>): HTMLElement {
  const t = words();
  const measures = [...new Set(Object.values(by).flatMap((amounts) => Object.keys(amounts)))] as (keyof typeof t.measure)[];
  return wide(label, h('table', {},
    h('thead', {}, h('tr', {}, h('td', {}), measures.map((measure) => h('th', { scope: 'col' }, t.measure[measure])))),
    h('tbody', {}, Object.entries(by).map(([stratum, amounts]) => h('tr', {}, h('th', { scope: 'row' }, stratum), measures.map((measure) => h('td', {}, amounts[measure] ?? 0)))))));
}

function freezer(id: string, hall: Hall, by: Held): HTMLElement {
  const t = registerWords();
  const { registers, today } = hall.summary();
  return form({
    draft: `${id}/freeze`,
    parts: [
      select('register', t.from_register, Object.fromEntries(Object.keys(registers).map((name) => [name, words().register(name)]))),
      line('base', t.base_id, { hint: t.base_id_hint, value: `${Object.keys(registers)[0]}-${today.slice(0, 4)}` }),
      line('only', t.only, { hint: t.only_hint, optional: true }),
      tick('everyone', t.everyone),
    ],
    submit: t.do_freeze,
    done: async (values) => {
      const { register: from, base, only, everyone } = values as Record<string, string>;
      const strata = Object.fromEntries((only ?? '').split(/[\s,,;;]+/).filter(Boolean).map((part) => part.split('=')));
      const scope: Scope = { ...(only ? { strata } : {}), ...(everyone ? { everyone: true } : {}) };
      const event = hall.prepare({ kind: 'freeze', base: base!, register: from!, scope });
      if (!await sure(t.freeze_sure(base!), t.do_freeze)) throw new Error(t.not_yet);
      await act(id, by, event as Event);
      say(t.frozen(base!));
      await route();
    },
  });
}
