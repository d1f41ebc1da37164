import '../../convention.css';

import type { Article, ArticleDiff, ArticleHit, CommentRecord, ConventionDiff, ConventionView, Finding, Hall, Hash, Piece, Words } from 'guanjia/parallel';

import { day, local } from '../../dates';
import { h } from '../../dom';
import { words } from '../../words';
import { conventionWords } from '../../words/convention';

/** The text that is current: the last version. */
export const currentOf = ({ versions }: ConventionView) => versions[versions.length - 1]?.draft;

/** What somebody wrote, where it is on the record. */
export const said = (written: Words): string => ('text' in written ? written.text : conventionWords().withheld);

/** An article as it stands, in the language it was written in, with a heading of the level of the page around it. */
export function articleText({ no, title, kind, text, basis = [] }: Article, heading: 'h2' | 'h3' = 'h3'): HTMLElement[] {
  const t = conventionWords();
  return [
    h(heading, { class: 'article-title' }, t.article(no, '').trim(), ' ', h('span', { lang: 'zh-CN' }, title)),
    h('p', { class: 'kinds' }, kind.map((one) => h('span', { class: `kind ${one}` }, t.kind[one]))),
    h('p', { class: 'law-text', lang: 'zh-CN' }, text),
    ...basis.map((law) => h('p', { class: 'note' }, t.based_on(''), h('span', { lang: 'zh-CN' }, law))),
  ];
}

/** What the lint says of an article: the sentence with the place marked, and what to write instead. */
export function hits(article: Article, found: ArticleHit[]): HTMLElement[] {
  const t = conventionWords();
  return found.map(({ in_title, hit }) => h('p', { class: `hit ${hit.level}` },
    h('strong', {}, h('span', { 'aria-hidden': 'true' }, hit.level === 'block' ? '✗ ' : '! '), t.lint[hit.level], in_title ? ` (${t.lint_in_title})` : '', ' '),
    h('span', { lang: 'zh-CN' }, sentenceAround(in_title ? article.title : article.text, hit.start, hit.end)),
    h('span', { class: 'note', lang: 'zh-CN' }, ` ${hit.basis} `),
    t.suggestion(''), h('span', { lang: 'zh-CN' }, hit.suggestion)));
}

/** The sentence of a text in which something stands, with that marked. Places are counted in characters. */
function sentenceAround(text: string, start: number, end: number): HTMLElement {
  const letters = [...text];
  const ends = (letter: string | undefined) => letter === undefined || '。;!?\n'.includes(letter);
  let from = start;
  while (from > 0 && !ends(letters[from - 1])) from -= 1;
  let to = end;
  while (to < letters.length && !ends(letters[to - 1])) to += 1;
  const cut = (one: number, other: number) => letters.slice(one, other).join('');
  return h('q', {}, cut(from, start), h('mark', {}, cut(start, end)), cut(end, to));
}

/** What changed in a text: what was taken out and put in is told by its element, its line and its sign, not by colour alone. */
export function pieces(all: Piece[]): HTMLElement {
  const t = conventionWords();
  return h('p', { class: 'diff law-text', lang: 'zh-CN' }, all.map(({ change, text }) => {
    if (change === 'kept') return text;
    return change === 'removed' ? h('del', { 'aria-label': t.removed }, text) : h('ins', { 'aria-label': t.added }, text);
  }));
}

/** How one version differs from another, article by article. */
export function difference({ title = [], articles = [], reordered }: ConventionDiff): HTMLElement[] {
  const t = conventionWords();
  return [
    ...(title.length > 0 ? [pieces(title)] : []),
    ...articles.map(articleDiff),
    ...(reordered ? [h('p', { class: 'note' }, t.reordered)] : []),
  ];
}

function articleDiff({ no, old, new: now, text }: ArticleDiff): HTMLElement {
  const t = conventionWords();
  const title = h('span', { lang: 'zh-CN' }, (now ?? old)?.title ?? '');
  const mark = old === undefined ? t.article_new : now === undefined ? t.article_gone : undefined;
  const kinds = (article: Article | undefined) => (article?.kind ?? []).map((kind) => t.kind[kind]).join(t.between_words);
  const kindsDiffer = old !== undefined && now !== undefined && kinds(old) !== kinds(now);
  return h('div', { class: 'article' },
    h('h3', {}, t.article(no, '').trim(), ' ', title, mark !== undefined && ` · ${mark}`),
    kindsDiffer && h('p', {}, h('del', { 'aria-label': t.removed }, kinds(old)), ' ', h('ins', { 'aria-label': t.added }, kinds(now))),
    old !== undefined && now !== undefined && old.title !== now.title && h('p', { lang: 'zh-CN' }, h('del', { 'aria-label': t.removed }, old.title), ' ', h('ins', { 'aria-label': t.added }, now.title)),
    pieces(text));
}

/** A proposal or comment, and what became of it. */
export function commentShown({ by, words: written, version, finding, reply }: CommentRecord): HTMLElement {
  const t = conventionWords();
  return h('li', {},
    h('p', { lang: 'zh-CN' }, said(written)),
    h('p', { class: 'note' }, t.comment_by(by, version)),
    finding && h('p', { class: finding.level === 'ok' ? '' : 'bad' }, words().named(t.reviewer.legal, t.level[finding.level]), finding.basis ? [' · ', h('span', { lang: 'zh-CN' }, finding.basis)] : null),
    finding?.reply !== undefined && h('p', {}, words().named(t.reply, ''), h('span', { lang: 'zh-CN' }, finding.reply)),
    reply && h('p', { class: reply.adopted ? 'good' : '' }, t.replied(reply.adopted ? t.adopted.yes : t.adopted.no, ''), h('span', { lang: 'zh-CN' }, reply.reason)),
    isOpen({ finding, reply } as CommentRecord) && h('p', { class: 'note' }, t.no_reply));
}

/** Whether a comment has no reply yet: what a reviewer answered needs no second one. */
export const isOpen = ({ finding, reply }: CommentRecord): boolean => reply === undefined && !finding?.reply;

/** What a reviewer found about an article. */
export function findingShown({ reviewer, level, basis, reply }: Pick<Finding, 'reviewer' | 'level' | 'basis' | 'reply'>, stale: boolean): HTMLElement {
  const t = conventionWords();
  return h('p', { class: level === 'ok' ? 'finding' : 'finding bad' },
    h('span', { 'aria-hidden': 'true' }, level === 'ok' ? '✓ ' : level === 'warn' ? '! ' : '✗ '),
    words().named(t.reviewer[reviewer], t.level[level]), stale && ` (${t.earlier_text})`,
    basis ? [' · ', h('span', { lang: 'zh-CN' }, basis)] : null,
    reply ? [' · ', words().named(t.reply, ''), h('span', { lang: 'zh-CN' }, reply)] : null);
}

/** What was entered about a convention, in order. */
export interface Happened {
  entry: number;
  kind: string;
  time: number;
  kid: string;
  payload: Record<string, unknown>;
}

const KINDS = ['convention', 'review', 'gate', 'convention-move'];

/** Everything entered about a convention, as it was signed. */
export function happened(hall: Hall, name: string): Happened[] {
  return hall.entries(0, hall.size).flatMap(({ index, kind, time, void: invalid }) => {
    if (kind === undefined || !KINDS.includes(kind) || invalid !== undefined) return [];
    const { payload, kid } = hall.entry(index);
    const event = JSON.parse(payload) as Record<string, unknown>;
    const about = kind === 'convention' ? (event['convention'] as { id: string }).id : event['convention'];
    return about === name ? [{ entry: index, kind, time, kid, payload: event }] : [];
  });
}

/** Which digests of articles were read as they stand now: findings on others are about earlier wording. */
export function readAsTheyStand(view: ConventionView, events: Happened[]): (finding: Finding) => boolean {
  const current = currentOf(view)?.text;
  const same = new Set<string>();
  const place = new Map<Hash, number>(view.versions.map(({ digest }, index) => [digest, index]));
  const reviews = events.filter(({ kind }) => kind === 'review');
  for (const article of current?.articles ?? []) {
    const version = reviews.map(({ payload }) => view.versions[place.get(payload['digest'] as Hash) ?? -1]?.draft.text.articles.find(({ no }) => no === article.no));
    if (version.some((read) => JSON.stringify(read) === JSON.stringify(article))) same.add(article.no);
  }
  return ({ article }) => same.has(article);
}

/** The day of an entry by the community's clock. */
export const dayOf = (hall: Hall, time: number): string => day(local(time, hall.summary().zone).slice(0, 10));

/** Who signed an entry: the office, where it is one. */
export const signerOf = (hall: Hall, kid: string): string => {
  const office = hall.summary().offices.find((one) => one.kid === kid);
  return office ? office.roles.map((role) => words().role[role]).join('、') : kid;
};

/** The reason that an entry gives, wherever its kind has it. */
export function reasonIn(payload: Record<string, unknown>): string | undefined {
  if (typeof payload['reason'] === 'string') return payload['reason'];
  for (const inner of Object.values(payload)) {
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) {
      const reason = reasonIn(inner as Record<string, unknown>);
      if (reason !== undefined) return reason;
    }
  }
  return undefined;
}
