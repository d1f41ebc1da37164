import { GuanjiaError, type Hall, type MatterView, type Route } from 'guanjia/parallel';

import { act } from '../act';
import { items } from '../catalogue';
import { day } from '../dates';
import { h } from '../dom';
import { fold, form, text } from '../form';
import { say } from '../frame';
import { hallOf } from '../library';
import { acting, handlesOf, nameOf, type Acting } from '../people';
import { route } from '../router';
import { sealedOf } from '../sealed';
import { next } from '../ways';
import { stateOf, words } from '../words';
import { mattersWords } from '../words/matters';
import { elsewhere } from './home';
import { aside, stepsOf } from './matter-steps';
import { readOut, saidIn } from './matters';

/** One matter: what it says, where it stands, and what may be done with it next and by whom. */
export async function matter(id = '', number = ''): Promise<HTMLElement> {
  const hall = await hallOf(id);
  if (!hall) return elsewhere();
  const who = await acting(id, hall);
  const view = shown(hall, number);
  if (!view) return restricted(id, number, who);
  const t = mattersWords();
  return h('article', {},
    h('h1', {}, saidIn(view)),
    h('p', { class: 'state' }, `${view.id} · ${stateOf(view.state)}`),
    view.overdue > 0 && h('p', { class: 'bad' }, h('span', { 'aria-hidden': 'true' }, '! '), t.overdue(view.overdue)),
    told(id, hall, view),
    supported(id, hall, view, who),
    view.proposed && h('section', { class: 'entry' },
      h('h2', {}, t.proposed),
      h('p', {}, routed(view.proposed.route)), h('p', {}, view.proposed.reason),
      h('p', { class: 'note' }, t.triage_two),
      who.roles.includes('committee') && h('a', { class: 'button main', href: `#/waiting/${id}` }, t.attest)),
    next(who, view.state, stepsOf(id, hall, view, who)),
    aside(id, view.id, who));
}

/** A matter, unless it touches somebody's safety. */
function shown(hall: Hall, number: string): MatterView | undefined {
  try {
    return hall.matter(number);
  } catch (error) {
    if (error instanceof GuanjiaError && error.code === 'matter.unknown') return undefined;
    throw error;
  }
}

/** Where it goes, with the item of the catalogue. */
export function routed(route: Route): string {
  const t = mattersWords();
  return typeof route === 'string' ? t.route[route] : `${t.route.minor} · ${items()[route.minor] ?? route.minor}`;
}

function told(id: string, hall: Hall, view: MatterView): HTMLElement {
  const t = mattersWords();
  const link = (to: string) => h('a', { href: `#/matter/${id}/${to}` }, to);
  const fact = (name: string, ...said: (Node | string)[]) => [h('dt', {}, name), h('dd', {}, said)];
  const { triage, handler } = view;
  return h('dl', {},
    view.resident !== undefined && fact(t.by, view.resident),
    fact(t.submitted, day(view.submitted)),
    fact(t.came, t.intakes[view.intake]),
    view.part_of !== undefined && fact(t.part, link(view.part_of)),
    view.continued_in && fact(t.continued, ...view.continued_in.flatMap((one) => [link(one), ' '])),
    triage && fact(t.routed, routed(triage.triage.route)),
    triage && fact(t.reason, triage.triage.reason, h('p', { class: 'note' }, words().named(t.rule, triage.triage.rule)),
      h('p', { class: 'note' }, t.triaged_by(nameOf(hall, triage.proposed_by), nameOf(hall, triage.attested_by), day(triage.published)))),
    view.appeals && fact(t.appeals, ...view.appeals.map(({ by, on, reason }) => h('p', {}, `${reason} (${nameOf(hall, by)}, ${day(on)})`))),
    handler && fact(t.handler, nameOf(hall, handler.who), ...(handler.due === undefined ? [] : [' · ', t.due(day(handler.due))])),
    view.session !== undefined && fact(t.session, h('a', { href: `#/session/${id}/${view.session}` }, view.session)));
}

/** Who supports it, and the way to do so: with one's own key, or on paper by a clerk. */
function supported(id: string, hall: Hall, view: MatterView, { by, roles }: Acting): HTMLElement {
  const t = mattersWords();
  const mine = by && roles.includes('resident') && hall.standing(by.handle).supportable.includes(view.id);
  const done = async (handles?: string[]) => {
    await act(id, by, { kind: 'support', matter: view.id, ...(handles ? { handles } : {}) });
    say(t.supported);
    await route();
  };
  return h('section', {},
    h('p', { class: 'large' }, t.support(view.support)),
    h('div', { class: 'no-print' }, readOut(() => saidIn(view))),
    mine && form({ draft: `${id}/support/${view.id}`, parts: [], submit: t.support_it, done: () => done() }),
    roles.includes('clerk') && ['submitted', 'screening', 'major', 'minor', 'shortlisted'].includes(view.state.name) && fold(t.support_paper, form({
      draft: `${id}/support/${view.id}`,
      parts: [text('handles', t.support_handles, { rows: 2 })],
      submit: t.support_paper,
      done: ({ handles }) => done(handlesOf(handles)),
    })));
}

/** A matter of somebody's safety: nothing of it is shown but what this device itself has kept. */
async function restricted(id: string, number: string, who: Acting): Promise<HTMLElement> {
  const t = mattersWords();
  const own = (await sealedOf(id)).find(({ name }) => name === number);
  return h('article', {},
    h('h1', {}, t.restricted),
    h('p', { class: 'state' }, number),
    h('p', { class: 'note' }, t.restricted_lead),
    own && h('p', { class: 'lead' }, own.text),
    aside(id, number, who, true));
}
