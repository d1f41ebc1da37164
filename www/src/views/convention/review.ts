import type { Article, ConventionView, Hash, Level, ReviewFinding, ReviewOutcome } from 'guanjia/parallel';

import { act } from '../../act';
import { h } from '../../dom';
import { choice, form, line, several, text, type Part, type Values } from '../../form';
import { opened } from '../../library';
import { acting } from '../../people';
import { goAndSay } from '../../router';
import { sure } from '../../sure';
import { mayStep } from '../../ways';
import { words } from '../../words';
import { conventionWords } from '../../words/convention';
import { elsewhere } from '../home';
import { articleText, currentOf, findingShown, happened, hits, readAsTheyStand, said } from './parts';

/** A draft under review: what the legal adviser or the street finds, article by article, and what comes of it. */
export async function review(id = '', name = ''): Promise<HTMLElement> {
  const record = await opened(id);
  if (!record) return elsewhere();
  const { hall } = record;
  const t = conventionWords();
  const { by, roles } = await acting(id, hall);
  const view = hall.convention(name);
  const text_ = currentOf(view)?.text;
  const legal = mayStep(view.state, 'clear', roles);
  const back = h('p', {}, h('a', { href: `#/convention/${id}/${name}` }, t.back));
  const heading = h('h1', {}, words().named(t.review, ''), h('span', { lang: 'zh-CN' }, text_?.title ?? name));
  if (!text_ || !(legal || mayStep(view.state, 'street_ok', roles))) return h('article', {}, heading, h('p', { class: 'bad' }, t.review_not_now), back);
  const stands = readAsTheyStand(view, happened(hall, name));
  const proposals = Object.entries(view.comments).filter(([, { version, finding }]) => version === text_.version && finding === undefined).sort(([, a], [, b]) => a.entry - b.entry);
  const sheet: HTMLFormElement = form({
    draft: `${id}/review/${name}/${text_.version}/${legal ? 'legal' : 'street'}`,
    parts: [
      ...text_.articles.map((article, place) => h('div', { class: 'rowset' },
        articleText(article, 'h2'),
        hits(article, view.lint.filter((hit) => hit.article === article.no)),
        earlier(view, article, stands),
        finding(`articles.p${place}.`, view, article.no))),
      legal && proposals.length > 0 && h('h2', {}, t.proposals),
      ...(legal ? proposals.map(([leaf, { by: who, words: written }]) => h('div', { class: 'rowset' },
        h('h3', {}, words().named(t.proposal, who)), h('p', { lang: 'zh-CN' }, said(written)), finding(`proposals.${leaf}.`, view))) : []),
      h('p', {}, h('button', { type: 'button', onclick: () => allOk(sheet) }, t.all_ok)),
      choice('outcome', t.outcome, { clear: t.clear, back: t.send_back }),
      text('reason', t.send_back_reason, { rows: 2, optional: true, hint: t.reason_hint }),
    ],
    submit: t.review_enter,
    done: async (typed) => {
      if (!await sure(t.step_sure(t.review_enter), t.review_enter, t.review_final)) return false;
      await act(id, by, (now) => now.prepare({ kind: 'review', convention: name, findings: findings(typed, text_.articles), outcome: outcome(typed) }));
      return goAndSay(t.reviewed, 'convention', id, name);
    },
  });
  return h('article', {}, heading, h('p', { class: 'lead' }, legal ? t.review_lead.legal : t.review_lead.street), sheet, back);
}

/** What was found about an article before. */
function earlier(view: ConventionView, article: Article, stands: (finding: ConventionView['findings'][number]) => boolean): HTMLElement[] {
  return view.findings.filter(({ article: no }) => no === article.no).map((one) => findingShown(one, !stands(one)));
}

/** What is found about an article or a proposal. */
function finding(prefix: string, view: ConventionView, no?: string): Part {
  const t = conventionWords();
  const rules = [...new Set(view.lint.filter(({ article }) => article === no).map(({ hit }) => hit.rule))];
  const named = Object.fromEntries(rules.map((rule) => [rule, view.lint.find(({ hit }) => hit.rule === rule)?.hit.words ?? rule]));
  return h('div', { class: 'group finding-fields' },
    choice(`${prefix}level`, t.finding, t.level, { optional: true }),
    line(`${prefix}basis`, t.finding_basis, { optional: true }),
    text(`${prefix}reply`, t.finding_reply, { rows: 2, optional: true }),
    rules.length > 0 && several(`${prefix}dismissed`, t.dismiss, named));
}

/** Marks whatever is not marked as good. */
function allOk(sheet: HTMLFormElement): void {
  for (const group of sheet.querySelectorAll('.finding-fields')) {
    const ok = group.querySelector<HTMLInputElement>('input[value="ok"]');
    if (ok && !group.querySelector('input[type=radio]:checked')) ok.checked = true;
  }
  sheet.dispatchEvent(new Event('input', { bubbles: true }));
}

interface Found {
  level?: Level;
  basis?: string;
  reply?: string;
  dismissed?: string[];
}

function findings(typed: Values, articles: Article[]): ReviewFinding[] {
  const of = (about: ReviewFinding['about'], { level, basis, reply, dismissed }: Found): ReviewFinding[] => (level === undefined ? [] : [{
    about, level, ...(basis ? { basis } : {}), ...(reply ? { reply } : {}), ...(dismissed && dismissed.length > 0 ? { dismissed } : {}),
  }]);
  const found = (typed['articles'] ?? {}) as Record<string, Found>;
  return [
    ...articles.flatMap(({ no }, place) => of({ article: no }, found[`p${place}`] ?? {})),
    ...Object.entries((typed['proposals'] ?? {}) as Record<Hash, Found>).flatMap(([leaf, one]) => of({ proposal: leaf }, one)),
  ];
}

function outcome(typed: Values): ReviewOutcome {
  return typed['outcome'] === 'clear' ? 'clear' : { 'send-back': { reason: String(typed['reason'] ?? '') } };
}
