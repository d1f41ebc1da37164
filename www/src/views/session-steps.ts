import type { SessionStep, SessionView } from 'guanjia/parallel';

import { act } from '../act';
import { timeOf } from '../dates';
import { h } from '../dom';
import { fold, form, line, select, text, type Part, type Values } from '../form';
import { say } from '../frame';
import { hallOf } from '../library';
import { handlesOf, type Acting } from '../people';
import { goAndSay, route } from '../router';
import { confirmed } from '../sure';
import type { Ways } from '../ways';
import { sessionWords } from '../words/session';

/** A step of a session: what is asked, what is entered, what is confirmed first, and where one goes then. */
interface Step {
  ask?: Part[];
  step: (values: Values) => SessionStep | Promise<SessionStep>;
  sure?: string;
  then?: string;
}

/** The forms of the steps of a session, by the event of its state machine. */
export function sessionSteps(id: string, view: SessionView, { by }: Acting): Ways {
  const t = sessionWords();
  const why = () => text('reason', t.why, { hint: t.why_hint, rows: 2 });
  const reason = (values: Values) => ({ reason: String(values['reason'] ?? '') });
  const left = Object.fromEntries((view.agenda?.items ?? []).filter(({ deferred }) => !deferred).map(({ no, title }) => [String(no), `${no} ${title}`]));
  const steps: Record<string, Step> = {
    open_checkin: { step: () => 'open-checkin', then: 'checkin' },
    quorum_ok: { step: () => 'begin' },
    quorum_fail: { step: () => 'adjourn' },
    start_debate: { ask: [select('item', t.which_item, left)], step: (values) => ({ 'start-debate': { item: Number(values['item']) } }), then: 'debate' },
    cool_off: { ask: [line('minutes', t.cool_minutes, { type: 'number', min: 1, value: '5' })], step: (values) => ({ 'cool-off': { minutes: Number(values['minutes']) } }), then: 'debate' },
    close_debate: { step: () => 'close-debate', sure: t.close_sure },
    close_vote: { step: () => 'close-vote' },
    next_item: { step: () => 'next-item' },
    renotice: {
      ask: [line('at', t.renotice, { type: 'datetime-local' })],
      step: async (values) => {
        const hall = await hallOf(id);
        return { renotice: { when: { held: timeOf(String(values['at']), hall?.summary().zone ?? 0) } } };
      },
    },
    publish: { step: () => 'publish' },
    challenge: { ask: [why()], step: (values) => ({ challenge: reason(values) }) },
    dismiss: { ask: [why()], step: (values) => ({ dismiss: reason(values) }) },
    recount: { ask: [line('witnesses', t.witnesses)], step: (values) => ({ recount: { witnesses: handlesOf(values['witnesses']) } }) },
    annul: { ask: [why()], step: (values) => ({ annul: reason(values) }) },
    finalise: { step: () => 'finalise' },
  };
  const link = (to: string) => (name: string) => h('p', {}, h('a', { class: 'button main', href: to }, name));
  return {
    ...Object.fromEntries(Object.entries(steps).map(([event, step]) => [event, (name: string) => taken(id, view.id, by, event, name, step)])),
    announce: t.elsewhere.announce,
    draft_minutes: link(`#/session/${id}/${view.id}/minutes`),
    confirm_minutes: link(`#/waiting/${id}`),
  };
}

function taken(id: string, session: string, by: Acting['by'], event: string, name: string, { ask = [], step, sure: final, then }: Step): HTMLElement {
  const t = sessionWords();
  const sheet = form({
    draft: `${id}/${event}/${session}`,
    parts: ask,
    submit: name,
    done: async (values) => {
      if (final !== undefined) await confirmed(final, t.sure);
      await act(id, by, { kind: 'session-move', session, move: await step(values) });
      if (then !== undefined) return goAndSay(t.done(name), 'session', id, session, then);
      say(t.done(name));
      await route();
    },
  });
  return ask.length === 0 ? sheet : fold(name, sheet);
}
