import type { Brief, DrawWaiting, Hall, PaperWaiting, SignatureWaiting, Waiting } from 'guanjia/parallel';

import '../sessions.css';
import { act } from '../act';
import { day, daysFrom } from '../dates';
import { h } from '../dom';
import { fold, form } from '../form';
import { say } from '../frame';
import { hallOf } from '../library';
import { saidOf } from '../papers';
import { acting, nameOf, type Acting } from '../people';
import { route } from '../router';
import { noted, type Held } from '../shelf';
import { confirmed } from '../sure';
import { waitsFor } from '../waits';
import { pick, stateOf, words } from '../words';
import { waitingWords } from '../words/waiting';
import { adjudication } from './adjudication';
import { elsewhere } from './home';
import { routed } from './matter';
import { saidIn } from './matters';
import { objection } from './posts';

/** 等我签字: what waits for whoever acts, as the same checks say that admit it. */
export async function waiting(id = ''): Promise<HTMLElement> {
  const hall = await hallOf(id);
  if (!hall) return elsewhere();
  const t = waitingWords();
  const who = await acting(id, hall);
  if (!who.by) return h('article', {}, h('h1', {}, t.title), h('p', { class: 'note' }, t.no_key));
  const waits = hall.waiting(who.by.handle);
  const { today } = hall.summary();
  const signatures = await Promise.all(waits.signatures.map((one) => signature(id, hall, who.by, one)));
  const part = (title: string, content: HTMLElement[]) => content.length > 0 && h('section', {}, h('h2', {}, title), content);
  return h('article', {},
    h('h1', {}, t.title),
    h('p', { class: 'lead' }, t.lead),
    waitsFor(waits) === 0 && h('p', { class: 'note' }, t.nothing),
    part(t.signatures, signatures),
    part(t.objections, waits.objections.map((one) => objection(id, hall, one, who))),
    part(t.papers, waits.papers.map((one) => paper(id, hall, one))),
    part(t.draws, waits.draws.map((one) => draw(id, today, one))),
    steps(id, waits, who));
}

/** An entry that waits for a second signature: what it is, to be read first, and one tap to attest it. */
async function signature(id: string, hall: Hall, by: Held | undefined, asked: SignatureWaiting): Promise<HTMLElement> {
  const t = waitingWords();
  const what = pick(asked);
  return h('section', { class: 'entry', 'data-waiting': 'attest' },
    h('h3', {}, what),
    asked.by !== undefined && h('p', { class: 'note' }, t.by(nameOf(hall, asked.by))),
    fold(t.look, await looked(id, hall, asked)),
    form({
      draft: `${id}/attest/${asked.leaf}`,
      parts: [],
      submit: t.attest,
      done: async () => {
        await confirmed(t.attest_sure(what), t.attest, t.final);
        await act(id, by, { kind: 'attest', re: asked.leaf });
        say(t.attested(what));
        await route();
      },
    }));
}

/** What is attested, in full where that is here: a triage with its reason, the text of minutes, the page of a vote. */
async function looked(id: string, hall: Hall, { kind, about, entry }: SignatureWaiting): Promise<HTMLElement> {
  const t = waitingWords();
  const link = (to: string) => h('p', {}, h('a', { class: 'button', href: `#/${to}` }, t.see));
  const payload = JSON.parse(hall.entry(entry).payload) as Record<string, unknown>;
  if (kind === 'triage') {
    const { triage } = payload as { triage: Parameters<typeof routedWith>[0] };
    const matter = hall.matters().find((one) => one.id === about);
    return h('div', {}, matter && h('blockquote', {}, saidIn(matter)), routedWith(triage), link(`matter/${id}/${about}`));
  }
  if (kind === 'minutes') {
    const { digest } = payload as { digest: string };
    const text = await noted<string>(id, digest);
    return h('div', {}, text === undefined ? h('p', {}, t.text_elsewhere, ' ', h('code', {}, digest)) : h('div', { class: 'written' }, text), link(`session/${id}/${about}/minutes`));
  }
  if (kind === 'announce') return link(`vote/${id}/${about}`);
  if (kind === 'adjudicate') return link(`papers/${id}/${about}`);
  if (kind === 'sign' || kind === 'unsign' || kind === 'drive-close') return link(`drive/${id}/${about}`);
  return h('div', {}, h('pre', {}, JSON.stringify(payload, null, 2)), link(`record/${id}/${entry}`));
}

function routedWith({ route: to, reason, rule }: { route: Parameters<typeof routed>[0]; reason: string; rule: string }): HTMLElement {
  return h('div', {}, h('p', { class: 'lead' }, routed(to)), h('p', {}, reason), h('p', { class: 'note' }, rule));
}

/** A paper with both readings side by side, and the form by which it is settled. */
function paper(id: string, hall: Hall, asked: PaperWaiting): HTMLElement {
  const t = waitingWords();
  const view = hall.motion(asked.motion);
  return h('section', { class: 'entry', 'data-waiting': 'paper' },
    h('h3', {}, t.paper(pick(asked.title), asked.serial)),
    h('table', { class: 'readings' },
      h('caption', { class: 'note' }, t.reading),
      h('thead', {}, h('tr', {}, asked.readings.map(({ clerk }) => h('th', { scope: 'col' }, nameOf(hall, clerk))))),
      h('tbody', {}, h('tr', {}, asked.readings.map(({ choice }) => h('td', { class: 'lead' }, choice === undefined ? t.still_open : saidOf(view, choice)))))),
    asked.settled ? h('p', { class: 'state' }, t.settled) : adjudication(id, hall, asked.question, asked.serial));
}

function draw(id: string, today: string, { draw: name, duty, until }: DrawWaiting): HTMLElement {
  const t = waitingWords();
  return h('section', { class: 'entry', 'data-waiting': 'draw' },
    h('h3', {}, words().named(name, t.duty[duty])),
    h('p', { class: 'state' }, t.until(day(until)), ' · ', t.days_left(daysFrom(today, until))),
    h('a', { class: 'button main', href: `#/ceremony/${id}/${name}` }, t.go));
}

/** What the roles of an office may do next, on the pages of those things. */
function steps(id: string, { matters, conventions, tasks }: Waiting, { roles }: Acting): HTMLElement | false {
  const t = waitingWords();
  if (roles.includes('resident') || matters.length + conventions.length + tasks.length === 0) return false;
  const list = (title: string, to: string, briefs: Brief[]) => briefs.length > 0 && h('div', {},
    h('h3', {}, title),
    h('ul', { class: 'cards' }, briefs.map((one) => h('li', {},
      h('a', { href: `#/${to}/${id}/${one.id}` }, one.title ?? one.id),
      h('p', { class: 'note' }, `${one.id} · ${stateOf(one.state)}`)))));
  return h('section', {},
    h('h2', {}, t.steps),
    list(t.matters, 'matter', matters),
    list(t.conventions, 'convention', conventions),
    list(t.tasks, 'tasks', tasks.map(({ id: task, plan, state }) => ({ id: task, title: plan.text, state }))));
}
