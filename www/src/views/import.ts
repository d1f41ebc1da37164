import { generateKey, type Enrol, type Event, type Hall } from 'guanjia/parallel';

import { act, type Told } from '../act';
import { breath } from '../breath';
import { doing, wentWrong } from '../doing';
import { chooser, cross, h, save, wide } from '../dom';
import { fold } from '../form';
import { say } from '../frame';
import { earlier, type Opened } from '../library';
import { columnOf, decoded, enrolOf, read, template, type Problem, type Roll } from '../roll';
import { route } from '../router';
import { holdKey, note, noted, type Held } from '../shelf';
import { sentence, words } from '../words';
import { registerWords } from '../words/register';

/** A file that was chosen, kept until it is imported or put away. */
interface Chosen {
  file: string;
  text: string;
  register: string;
  keys: boolean;
}

/** Where a device keeps the file that is to be imported. */
const IMPORT = 'import';

/** How many lines are shown before they are imported, and how many problems. */
const SHOWN = 12;
const MOST = 60;

/** After how many lines it is shown how far the check is. */
const FEW = 25;

/** A line as an entry, and the key that was made for it. */
interface Line {
  line: number;
  enrol: Enrol;
  made?: { seed: string; kid: string };
}

/** 从表格导入: a file is chosen, checked on a copy of the record, and imported only as a whole. */
export async function importing({ kept, hall }: Opened, by: Held): Promise<HTMLElement> {
  const t = registerWords();
  const chosen = await noted<Chosen | null>(kept.id, IMPORT);
  const register = h('select', { id: 'import-register' },
    Object.entries(t.registers_named).map(([name, said]) => h('option', { value: name, selected: name === chosen?.register }, said)));
  const keys = h('input', { type: 'checkbox', id: 'import-keys', checked: chosen ? chosen.keys : true });
  const keep = (change: Partial<Chosen> = {}) => note(kept.id, IMPORT, { file: '', text: '', ...chosen, register: register.value, keys: kept.practice === true && keys.checked, ...change }).then(route);
  for (const one of [register, keys]) one.addEventListener('change', () => { if (chosen) void keep(); });
  const take = async (file: File) => keep({ file: file.name, text: decoded(await file.arrayBuffer()) });
  return h('div', { class: 'import' },
    h('p', {}, t.import_lead),
    h('p', { class: 'field' }, h('label', { for: 'import-register' }, t.which), register),
    kept.practice && h('label', { class: 'choice' }, keys, t.make_keys),
    h('p', { class: 'row' },
      chooser(t.file, '.csv,.txt,.tsv,text/csv,text/plain', take, 'button main'),
      h('button', { onclick: () => save('register.csv', template(), 'text/csv') }, t.template)),
    fold(t.columns,
      h('dl', {}, t.column_list.flatMap(([name, said]) => [h('dt', {}, name ?? ''), h('dd', {}, said ?? '')]))),
    chosen && checked(kept.id, hall, by, chosen));
}

/** What is in the file, and either all that is wrong with it or the way to import it. */
function checked(id: string, hall: Hall, by: Held, chosen: Chosen): HTMLElement {
  const t = registerWords();
  const { roll, problems } = read(chosen.text);
  const bar = h('progress', { max: roll.rows.length, value: 0, 'aria-label': t.checking });
  const said = h('div', { 'aria-live': 'polite' }, bar);
  const wrong = (found: Problem[]) => said.replaceChildren(cross(t.wrong(found.length)), listed(found, roll));
  const right = (lines: Line[]) => said.replaceChildren(h('p', { class: 'good' }, h('span', { 'aria-hidden': 'true' }, '✓ '), t.fine(lines.length)), preview(lines, roll), importer(id, by, lines));
  if (problems.length > 0) wrong(problems);
  else if (roll.rows.length === 0) said.replaceChildren(h('p', { class: 'bad' }, t.empty));
  else {
    tried(hall, by, roll, chosen, async (done) => { bar.value = done; await breath(); })
      .then(({ lines, found }) => (found.length > 0 ? wrong(found) : right(lines)))
      .catch((error) => said.replaceChildren(wentWrong(error)));
  }
  return h('section', { class: 'entry' },
    h('h3', {}, t.checked(roll.rows.length, chosen.file)),
    said,
    h('p', {}, h('button', { class: 'plain', onclick: () => note(id, IMPORT, null).then(route) }, t.drop)));
}

/** Every line entered on a copy of the record, by the same checks as the record's own. */
async function tried(hall: Hall, by: Held, roll: Roll, { register, keys }: Chosen, told: (done: number) => Promise<void>): Promise<{ lines: Line[]; found: Problem[] }> {
  const copy = await earlier(hall, hall.size);
  const { now } = hall.summary();
  const lines: Line[] = [];
  const found: Problem[] = [];
  const has = new Set(hall.registers().flatMap(({ units }) => units.filter(({ kid }) => kid).map(({ handle }) => handle)));
  try {
    for (const row of roll.rows) {
      if (lines.length % FEW === 0) await told(lines.length);
      const { enrol, problems } = enrolOf(row, register);
      const line: Line = { line: row.line, enrol };
      if (keys && !enrol.cnf && !has.has(enrol.unit.handle)) {
        const { jwk, seed, kid } = await generateKey();
        line.enrol = { cnf: { jwk }, ...enrol };
        line.made = { seed, kid };
      }
      if (line.enrol.cnf) has.add(enrol.unit.handle);
      lines.push(line);
      found.push(...problems.map(({ column, said }) => ({ line: row.line, column, said })));
      if (problems.length > 0) continue;
      try {
        copy.admit(copy.sign({ kind: 'enrol', ...line.enrol }, by.seed, now).jws);
      } catch (error) {
        found.push({ line: row.line, column: columnOf(error, row.cells), said: sentence(error) });
      }
    }
  } finally {
    copy.dispose();
  }
  return { lines, found };
}

function listed(found: Problem[], { columns }: Roll): HTMLElement {
  const t = registerWords();
  const heading = (name: string) => columns.find((one) => one.name === name)?.heading ?? name;
  return wide(t.wrong(found.length),
    h('table', {},
      h('thead', {}, h('tr', {}, t.where.map((head) => h('th', { scope: 'col' }, head)))),
      h('tbody', {}, found.slice(0, MOST).map(({ line, column, said }) => h('tr', {}, h('td', {}, line), h('td', {}, heading(column)), h('td', {}, said))))),
    found.length > MOST && h('p', { class: 'note' }, t.more(found.length - MOST)));
}

function preview(lines: Line[], { columns }: Roll): HTMLElement {
  const t = registerWords();
  const strata = columns.map(({ name }) => name).filter((name) => lines.some(({ enrol }) => enrol.unit.strata?.[name] !== undefined));
  const measures = (['households', 'residents', 'adults', 'area'] as const).filter((name) => lines.some(({ enrol }) => enrol.unit.amounts?.[name]));
  const key = ({ enrol, made }: Line) => (made ? t.key.made : enrol.cnf ? t.key.own : t.key.none);
  return wide(t.preview,
    h('table', {},
      h('caption', {}, t.preview),
      h('thead', {}, h('tr', {}, [t.line, t.to, t.handle, ...strata.map((name) => t.key_of(name)), ...measures.map((name) => words().measure[name]), t.voter, t.public_key].map((head) => h('th', { scope: 'col' }, head)))),
      h('tbody', {}, lines.slice(0, SHOWN).map((one) => h('tr', {},
        [one.line, words().register(one.enrol.register), one.enrol.unit.handle,
          ...strata.map((name) => one.enrol.unit.strata?.[name] ?? ''), ...measures.map((name) => one.enrol.unit.amounts?.[name] ?? ''),
          one.enrol.unit.voter ? '✓' : '—', key(one)].map((cell) => h('td', {}, cell)))))));
}

/** The button by which all lines become entries, or none. */
function importer(id: string, by: Held, lines: Line[]): HTMLElement {
  const t = registerWords();
  return doing(t.do_import(lines.length), async (tell) => {
    const bar = h('progress', { max: lines.length, value: 0, 'aria-label': t.importing(0, lines.length) });
    const far = h('p', {}, t.importing(0, lines.length));
    tell(far, bar);
    const told: Told = (done, of) => {
      bar.value = done;
      far.textContent = t.importing(done, of);
    };
    await act(id, by, lines.map(({ enrol }): Event => ({ kind: 'enrol', ...enrol })), told);
    for (const { enrol, made } of lines) if (made) await holdKey({ record: id, handle: enrol.unit.handle, ...made });
    await note(id, IMPORT, null);
    say(t.imported(lines.length));
    await route();
  }, 'main');
}
