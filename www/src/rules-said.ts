import { need, type Condition, type Rule, type RuleRef, type Test } from 'guanjia/parallel';

import { pick, words } from './words';
import { rulesWords } from './words/rules';

/** A rule in words, with its numbers where it is known of how many people it is a share. */
export function ruleSaid(rule: Rule, people?: number): string[] {
  const t = rulesWords();
  const w = words();
  const numbers = people === undefined ? [] : need(rule, people)
    .filter(({ side, test }) => side === 'participation' && test.measure !== 'area' && test.group === undefined)
    .map(({ test, need: least }) => t.numbers(t.of[test.of], people, least));
  return [
    w.named(t.participation, [said(rule, rule.participation) || t.none, ...numbers].join(w.comma)),
    w.named(t.approval, said(rule, rule.approval) || t.none),
    [rule.notice_days !== undefined && t.notice(rule.notice_days), rule.publicity_days !== undefined && t.publicity(rule.publicity_days)].filter(Boolean).join(w.comma),
  ].filter(Boolean);
}

/** The rule that is meant, of those that come with the package or as it is stated. */
export function ruleOf(ref: RuleRef, rules: readonly Rule[]): Rule | undefined {
  return 'custom' in ref ? ref.custom : rules.find(({ id }) => id === ref.preset);
}

/** The names of rules by which somebody decides, by their identifiers. */
export function ruleNames(rules: readonly Rule[]): Record<string, string> {
  return Object.fromEntries(rules.filter(({ kind, binding }) => kind === 'decision' && binding !== 'superseded').map((rule) => [rule.id, pick(rule)]));
}

function said(rule: Rule, condition: Condition): string {
  const t = rulesWords();
  if ('all' in condition) return condition.all.map((one) => said(rule, one)).join(t.and);
  if ('any' in condition) return condition.any.map((one) => said(rule, one)).join(t.or);
  const { test } = condition;
  const phrase = t.test(t.of[test.of], share(test), t.unit[test.measure]);
  return test.group === undefined ? phrase : t.group(rule.groups?.[test.group] ?? test.group, phrase);
}

function share({ ratio: [n, d], strict }: Test): string {
  const t = rulesWords();
  if (n === d) return t.all;
  if (n * 2 === d && strict) return t.half_over;
  if (n === 2 && d === 3 && !strict) return t.third_two;
  return strict ? t.more_than(n, d) : t.at_least(n, d);
}
