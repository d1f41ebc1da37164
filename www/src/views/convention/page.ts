import type { Article, ConventionView, Hall } from 'guanjia/parallel';

import { act } from '../../act';
import { day } from '../../dates';
import { h } from '../../dom';
import { form, select, text, line } from '../../form';
import { say } from '../../frame';
import { opened } from '../../library';
import { acting, type Acting } from '../../people';
import { route } from '../../router';
import { stateOf, words } from '../../words';
import { conventionWords } from '../../words/convention';
import { elsewhere } from '../home';
import { articleText, commentShown, currentOf, dayOf, difference, findingShown, happened, hits, readAsTheyStand, reasonIn, signerOf, type Happened } from './parts';
import { steps } from './steps';

/** A convention: its text as it is now, what was said of it, and what may be done next. */
export async function convention(id = '', name = ''): Promise<HTMLElement> {
  const record = await opened(id);
  if (!record) return elsewhere();
  const { hall } = record;
  const t = conventionWords();
  const who = await acting(id, hall);
  const view = hall.convention(name);
  const text = currentOf(view)?.text;
  const events = happened(hall, name);
  return h('article', {},
    h('h1', { lang: 'zh-CN' }, text?.title ?? name),
    h('p', { class: 'state' }, `${words().named(t.now, stateOf(view.state))} · ${t.version(view.versions.length)}`),
    facts(id, view),
    h('p', { class: 'row no-print' },
      h('a', { class: 'button', href: `#/read/${id}/${name}` }, t.read),
      h('a', { class: 'button', href: `#/posts/${id}` }, t.posts),
      view.promulgated !== undefined && h('a', { class: 'button', href: `#/drives/${id}` }, t.drives)),
    steps(id, hall, view, who),
    articles(view, events, takesComments(hall, view, who)),
    comments(id, hall, view, who),
    versions(view),
    history(id, hall, events));
}

/** When it was adopted, promulgated, and holds. */
function facts(id: string, view: ConventionView): HTMLElement {
  const t = conventionWords();
  const { study, motion, promulgated } = view;
  const dates = promulgated?.promulgation;
  return h('ul', { class: 'facts' },
    study && h('li', {}, t.studied(day(study.on), ''), h('span', { lang: 'zh-CN' }, study.record)),
    motion !== undefined && h('li', {}, h('a', { href: `#/motion/${id}/${motion}` }, t.adopted_by)),
    dates && [dates.promulgated, dates.in_force, dates.review].map((date, place) => h('li', {}, [t.promulgated, t.holds, t.look_again][place]?.(day(date)))));
}

/** Every article with what the lint and the reviewers say of it. */
function articles(view: ConventionView, events: Happened[], commented: boolean): HTMLElement {
  const t = conventionWords();
  const stands = readAsTheyStand(view, events);
  const of = (article: Article) => (['legal', 'street'] as const).flatMap((reviewer) => {
    const last = view.findings.filter((finding) => finding.article === article.no && finding.reviewer === reviewer).at(-1);
    return last ? [findingShown(last, !stands(last))] : [];
  });
  const about = (article: Article) => Object.values(view.comments).filter((comment) => comment.article === article.no).sort((a, b) => a.entry - b.entry);
  return h('section', {},
    h('h2', {}, t.articles),
    (currentOf(view)?.text.articles ?? []).map((article) => h('div', { class: 'article' },
      articleText(article),
      hits(article, view.lint.filter((hit) => hit.article === article.no)),
      of(article),
      about(article).length > 0 && h('ul', { class: 'cards' }, about(article).map(commentShown)),
      commented && h('p', { class: 'no-print' }, h('button', { class: 'plain', onclick: () => commentOn(article.no) }, t.on_article(article.no))))));
}

/** Puts whoever wants to comment on an article where they type it. */
function commentOn(article: string): void {
  const about = document.getElementById('f-article');
  if (about instanceof HTMLSelectElement) about.value = article;
  about?.dispatchEvent(new Event('input', { bubbles: true }));
  document.getElementById('f-text')?.focus();
}

/** Whether whoever acts may comment on the draft now: a resident, or a clerk who takes down what one says. */
function takesComments(hall: Hall, view: ConventionView, { by, roles }: Acting): boolean {
  if (!by) return false;
  if (roles.includes('clerk')) return view.state.name === 'drafting' || view.state.name === 'draft_public';
  return roles.includes('resident') && hall.standing(by.handle).drafts.includes(view.id);
}

/** What residents say of it, and the form to say more. */
function comments(id: string, hall: Hall, view: ConventionView, who: Acting): HTMLElement {
  const t = conventionWords();
  const whole = Object.values(view.comments).filter(({ article }) => article === undefined).sort((a, b) => a.entry - b.entry);
  const answered = whole.filter(({ finding, reply }) => finding !== undefined || reply !== undefined);
  const waiting = whole.filter((comment) => !answered.includes(comment));
  return h('section', {},
    h('h2', {}, t.proposals),
    Object.keys(view.comments).length === 0 && h('p', { class: 'note' }, t.comment_none),
    waiting.length > 0 && h('ul', { class: 'cards' }, waiting.map(commentShown)),
    answered.length > 0 && h('details', { class: 'fold' }, h('summary', {}, `${t.reply} (${answered.length})`), h('ul', { class: 'cards' }, answered.map(commentShown))),
    commenting(id, hall, view, who));
}

/** Where somebody comments: a resident with their own key, or a clerk who takes it down. */
function commenting(id: string, hall: Hall, view: ConventionView, who: Acting): HTMLElement | null {
  const t = conventionWords();
  const { by, roles } = who;
  const clerk = roles.includes('clerk');
  if (!clerk && !roles.includes('resident')) return null;
  if (!takesComments(hall, view, who)) return h('p', { class: 'note' }, t.comment_closed);
  const articles = currentOf(view)?.text.articles ?? [];
  return form({
    draft: `${id}/comment/${view.id}`,
    parts: [
      h('h3', {}, t.comment),
      select('article', t.comment_about, Object.fromEntries(articles.map(({ no, title }) => [no, t.article(no, title)])), { optional: true, hint: t.comment_whole }),
      text('text', clerk ? t.comment_text_clerk : t.comment_text),
      clerk && line('handle', t.comment_for),
    ],
    submit: t.comment_send,
    done: async (typed) => {
      const { article, handle, text } = typed as { article?: string; handle?: string; text: string };
      const [done] = await act(id, by, { kind: 'comment', convention: view.id, words: { text }, ...(article ? { article } : {}), ...(handle ? { handle } : {}) });
      await route();
      say(done?.index === undefined ? t.comment_to_bring : t.commented(done.index));
    },
  });
}

/** What changed from version to version. */
function versions(view: ConventionView): HTMLElement | null {
  const t = conventionWords();
  if (view.diffs.length === 0) return null;
  return h('section', {},
    h('h2', {}, t.versions),
    view.diffs.map((diff, place) => h('details', { class: 'fold', open: place === view.diffs.length - 1 },
      h('summary', {}, t.between(place + 1, place + 2)),
      h('p', { class: 'note' }, h('del', {}, t.removed), ' ', h('ins', {}, t.added)),
      difference(diff))));
}

/** What was entered about it, in order. */
function history(id: string, hall: Hall, events: Happened[]): HTMLElement {
  const t = conventionWords();
  const what = ({ kind, payload }: Happened) => {
    if (kind === 'convention') return t.version((payload['convention'] as { version: number }).version);
    if (kind === 'gate') return t.study;
    if (kind === 'review') return words().named(t.review, payload['outcome'] === 'clear' ? t.clear : t.send_back);
    const [step = ''] = Object.keys(payload['move'] as object);
    return t.steps[step.replaceAll('-', '_')] ?? step;
  };
  return h('section', {},
    h('h2', {}, t.history),
    h('ol', { class: 'history' }, events.map((event) => h('li', {},
      h('a', { href: `#/record/${id}/${event.entry}` }, what(event)),
      h('span', { class: 'note' }, ` ${t.history_by(dayOf(hall, event.time), signerOf(hall, event.kid))}`),
      reasonIn(event.payload) !== undefined && h('p', { lang: 'zh-CN' }, reasonIn(event.payload))))));
}
