import type { Hall, Judged, MotionView } from 'guanjia/parallel';

import '../votes.css';
import { bar } from '../chart';
import { day, moment } from '../dates';
import { h } from '../dom';
import { before, hallOf } from '../library';
import { amount, approvalOf, counted, missing, turnout } from '../numbers';
import { nameOf } from '../people';
import { ahead } from '../remembered';
import { pick, stateOf, titleOf, words } from '../words';
import { voteWords } from '../words/votes';
import { elsewhere } from './home';

/** One question: its rule in numbers and, once it is closed, what came of it; fit for a projector, and the result sheet on paper. */
export async function motion(id = '', name = '', upto = ''): Promise<HTMLElement> {
  const whole = await hallOf(id);
  if (!whole) return elsewhere();
  return before(whole, upto, async (hall) => {
    await ahead(hall, ['summary'], ['motion', name]);
    return page(id, hall, hall.motion(name));
  });
}

function page(id: string, hall: Hall, view: MotionView): HTMLElement {
  const t = words();
  const v = voteWords();
  const title = pick(view.question.title);
  const text = pick(view.question.text);
  const { name, now, zone } = hall.summary();
  const sheet = h('article', { class: 'result' },
    h('p', { class: 'note' }, v.shown_at(moment(now, zone)), name !== undefined && ` · ${name}`),
    h('h1', {}, titleOf(view)),
    h('p', { class: 'state' }, stateOf(view.state)),
    text !== title && h('p', { class: 'lead' }, text),
    view.decision && decided(view),
    view.rule !== undefined && h('p', {}, t.named(t.rule, [pick(view.rule), view.rule.source.law, view.rule.source.law && view.rule.source.article].filter(Boolean).join(' · ')), approval(view)),
    participation(view),
    tally(view),
    view.verdicts !== undefined && h('section', {}, Object.entries(view.verdicts).map(([option, sentence]) => h('p', {}, t.named(named(view, option), pick(sentence))))),
    view.corrections.length > 0 && h('section', {}, h('h2', {}, v.corrections), view.corrections.map((error) => h('p', { class: 'bad' }, pick(error)))),
    witnessed(hall, view),
    h('p', { class: 'signatures' }, h('span', {}, v.signed_here), h('span', {}, v.signed_here)),
    h('p', { class: 'row no-print' },
      'requestFullscreen' in document.documentElement && h('button', { onclick: () => sheet.requestFullscreen() }, v.full),
      h('button', { onclick: () => window.print() }, t.print),
      h('a', { class: 'button', href: `#/vote/${id}/${view.id}` }, v.title),
      h('a', { class: 'button', href: `#/record/${id}/${hall.size}` }, t.record)));
  return sheet;
}

const named = (view: MotionView, option: string) => pick(view.options.find((one) => one.id === option)?.text ?? { zh: option });

function approval({ rule }: MotionView): string | undefined {
  const said = rule && approvalOf(rule);
  return said === undefined ? undefined : ` · ${said}`;
}

/** What is decided, in the biggest type of the sheet, and what was missing if it did not pass. */
function decided(view: MotionView): HTMLElement {
  const v = voteWords();
  const { decision } = view;
  const outcome = decision?.outcome ?? 'failed';
  const passed = outcome === 'passed';
  const adopted = decision?.adopted?.map((option) => named(view, option)) ?? [];
  const short = Object.values(decision?.verdicts ?? {}).find((verdict) => verdict.missing !== undefined && verdict.missing.length > 0)?.missing ?? [];
  return h('section', { class: `verdict ${passed ? 'good' : 'bad'}` },
    h('p', { class: 'large' }, h('span', { 'aria-hidden': 'true' }, passed ? '✓ ' : '✗ '), v.outcome[outcome], view.options.length > 2 && adopted.length > 0 && words().named('', adopted.join(words().comma))),
    !passed && short.length > 0 && h('p', {}, v.shortfall(missing(view, short))));
}

function participation(view: MotionView): HTMLElement {
  const t = words();
  return h('section', {},
    h('h2', {}, `${t.participating} ${view.participating} / ${t.entitled} ${view.entitled.heads ?? 0}`),
    view.recused.length > 0 && h('p', {}, voteWords().recused(amount(counted(view.entitled, 'heads'), view.recused.length))),
    view.participation.map((judged) => test(view, judged)));
}

function test(view: MotionView, judged: Judged): HTMLElement {
  const v = voteWords();
  return h('div', {},
    bar(words().measure[counted(view.entitled, judged.measure)], judged.have, judged.base, judged.need),
    h('p', { class: judged.met ? 'good' : 'bad' }, h('span', { 'aria-hidden': 'true' }, judged.met ? '✓ ' : '✗ '),
      turnout(view, judged), ' · ', judged.met ? v.enough : v.short(amount(counted(view.entitled, judged.measure), judged.shortfall))));
}

/** The count, once there is one; before that nobody sees how the options stand. */
function tally(view: MotionView): HTMLElement {
  const t = words();
  if (view.tally === undefined) return h('p', { class: 'note' }, t.open_vote, view.uncounted && ` ${pick(view.uncounted)}`);
  return h('section', {},
    h('h2', {}, t.result),
    view.options.map((option) => bar(pick(option.text), option.support?.heads ?? 0, view.participating)),
    bar(t.abstain, view.tally.count.abstain?.heads ?? 0, view.participating),
    bar(t.invalid, view.tally.count.invalid?.heads ?? 0, view.participating));
}

function witnessed(hall: Hall, view: MotionView): HTMLElement | false {
  const v = voteWords();
  const last = view.announcements.at(-1);
  return last !== undefined && h('section', {},
    h('h2', {}, v.announcements),
    h('p', {}, v.announced_by(nameOf(hall, last.by), day(last.on))),
    h('p', { class: view.outcome === undefined ? '' : 'good' },
      view.outcome !== undefined && h('span', { 'aria-hidden': 'true' }, '✓ '),
      view.outcome === undefined ? v.witnesses(last.witnesses.length) : v.final, ' ', last.witnesses.map((one) => nameOf(hall, one)).join(words().comma)));
}
