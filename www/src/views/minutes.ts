import type { Event, Hall, MotionView, Role, SessionView, TakeMinutes } from 'guanjia/parallel';

import { act } from '../act';
import { h } from '../dom';
import { form, text } from '../form';
import { say } from '../frame';
import { nameOf } from '../people';
import { route } from '../router';
import { note, noted } from '../shelf';
import { confirmed } from '../sure';
import { pick, words } from '../words';
import { sessionWords } from '../words/session';
import { saidBy } from './debate';
import { titled, type Sitting } from './session';
import { sessionTitle, whenSaid } from './sessions';

/** Who signs the minutes, besides the recorder who drafts them. */
const SIGNERS: readonly Role[] = ['recorder', 'facilitator', 'supervisor'];

/** 会议记录: drafted from the record, changed by the recorder, signed by three. */
export async function minutes(sitting: Sitting): Promise<HTMLElement> {
  const { id, hall, view, who } = sitting;
  const t = sessionWords();
  const drafted = view.minutes;
  const kept = drafted && await noted<string>(id, drafted.text);
  const open = view.state.name === 'announced' || view.state.name === 'minutes_draft';
  return h('div', {},
    drafted && h('section', {},
      kept === undefined ? h('p', {}, t.text_elsewhere, ' ', h('code', {}, drafted.text)) : h('div', { class: 'written' }, kept),
      h('h2', {}, t.signed_by),
      h('ul', {}, SIGNERS.map((role) => {
        const by = view.signatures[role];
        return h('li', { class: by === undefined ? 'note' : 'good' }, words().named(words().role[role], by === undefined ? t.not_signed : `✓ ${nameOf(hall, by)}`));
      })),
      h('p', { class: 'row no-print' },
        kept !== undefined && h('button', { onclick: () => window.print() }, t.print),
        view.state.name === 'minutes_draft' && (who.roles.includes('facilitator') || who.roles.includes('supervisor')) && h('a', { class: 'button main', href: `#/waiting/${id}` }, t.sign_here))),
    open && who.roles.includes('recorder')
      ? await drafting(sitting)
      : !drafted && h('p', { class: 'note' }, t.not_signed));
}

async function drafting({ id, hall, view, who: { by } }: Sitting): Promise<HTMLElement> {
  const t = sessionWords();
  return h('section', { class: 'no-print' }, form({
    draft: `${id}/minutes/${view.id}`,
    parts: [text('text', t.draft, { rows: 18, value: await written(id, hall, view), hint: t.draft_sure })],
    submit: t.draft_sign,
    done: async (values) => {
      await confirmed(t.draft_sure, t.draft_sign);
      const said = String(values['text']);
      let event: Event | undefined;
      await act(id, by, (now) => (event = now.prepare({ kind: 'minutes', session: view.id, text: said })));
      await note(id, (event as Event & TakeMinutes).digest, said);
      say(t.drafted);
      await route();
    },
  }));
}

/** The minutes as the record has them: who came, what was said on each item, what was decided. */
async function written(id: string, hall: Hall, view: SessionView): Promise<string> {
  const t = sessionWords();
  const { name = '', zone } = hall.summary();
  const { call, quorum } = view;
  const lines = [
    t.text.title(name, sessionTitle(hall, view)),
    t.text.when(whenSaid(view, zone)),
    call.place === undefined ? '' : t.text.place(call.place),
    quorum ? t.text.present(call.convened.length, Object.keys(view.present).length, quorum.need) : t.text.by_voting,
    call.guests ? t.text.guests(call.guests.join(words().comma)) : '',
  ];
  for (const item of view.agenda?.items ?? []) {
    lines.push('', t.text.item(item.no, item.title));
    const own = item.motions.map((motion) => motion.id);
    for (const one of view.statements) if (one.motion !== undefined && own.includes(one.motion)) lines.push(t.text.said(one.speaker, t.stance[one.stance], saidBy(one)));
    for (const motion of item.motions) {
      const title = await titled(id, hall, motion.id, motion.question);
      for (const [handle, { reason }] of Object.entries(motion.recused)) lines.push(t.text.recused(title, handle, reason));
      lines.push(motion.outcome ? t.text.result(title, t.outcome[motion.outcome]) : t.text.not_put(title));
      lines.push(...hall.motions().filter((one) => one.question.id === motion.id || one.question.follows === motion.id).flatMap(counted));
    }
    if (own.length === 0) lines.push(t.text.talked);
  }
  const rest = view.statements.filter((one) => one.motion === undefined);
  if (rest.length > 0) lines.push('', ...rest.map((one) => t.text.said(one.speaker, t.stance[one.stance], saidBy(one))));
  lines.push('', t.text.end);
  return lines.filter((line, at) => line !== '' || (at > 4 && lines[at - 1] !== '')).join('\n');
}

/** The figures of a count as they were announced. */
function counted({ options, announcements }: MotionView): string[] {
  const figures = announcements.at(-1)?.figures;
  if (!figures) return [];
  const each = options.map(({ id, text: said }) => `${pick(said)}${figures.options[id] ?? 0}`).join(words().comma);
  return [sessionWords().text.figures(figures.participating, each, figures.abstain, figures.invalid)];
}
