import type { Hall, MotionView } from 'guanjia/parallel';

import { act } from '../act';
import { bar } from '../chart';
import { day } from '../dates';
import { doing } from '../doing';
import { h } from '../dom';
import { say } from '../frame';
import { doneBy, shownTo } from '../office';
import { maySign, nameOf, type Acting } from '../people';
import { go, route } from '../router';
import { rolesFor } from '../ways';
import { sure } from '../sure';
import { pick, sentence, words } from '../words';
import { voteWords } from '../words/votes';

/** The figures of a closed vote, as the record gives them, to be announced; nothing once they were. */
export function announcing(id: string, hall: Hall, view: MotionView, who: Acting): HTMLElement | false {
  const t = voteWords();
  let event;
  try {
    event = hall.prepare({ kind: 'announce', motion: view.id });
  } catch (error) {
    return view.uncounted === undefined && h('p', { class: 'note' }, sentence(error));
  }
  if (event.kind !== 'announce') return false;
  const { options, abstain, invalid, participating, outcome } = event;
  const last = view.announcements.at(-1)?.figures;
  const same = last && last.outcome === outcome && last.participating === participating && last.abstain === abstain && last.invalid === invalid && Object.entries(options).every(([option, count]) => last.options[option] === count);
  if (same) return false;
  return h('section', {},
    h('h2', {}, t.announce),
    h('p', { class: 'note no-print' }, t.announce_lead),
    h('p', { class: 'large' }, t.outcome[outcome]),
    view.options.map((option) => bar(pick(option.text), options[option.id] ?? 0, participating)),
    bar(words().abstain, abstain, participating),
    bar(words().invalid, invalid, participating),
    shownTo(who, rolesFor(view.state, 'announce', ['facilitator', 'clerk']), () => doing(t.announce, async () => {
      if (!await sure(t.announce_sure, t.announce, t.announce_final)) return;
      await act(id, who.by, (now) => now.prepare({ kind: 'announce', motion: view.id }));
      await route();
      say(t.announced);
    }, 'main')));
}

/** What was announced, who witnessed it, and what may follow: more witnesses, another round, a post. */
export function announced(id: string, hall: Hall, view: MotionView, who: Acting): HTMLElement {
  const t = voteWords();
  const last = view.announcements.at(-1);
  const final = view.outcome !== undefined;
  const leaf = (last && hall.entries(last.entry, last.entry + 1)[0]?.leaf) ?? '';
  return h('section', {},
    h('h2', {}, t.announcements),
    last && h('p', {}, t.announced_by(nameOf(hall, last.by), day(last.on)), ' · ', t.outcome[last.figures.outcome]),
    last && h('p', { class: final ? 'good' : '' }, h('span', { 'aria-hidden': 'true' }, final ? '✓ ' : '… '), final ? t.final : t.witnesses(last.witnesses.length)),
    last && !final && !last.witnesses.includes(who.by?.handle ?? '') && (!maySign(hall, who, leaf) ? doneBy(who, rolesFor(view.state, 'attest', ['witness', 'supervisor'])) : doing(t.witness, async () => {
      await act(id, who.by, { kind: 'attest', re: leaf });
      await route();
      say(t.witnessed);
    }, 'main')),
    final && nextRound(id, hall, view, who),
    h('p', { class: 'row no-print' },
      h('a', { class: 'button', href: `#/motion/${id}/${view.id}` }, t.sheet),
      final && h('a', { class: 'button', href: `#/posts/${id}/new/result/${view.leaf}` }, t.publish)));
}

/** Another round, where the result asks for one. */
function nextRound(id: string, hall: Hall, view: MotionView, who: Acting): HTMLElement | false {
  const t = voteWords();
  const question = view.rounds[0]?.id ?? view.id;
  if (view.rounds.at(-1)?.id !== view.id) return false;
  let event;
  try {
    event = hall.prepare({ kind: 'round', question });
  } catch {
    return false;
  }
  if (event.kind !== 'motion') return false;
  const round = event.question;
  return h('section', { class: 'verdict no-print' },
    h('h2', {}, t.next_round),
    h('p', {}, t.next_round_lead),
    h('ol', {}, round.options.map((option) => h('li', {}, pick(option.text)))),
    shownTo(who, ['facilitator', 'clerk'], () => doing(t.start, async () => {
      if (!await sure(t.start_sure, t.start, t.start_final)) return;
      await act(id, who.by, (now) => now.prepare({ kind: 'round', question }));
      say(t.started);
      await go('vote', id, round.id);
    }, 'main')));
}
