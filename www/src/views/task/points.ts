import type { Event, Hall, Ground, Period, PointsClaim, PointsRule, PointsState } from 'guanjia/parallel';

import { act } from '../../act';
import { day } from '../../dates';
import { h } from '../../dom';
import { evidence, fold, form, line, select, text, tick } from '../../form';
import { say } from '../../frame';
import { shownTo } from '../../office';
import { type Acting } from '../../people';
import { route } from '../../router';
import { addressOf } from '../../subjects';
import { sentence } from '../../words';
import { taskWords } from '../../words/task';

type Enter = (event: Event | Event[] | ((hall: Hall) => Event), told: string) => Promise<void>;

/** 积分: what earns them, who claims them, and what every household has. */
export function points(id: string, hall: Hall, who: Acting): HTMLElement {
  const t = taskWords();
  const { rules, claims, balances } = hall.points();
  const enter: Enter = async (event, told) => {
    await act(id, who.by, event);
    await route();
    say(told);
  };
  const mine = who.roles.includes('household-rep') ? who.by?.handle : undefined;
  return h('section', { id: 'points' },
    h('h2', {}, t.points),
    h('p', { class: 'large' }, t.points_lead),
    mine !== undefined && h('p', { class: 'large' }, `${t.mine}: ${t.balance(balances[mine] ?? 0)}`),
    h('h3', {}, t.rules),
    rules.length === 0 && h('p', { class: 'note' }, t.rules_none),
    h('ul', {}, rules.map(({ rule, credited }) => h('li', {}, h('strong', {}, `${rule.code} `), h('span', { lang: 'zh-CN' }, rule.text), ' · ', said(rule), credited !== 0 && h('span', { class: 'note' }, ` · ${t.credited(credited)}`)))),
    shownTo(who, ['committee'], () => adding(id, hall, enter)),
    h('h3', {}, t.claims),
    Object.keys(claims).length === 0 && h('p', { class: 'note' }, t.claims_none),
    h('ul', { class: 'cards' }, Object.entries(claims).map(([name, claim]) => one(id, hall, name, claim, who, enter))),
    rules.length > 0 && (mine !== undefined || who.roles.includes('clerk')) && claiming(id, hall, mine, enter),
    who.roles.includes('clerk') && publishing(id, claims),
    who.roles.some((role) => role === 'clerk' || role === 'host') && crediting(hall, claims, enter),
    Object.keys(balances).length > 0 && [h('h3', {}, t.balances), h('ul', {}, Object.entries(balances).map(([household, sum]) => h('li', {}, `${household}: ${t.balance(sum)}`)))]);
}

function said({ delta, limit }: PointsRule): string {
  const t = taskWords();
  return t.rule_is(delta > 0 ? `+${delta}` : String(delta), t.limit(t.periods[limit.per], limit.times, limit.each_item === true));
}

function adding(id: string, hall: Hall, enter: Enter): HTMLElement {
  const t = taskWords();
  return fold(t.add_rule, form({
    draft: `${id}/points-rule`,
    parts: [
      line('text', t.rule_text), select('ground', t.ground, t.grounds), line('delta', t.delta, { type: 'number', step: 1, hint: t.delta_hint }),
      line('times', t.times, { type: 'number', min: 1, value: '1' }), select('per', t.per, t.periods), tick('each_item', t.each_item),
      line('code', t.code, { value: `P${hall.points().rules.length + 1}` }),
    ],
    submit: t.add_rule,
    done: (typed) => {
      const { code, text, ground, delta, times, per, each_item } = typed as Record<string, string>;
      const limit = { times: Number(times), per: per as Period, ...(each_item === 'yes' ? { each_item: true } : {}) };
      return enter({ kind: 'points-rule', code: code ?? '', text: text ?? '', ground: ground as Ground, delta: Number(delta), limit }, t.rule_added);
    },
  }));
}

/** A claim, and what whoever acts may do about it. */
function one(id: string, hall: Hall, name: string, claim: PointsClaim, { by, roles }: Acting, enter: Enter): HTMLElement {
  const t = taskWords();
  const waits = by && claim.state === 'claimed' ? hall.waiting(by.handle).signatures.find(({ kind, about }) => kind === 'points' && about === name) : undefined;
  const verify = (re: string) => enter({ kind: 'attest', re }, t.verified).catch((error) => say(sentence(error), true));
  return h('li', {},
    h('h4', {}, `${name} · ${t.claim_is(claim.household, claim.rule)}`),
    h('p', { class: 'state' }, `${t.states[claim.state]} · ${t.done_on(day(claim.on))}${claim.item === undefined ? '' : ` · ${claim.item}`}`),
    waits
      ? h('p', { class: 'no-print' }, h('button', { class: 'main', onclick: () => verify(waits.leaf) }, t.verify))
      : claim.state === 'claimed' && h('p', { class: 'note' }, t.verify_other),
    claim.state === 'claimed' && roles.includes('clerk') && fold(t.reject, form({
      draft: `${id}/points-reject/${name}`,
      parts: [text('reason', t.reject_reason, { rows: 2, hint: t.reason_hint })],
      submit: t.reject,
      done: (typed) => enter({ kind: 'points-move', claim: name, move: { reject: { reason: String(typed['reason'] ?? '') } } }, t.rejected),
    })));
}

/** A household claims with its own key, or a clerk for one. */
function claiming(id: string, hall: Hall, mine: string | undefined, enter: Enter): HTMLElement {
  const t = taskWords();
  const { rules, claims } = hall.points();
  return fold(t.claim, form({
    draft: `${id}/points/${mine ?? ''}`,
    parts: [
      mine === undefined && line('household', t.household),
      select('rule', t.rule, Object.fromEntries(rules.map(({ rule }) => [rule.code, `${rule.text} (${said(rule)})`]))),
      line('on', t.on, { type: 'date', max: hall.summary().today, value: hall.summary().today }),
      line('item', t.item, { optional: true }),
      evidence('evidence', t.claim_evidence),
      line('claim', t.claim_name, { value: `C-${String(Object.keys(claims).length + 1).padStart(2, '0')}` }),
    ],
    submit: t.claim,
    done: (typed) => {
      const { claim, household, rule, on, item } = typed as Record<string, string>;
      return enter({
        kind: 'points', claim: claim ?? '', household: mine ?? household ?? '', rule: rule ?? '', on: on ?? '', ...(item ? { item } : {}), evidence: (typed['evidence'] ?? []) as string[],
      }, t.claimed);
    },
  }));
}

const inState = (claims: Record<string, PointsClaim>, state: PointsState) => Object.entries(claims).filter(([, claim]) => claim.state === state).map(([name]) => name);

/** What was verified is made public before it counts. */
function publishing(id: string, claims: Record<string, PointsClaim>): HTMLElement | null {
  const verified = inState(claims, 'verified');
  if (verified.length === 0) return null;
  return h('p', { class: 'no-print' }, h('a', { class: 'button main', href: `#/posts/${id}/new/${addressOf({ points: verified })}` }, taskWords().publish(verified.length)));
}

/** What was public for its full time, with no objection open, is credited. */
function crediting(hall: Hall, claims: Record<string, PointsClaim>, enter: Enter): HTMLElement | null {
  const t = taskWords();
  const ended = new Set(hall.posts().flatMap(({ subject, ended: entry }) => ('points' in subject && entry !== undefined ? subject.points : [])));
  const ready = inState(claims, 'publicised').filter((name) => ended.has(name));
  if (ready.length === 0) return null;
  const credit = () => enter(ready.map((claim): Event => ({ kind: 'points-move', claim, move: 'credit' })), t.was_credited(ready.length)).catch((error) => say(sentence(error), true));
  return h('p', { class: 'no-print' }, h('button', { class: 'main', onclick: credit }, t.credit_all(ready.length)));
}
