import type { Event, Hall, RosterView } from 'guanjia/parallel';

import { act } from '../act';
import { doing } from '../doing';
import { chooser, cross, h, wide } from '../dom';
import { fold } from '../form';
import { say } from '../frame';
import { decoded, read, type Problem, type Roll } from '../roll';
import { route } from '../router';
import { note, noted, type Held } from '../shelf';
import { words } from '../words';
import { lotteryWords } from '../words/lottery';

/** How many lines of a table are shown, and how many problems. */
const SHOWN = 12;
const MOST = 60;

/** Where a device keeps a table of volunteers until they are put forward. */
const placeOf = (roster: string) => `volunteers/${roster}`;

/** 报名表: everybody of a table put forward together, once every line of it may be. */
export function volunteers(id: string, hall: Hall, by: Held, view: RosterView): HTMLElement {
  const t = lotteryWords();
  const said = h('div', { 'aria-live': 'polite' });
  const take = async (file: File) => {
    await note(id, placeOf(view.id), decoded(await file.arrayBuffer()));
    await route();
  };
  const part = fold(t.volunteers,
    h('p', {}, t.volunteers_lead),
    h('p', {}, chooser(t.volunteers_file, '.csv,.txt,.tsv,text/csv,text/plain', take)),
    said);
  void noted<string | null>(id, placeOf(view.id)).then((text) => {
    if (!text) return;
    part.open = true;
    said.replaceChildren(checked(id, hall, by, view, text));
  });
  return part;
}

function checked(id: string, hall: Hall, by: Held, view: RosterView, text: string): HTMLElement {
  const t = lotteryWords();
  const { roll, problems } = read(text);
  const wrong = [...problems, ...problemsOf(hall, view, roll)];
  const { members } = hall.base(view.notice.candidates);
  const extra = roll.columns.filter(({ name }) => name !== 'handle' && !roll.rows.some(({ cells }) => members[cells['handle'] ?? '']?.strata[name] !== undefined));
  return h('section', { class: 'entry' },
    wrong.length > 0
      ? cross(t.volunteers_wrong(wrong.length))
      : h('p', { class: 'good' }, h('span', { 'aria-hidden': 'true' }, '✓ '), t.volunteers_fine(roll.rows.length)),
    wrong.length > 0 ? listed(wrong, roll) : preview(roll),
    extra.length > 0 && h('p', { class: 'note' }, t.volunteers_extra(extra.map(({ heading }) => heading).join(words().comma))),
    wrong.length === 0 && nominator(id, by, view, roll),
    h('p', {}, h('button', { class: 'plain', onclick: () => note(id, placeOf(view.id), null).then(route) }, t.drop)));
}

/** Who may not be put forward, and what is not as the register has it. */
function problemsOf(hall: Hall, { notice, standing }: RosterView, { columns, rows }: Roll): Problem[] {
  const t = lotteryWords();
  const { members } = hall.base(notice.candidates);
  const seen = new Set<string>();
  return rows.flatMap(({ line, cells }) => {
    const handle = cells['handle'] ?? '';
    const member = members[handle];
    const problem = (column: string, said: string): Problem => ({ line, column, said });
    if (!member?.voter) return [problem('handle', t.unlisted)];
    if (standing[handle]) return [problem('handle', t.stands)];
    if (seen.has(handle)) return [problem('handle', t.twice)];
    seen.add(handle);
    return columns.flatMap(({ name }) => {
      const [typed, listedAs] = [cells[name] ?? '', member.strata[name]];
      return typed !== '' && listedAs !== undefined && typed !== listedAs ? [problem(name, t.differs(listedAs))] : [];
    });
  });
}

const headingOf = ({ columns }: Roll, name: string): string => columns.find((one) => one.name === name)?.heading ?? name;

function listed(wrong: Problem[], roll: Roll): HTMLElement {
  const t = lotteryWords();
  return wide(t.volunteers_wrong(wrong.length), h('table', {},
    h('thead', {}, h('tr', {}, t.where.map((head) => h('th', { scope: 'col' }, head)))),
    h('tbody', {}, wrong.slice(0, MOST).map(({ line, column, said }) => h('tr', {}, h('td', {}, line), h('td', {}, headingOf(roll, column)), h('td', {}, said))))));
}

function preview({ columns, rows }: Roll): HTMLElement {
  return wide(lotteryWords().volunteers, h('table', {},
    h('thead', {}, h('tr', {}, columns.map(({ heading }) => h('th', { scope: 'col' }, heading)))),
    h('tbody', {}, rows.slice(0, SHOWN).map(({ cells }) => h('tr', {}, columns.map(({ name }) => h('td', {}, cells[name] ?? '')))))));
}

function nominator(id: string, by: Held, { id: roster }: RosterView, { rows }: Roll): HTMLElement {
  const t = lotteryWords();
  return doing(t.volunteers_do(rows.length), async (tell) => {
    const events = rows.map(({ cells }): Event => ({ kind: 'nominate', handle: cells['handle'] ?? '', roster, source: 'own' }));
    await act(id, by, events, (done, of) => tell(h('p', {}, t.volunteers_far(done, of))));
    await note(id, placeOf(roster), null);
    say(t.volunteers_done(rows.length));
    await route();
  }, 'main');
}
