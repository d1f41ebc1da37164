import type { ItemView, SessionView, Stance } from 'guanjia/parallel';

import { act } from '../act';
import { cross, h } from '../dom';
import { choice, fold, form, select, text } from '../form';
import { say } from '../frame';
import { quorumLight } from '../quorum-light';
import { route } from '../router';
import { speakersClock, stopClock } from '../timer';
import { next } from '../ways';
import { sentence } from '../words';
import { sessionWords } from '../words/session';
import { sessionSteps } from './session-steps';
import { titled, type Sitting } from './session';

/** 讨论: who speaks for how long, what was said, and that both sides are heard before anything is voted on. */
export async function debate(sitting: Sitting): Promise<HTMLElement> {
  const { id, hall, view, who } = sitting;
  const t = sessionWords();
  const item = view.agenda?.items.find(({ no }) => no === view.item);
  const names: Record<string, string> = {};
  for (const motion of (view.agenda?.items ?? []).flatMap((one) => one.motions)) names[motion.id] = await titled(id, hall, motion.id, motion.question);
  const debating = view.state.name === 'debating';
  return h('div', {},
    quorumLight(view),
    item && h('h2', {}, `${item.no} ${item.title}`),
    debating && item && h('section', {},
      h('p', { class: 'lead' }, t.rule),
      item.motions.map((motion) => heard(sitting, names, motion)),
      speakersClock(view.id)),
    (debating || view.state.name === 'in_session') && taking(sitting, item, names),
    debating && item && item.motions.length > 0 && recusing(sitting, item, names),
    next(who, view.state, sessionSteps(id, view, who)),
    statements(view, names));
}

/** Which side is next, and which was not heard yet as the library says it; what it was told of "asked, and nobody spoke" counts. */
function heard({ id, view, who }: Sitting, names: Record<string, string>, motion: ItemView['motions'][number]): HTMLElement {
  const t = sessionWords();
  const missing = motion.refusal?.code === 'session.one-sided' ? motion.refusal.fields['stance'] as 'for' | 'against' : undefined;
  const last = view.statements.filter((one) => one.motion === motion.id && one.stance !== 'neither').at(-1)?.stance;
  const turn = missing ?? (last === 'for' ? 'against' : 'for');
  const decline = async () => {
    try {
      await act(id, who.by, { kind: 'statement', session: view.id, motion: motion.id, stance: turn, said: 'declined' });
      say(t.declined(t.side[turn]));
      await route();
    } catch (error) {
      say(sentence(error), true);
    }
  };
  return h('div', { class: 'entry' },
    h('h3', {}, names[motion.id] ?? motion.id),
    h('p', { class: 'large' }, t.speak_next(t.side[turn])),
    missing
      ? cross(t.unheard(t.side[missing]))
      : h('p', { class: 'good' }, h('span', { 'aria-hidden': 'true' }, '✓ '), t.both_heard),
    missing && who.roles.includes('facilitator') && h('button', { onclick: decline }, t.declined(t.side[missing])));
}

/** A statement: one's own, or as a recorder or clerk takes it down. */
function taking({ id, view, who: { by, roles } }: Sitting, item: ItemView | undefined, names: Record<string, string>): HTMLElement | false {
  const t = sessionWords();
  const speakers = [...Object.keys(view.present), ...(view.call.guests ?? [])];
  const office = roles.includes('recorder') || roles.includes('clerk');
  if (!by || (!office && !speakers.includes(by.handle))) return false;
  return h('section', {}, h('h2', {}, t.enter), form({
    draft: `${id}/statement/${view.id}`,
    parts: [
      office && select('handle', t.who_spoke, Object.fromEntries(speakers.map((handle) => [handle, handle]))),
      item && item.motions.length > 0 && select('motion', t.about, Object.fromEntries(item.motions.map((motion) => [motion.id, names[motion.id] ?? motion.id])), { optional: true, value: item.motions[0]!.id }),
      choice('stance', t.says, t.stance),
      text('said', t.said, { hint: t.said_hint, rows: 3 }),
    ],
    submit: t.enter,
    done: async (values) => {
      const { handle, motion, stance, said = '' } = values as Record<string, string | undefined>;
      await act(id, by, {
        kind: 'statement', session: view.id, stance: stance as Stance, said: { text: said },
        ...(handle === undefined ? {} : { handle }), ...(motion === undefined ? {} : { motion }),
      });
      stopClock(view.id);
      say(t.spoke);
      await route();
    },
  }));
}

/** Somebody takes no part in a question: by themselves, or by facilitator or supervisor. */
function recusing({ id, view, who: { by, roles } }: Sitting, item: ItemView, names: Record<string, string>): HTMLElement | false {
  const t = sessionWords();
  const office = roles.includes('facilitator') || roles.includes('supervisor');
  if (!by || (!office && !view.call.convened.includes(by.handle))) return false;
  return fold(t.recuse, form({
    draft: `${id}/recuse/${view.id}`,
    parts: [
      office && select('handle', t.who_recuses, Object.fromEntries(view.call.convened.map((handle) => [handle, handle]))),
      select('motion', t.about, Object.fromEntries(item.motions.map((motion) => [motion.id, names[motion.id] ?? motion.id]))),
      text('reason', t.why, { hint: t.why_hint, rows: 2 }),
    ],
    submit: t.recuse,
    done: async (values) => {
      const { handle = by.handle, motion = '', reason = '' } = values as Record<string, string | undefined>;
      await act(id, by, { kind: 'recuse', session: view.id, handle, motion, reason });
      say(t.recused(handle, reason));
      await route();
    },
  }));
}

function statements(view: SessionView, names: Record<string, string>): HTMLElement {
  const t = sessionWords();
  return h('section', {},
    h('h2', {}, t.statements),
    view.statements.length === 0 && h('p', { class: 'note' }, t.none_yet),
    h('ul', { class: 'findings' }, [...view.statements].reverse().map((one) => h('li', {},
      h('p', { class: 'note' }, [one.speaker, t.stance[one.stance], one.motion === undefined ? t.about_all : names[one.motion] ?? one.motion].join(' · ')),
      h('p', {}, saidBy(one))))));
}

/** What somebody said, where that is shown. */
export function saidBy({ words: said, hidden }: SessionView['statements'][number]): string {
  const t = sessionWords();
  if (hidden !== undefined) return t.hidden(hidden);
  return said && 'text' in said ? said.text : t.off_record;
}
