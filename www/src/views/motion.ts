import type { Judged, MotionView } from 'guanjia/parallel';

import { bar } from '../chart';
import { h } from '../dom';
import { before, hallOf } from '../library';
import { pick, stateOf, titleOf, words } from '../words';
import { elsewhere } from './home';

/** One question: its rule in numbers and, once it is closed, what came of it. */
export async function motion(id = '', name = '', upto = ''): Promise<HTMLElement> {
  const whole = await hallOf(id);
  if (!whole) return elsewhere();
  return before(whole, upto, (hall) => page(id, hall.motion(name), hall.size));
}

function page(id: string, view: MotionView, size: number): HTMLElement {
  const t = words();
  const entitled = view.entitled.heads ?? 0;
  const title = pick(view.question.title);
  const text = pick(view.question.text);
  const named = (option: string) => pick(view.options.find(({ id }) => id === option)?.text ?? { zh: option });
  return h('article', {},
    h('h1', {}, titleOf(view)),
    h('p', { class: 'state' }, stateOf(view.state)),
    text !== title && h('p', { class: 'lead' }, text),
    view.rule !== undefined && h('p', {}, t.named(t.rule, [pick(view.rule), view.rule.source.law, view.rule.source.law && view.rule.source.article].filter(Boolean).join(' · '))),
    h('section', {},
      h('h2', {}, `${t.participating} ${view.participating} / ${t.entitled} ${entitled}`),
      view.participation.map(test)),
    view.tally === undefined
      ? h('p', { class: 'note' }, t.open_vote)
      : h('section', {},
        h('h2', {}, t.result),
        view.options.map((option) => bar(pick(option.text), option.support?.heads ?? 0, view.participating)),
        bar(t.abstain, view.tally.count.abstain?.heads ?? 0, view.participating),
        bar(t.invalid, view.tally.count.invalid?.heads ?? 0, view.participating)),
    view.verdicts !== undefined && h('section', {}, Object.entries(view.verdicts).map(([option, sentence]) => h('p', {}, t.named(named(option), pick(sentence))))),
    view.corrections.map((error) => h('p', { class: 'bad' }, pick(error))),
    h('p', { class: 'no-print' }, h('a', { class: 'button', href: `#/record/${id}/${size}` }, t.record)));
}

function test(judged: Judged): HTMLElement {
  const t = words();
  return h('div', {},
    bar(t.measure[judged.measure], judged.have, judged.base, judged.need),
    h('p', { class: judged.met ? 'good' : 'bad' }, h('span', { 'aria-hidden': 'true' }, judged.met ? '✓ ' : '✗ '), t.both(t.need(judged.need), t.have(judged.have))));
}
