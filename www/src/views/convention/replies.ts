import type { CommentReply, ConventionView } from 'guanjia/parallel';

import { h } from '../../dom';
import { choice, text, type Part, type Values } from '../../form';
import { conventionWords } from '../../words/convention';
import { isOpen, said } from './parts';

/** A reply to every comment that has none: whether the draft follows it, and why. */
export function replies(view: ConventionView): Part[] {
  const t = conventionWords();
  const open = Object.entries(view.comments).filter(([, comment]) => isOpen(comment)).sort(([, a], [, b]) => a.entry - b.entry);
  if (open.length === 0) return [];
  const parts = open.map(([leaf, { by, article, words }]) => h('fieldset', { class: 'rowset reply' },
    h('legend', {}, article === undefined ? by : `${by} · ${t.article(article, '')}`),
    h('p', { lang: 'zh-CN' }, said(words)),
    choice(`replies.${leaf}.adopted`, t.reply, t.adopted),
    text(`replies.${leaf}.reason`, t.reason, { rows: 2, hint: t.reason_hint })));
  const fill = () => {
    const [first, ...others] = parts;
    const chosen = first?.querySelector<HTMLInputElement>('input:checked')?.value;
    const reason = first?.querySelector('textarea')?.value ?? '';
    for (const one of others) {
      const area = one.querySelector('textarea');
      if (area && area.value === '') area.value = reason;
      if (!one.querySelector('input:checked')) for (const radio of one.querySelectorAll<HTMLInputElement>('input')) radio.checked = radio.value === chosen;
    }
    first?.dispatchEvent(new Event('input', { bubbles: true }));
  };
  return [h('h2', {}, t.replies), h('p', { class: 'note' }, t.replies_lead), ...parts.slice(0, 1), ...(parts.length > 1 ? [h('p', {}, h('button', { type: 'button', onclick: fill }, t.fill))] : []), ...parts.slice(1)];
}

/** The replies that were typed; nothing where there were none. */
export function repliesIn(typed: Values): { replies?: CommentReply[] } {
  const all = Object.entries((typed['replies'] ?? {}) as Record<string, { adopted: string; reason?: string }>);
  return all.length === 0 ? {} : { replies: all.map(([comment, { adopted, reason }]) => ({ comment, adopted: adopted === 'yes', reason: reason ?? '' })) };
}
