import { compareConventions, lint, type Article, type ArticleKind, type ConventionView, type DraftText } from 'guanjia/parallel';

import { act } from '../../act';
import { h } from '../../dom';
import { form, line, rows, several, text, values, type Part, type Values } from '../../form';
import { opened } from '../../library';
import { acting } from '../../people';
import { goAndSay } from '../../router';
import { sure } from '../../sure';
import { mayStep } from '../../ways';
import { conventionWords } from '../../words/convention';
import { elsewhere } from '../home';
import { currentOf, difference, hits } from './parts';
import { replies, repliesIn } from './replies';

/** How long nothing is typed before it is looked through, in milliseconds. */
const PAUSE = 250;

/** Drafting: article by article, with what the lint says beside each as it is typed. */
export async function draft(id = '', name = ''): Promise<HTMLElement> {
  const record = await opened(id);
  if (!record) return elsewhere();
  const { hall } = record;
  const t = conventionWords();
  const { by, roles } = await acting(id, hall);
  const view = name === '' ? undefined : hall.convention(name);
  const before = view && currentOf(view)?.text;
  const version = (before?.version ?? 0) + 1;
  const revises = view !== undefined && mayStep(view.state, 'revise', roles);
  const heading = h('h1', {}, before ? t.edit : t.start);
  if (!roles.includes('committee')) return h('article', {}, heading, h('p', { class: 'bad' }, t.draft_not_yours), back(id, name));
  if (view && !revises && view.state.name !== 'drafting') return h('article', {}, heading, h('p', { class: 'bad' }, t.draft_not_now), back(id, name));
  const changes = h('div', { class: 'changes' });
  const sheet = form({
    draft: `${id}/draft/${name}/${version}`,
    parts: [
      line('title', t.called, { value: before?.title ?? '' }),
      view === undefined && line('convention', t.name, { hint: t.name_hint, value: `convention-${hall.summary().conventions.length + 1}` }),
      rows('articles', t.article_row, (prefix, place) => article(prefix, before?.articles[place], place + 1), { add: t.add_article, value: Math.max(1, before?.articles.length ?? 0) }),
      revises && text('reason', t.reason_revise, { rows: 2, hint: t.reason_hint }),
      ...(revises ? replies(view) : []),
      before && h('details', { class: 'fold' }, h('summary', {}, t.changes), changes),
    ],
    submit: t.draft_enter,
    done: async (typed) => {
      if (!await sure(t.draft_sure(version), t.draft_enter, t.draft_final)) return false;
      const { title, articles } = written(typed);
      const convention = view?.id ?? String(typed['convention']);
      await act(id, by, (now) => now.prepare({
        kind: 'convention', convention, title: title ?? '', articles,
        ...(revises ? { reason: String(typed['reason'] ?? ''), ...repliesIn(typed) } : {}),
      }));
      return goAndSay(t.drafted(version), 'convention', id, convention);
    },
  });
  const look = () => {
    lookThrough(sheet);
    if (before) changes.replaceChildren(...changed(before, written(values(sheet))));
  };
  let waiting = 0;
  sheet.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = window.setTimeout(look, PAUSE);
  });
  look();
  return h('article', {}, heading, h('p', { class: 'lead' }, t.draft_lead), sheet, back(id, name));
}

const back = (id: string, name: string): HTMLElement => h('p', {}, h('a', { href: name === '' ? `#/conventions/${id}` : `#/convention/${id}/${name}` }, name === '' ? conventionWords().title : conventionWords().back));

/** The fields of an article, as it was where there was one before. */
function article(prefix: string, before: Article | undefined, place: number): Part[] {
  const t = conventionWords();
  return [
    line(`${prefix}no`, t.no, { value: before?.no ?? String(place), ...(place === 1 ? { hint: t.no_hint } : {}) }),
    line(`${prefix}title`, t.article_title, { value: before?.title ?? '' }),
    text(`${prefix}text`, t.text, { value: before?.text ?? '' }),
    h('div', { class: 'lint', 'aria-live': 'polite' }),
    several(`${prefix}kind`, t.kinds, t.kind, { value: before?.kind ?? [] }),
    text(`${prefix}basis`, t.basis, { rows: 2, optional: true, hint: t.basis_hint, value: (before?.basis ?? []).join('\n') }),
  ];
}

/** Shows beside each article what the library finds in it; what is the same is left alone, so that it is not read aloud again. */
function lookThrough(sheet: HTMLFormElement): void {
  const t = conventionWords();
  const all = [...sheet.querySelectorAll<HTMLElement>('[data-row]')];
  const typed = (row: HTMLElement, name: string) => row.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name$=".${name}"]`)?.value ?? '';
  // By their places: while it is written, numbers may be missing or stand twice.
  const articles = all.map((row, place): Article => ({ no: String(place), title: typed(row, 'title'), kind: [], text: typed(row, 'text') }));
  const found = lint({ articles });
  for (const [place, row] of all.entries()) {
    const box = row.querySelector('.lint');
    const here = found.filter(({ article }) => article === String(place));
    const now = JSON.stringify(here.map(({ hit }) => [hit.rule, hit.words, hit.start]));
    if (!(box instanceof HTMLElement) || box.dataset['shown'] === now) continue;
    box.dataset['shown'] = now;
    const one = articles[place];
    const clean = one === undefined || one.text === '' ? [] : [h('p', { class: 'note' }, h('span', { 'aria-hidden': 'true' }, '✓ '), t.lint_clean)];
    box.replaceChildren(...(here.length > 0 && one ? hits(one, here) : clean));
  }
}

/** The text that was typed, its articles in the order of their numbers. */
function written(typed: Values): DraftText {
  const articles = (Array.isArray(typed['articles']) ? typed['articles'] : []) as { no?: string; title?: string; text?: string; kind?: ArticleKind[]; basis?: string }[];
  const of = ({ no = '', title = '', text = '', kind = [], basis = '' }: (typeof articles)[number]): Article => {
    const laws = basis.split('\n').map((law) => law.trim()).filter(Boolean);
    return { no, title, kind, text, ...(laws.length > 0 ? { basis: laws } : {}) };
  };
  return { title: String(typed['title'] ?? ''), articles: articles.map(of).sort((a, b) => a.no.localeCompare(b.no, 'en', { numeric: true })) };
}

/** What was changed so far; what cannot be compared yet is not. */
function changed(before: ConventionView['versions'][number]['draft']['text'], now: DraftText): HTMLElement[] {
  const t = conventionWords();
  if (now.articles.some(({ no }) => !/^[\w.-]+$/.test(no))) return [];
  const diff = difference(compareConventions(before, now));
  return diff.length > 0 ? diff : [h('p', { class: 'note' }, t.no_change)];
}
