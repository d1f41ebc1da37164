import { rules, type Channel, type Duplicates, type Effect, type Hall, type Notice, type Question } from 'guanjia/parallel';

import { h } from './dom';
import { fold, line, rows, select, several, text, type Part, type Values } from './form';
import { ruleNames, ruleSaid } from './rules-said';
import { noted } from './shelf';
import { words } from './words';
import { sessionsWords } from './words/sessions';

/** The notice of a session as it stands on the record, with its index and leaf hash. */
export interface Posted {
  index: number;
  leaf: string;
  notice: Notice;
}

/** How a session was announced last. */
export function noticeOf(hall: Hall, session: string): Posted | undefined {
  for (const [index, { kind, leaf, void: refused }] of hall.entries(0, hall.size).entries()) {
    if (kind !== 'notice' || refused !== undefined) continue;
    const notice = JSON.parse(hall.entry(index).payload) as Notice;
    if (notice.session === session) return { index, leaf, notice };
  }
  return undefined;
}

/** The whole question behind a digest of an agenda: as it was put to the vote, or as this device keeps it until then. */
export async function questionOf(id: string, hall: Hall, name: string, digest: string): Promise<Question | undefined> {
  const put = hall.summary().motions.some((motion) => motion.id === name);
  return put ? hall.motion(name).question : await noted<Question>(id, digest);
}

/** The parts of a form by which a question is written; the names of its fields begin with `prefix`. */
export function questionParts(prefix: string, place: number): Part[] {
  const t = sessionsWords();
  const presets = rules();
  const named = (name: string) => `${prefix}${name}`;
  const options = h('fieldset', { class: 'bare', disabled: true, hidden: true },
    rows(named('options'), t.option, (option) => [line(`${option}text`, t.option_text)], { least: 2, add: t.add_option }));
  const max = h('fieldset', { class: 'bare', disabled: true, hidden: true }, line(named('max'), t.max, { type: 'number', min: 1, optional: true }));
  const said = h('div', { class: 'note', 'aria-live': 'polite' });
  const poll = select(named('poll'), t.poll, t.polls, { value: 'yes_no' });
  const rule = select(named('rule'), t.rule, ruleNames(presets), { value: 'x.steward.session' });
  const duplicates = select(named('duplicates'), t.duplicates, t.duplicate, { value: 'first' });
  const shown = () => {
    const kind = poll.querySelector('select')?.value ?? '';
    for (const [part, on] of [[options, kind !== 'yes_no'], [max, kind === 'several']] as const) part.hidden = part.disabled = !on;
    const chosen = presets.find((one) => one.id === rule.querySelector('select')?.value);
    said.replaceChildren(...(chosen ? ruleSaid(chosen).map((sentence) => h('p', {}, sentence)) : []));
    const fixed = chosen?.duplicates;
    const input = duplicates.querySelector('select');
    if (fixed !== undefined && input) input.value = fixed;
  };
  for (const part of [poll, rule]) part.addEventListener('change', shown);
  shown();
  // A draft that is brought back changes the fields without saying so to each.
  queueMicrotask(shown);
  return [
    line(named('title'), t.question_title),
    text(named('text'), t.question_text, { rows: 3 }),
    line(named('id'), t.question_id, { value: `Q${place + 1}` }),
    poll, options, max, rule, said,
    several(named('channels'), t.channels, words().channel, { value: ['online', 'onsite-paper'] }),
    select(named('effect'), t.effect, t.effects, { value: 'opinion' }),
    fold(t.more, h('div', { class: 'bare' }, duplicates, line(named('channel_basis'), t.channel_basis, { optional: true }))),
  ];
}

/** The question that was written. */
export function questionFrom(values: Values): Question {
  const t = sessionsWords();
  const { id, title, text: words, poll, max, rule, channel_basis, duplicates, effect } = values as Record<string, string>;
  const written = (values['options'] ?? []) as { text: string }[];
  const preset = rules().find((one) => one.id === rule);
  const yesNo = poll === 'yes_no';
  return {
    id: id ?? '',
    title: { zh: title ?? '' },
    text: { zh: words ?? '' },
    options: yesNo
      ? [{ id: 'Y', text: { zh: t.yes } }, { id: 'N', text: { zh: t.no } }]
      : written.map(({ text: option }, place) => ({ id: String.fromCharCode(65 + place), text: { zh: option } })),
    poll: yesNo ? { choice: { approves: 'Y' } } : poll === 'one' ? { 'two-round': { tie: 'none' } } : { approval: max === undefined ? {} : { max: Number(max) } },
    rule: { preset: rule ?? '' },
    duplicates: duplicates as Duplicates,
    blank: preset?.blank ?? 'abstain',
    channels: (values['channels'] ?? []) as Channel[],
    ...(channel_basis === undefined ? {} : { channel_basis }),
    secrecy: 'named',
    effect: effect as Effect,
  };
}
