import type { Amounts, Condition, Judged, Measure, Missing, MotionView, Rule, Test } from 'guanjia/parallel';

import { voteWords } from './words/votes';

/** So much of a measure, with its unit: 850户, 1204.33平方米. */
export function amount(measure: Measure, n: number): string {
  return voteWords().amount[measure](measure === 'area' ? (n / 100).toFixed(2) : String(n));
}

/** What people call that which is counted: where every head is a household's, households. */
export function counted(entitled: Amounts, measure: Measure): Measure {
  return measure === 'heads' && entitled.heads !== undefined && entitled.households === entitled.heads ? 'households' : measure;
}

/** How many must take part and how many did. */
export function turnout({ entitled }: MotionView, { measure, need, have }: Judged): string {
  const called = counted(entitled, measure);
  return voteWords().turnout(amount(called, need), amount(called, have));
}

/** What is missing: any of these lists would do. */
export function missing({ entitled }: MotionView, lists: Missing[][]): string {
  const t = voteWords();
  return lists.map((list) => list.map(({ measure, amount: n, group_zh: group }) => `${amount(counted(entitled, measure), n)}${group === undefined ? '' : t.group(group)}`).join(t.and)).join(t.or);
}

/** What a rule asks of those who agree, in words. */
export function approvalOf(rule: Rule): string | undefined {
  const said = condition(rule.approval);
  return said === '' ? undefined : voteWords().approval(said);
}

function condition(wanted: Condition): string {
  const t = voteWords();
  if ('test' in wanted) return test(wanted.test);
  return 'all' in wanted ? wanted.all.map(condition).join(t.and) : wanted.any.map(condition).join(t.or);
}

function test({ measure, of, ratio: [num, den], strict }: Test): string {
  const t = voteWords();
  const share = num * 2 === den ? t.half : t.share(num, den);
  const whole = `${t.of[of]}${measure === 'heads' ? '' : t.group(t.by_measure[measure])}`;
  return strict ? t.more_than(share, whole) : t.at_least(share, whole);
}
