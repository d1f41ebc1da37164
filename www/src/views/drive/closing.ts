import type { DriveView, Event, Hall } from 'guanjia/parallel';

import { act } from '../../act';
import { h } from '../../dom';
import { evidence, form, line, select, text } from '../../form';
import { say } from '../../frame';
import type { Acting } from '../../people';
import { route } from '../../router';
import { mayStep } from '../../steps';
import { sure } from '../../sure';
import { driveWords } from '../../words/drive';

/** After the last day: a clerk closes the drive, a supervisor attests it, a clerk publishes the totals. */
export function closing(id: string, hall: Hall, view: DriveView, { by, roles }: Acting): HTMLElement | null {
  const t = driveWords();
  if (!by) return null;
  const may = (event: string) => mayStep(view.state, event, roles);
  const enter = async (event: Event | ((hall: Hall) => Event), told: string) => {
    await act(id, by, event);
    await route();
    say(told);
  };
  const closed = hall.entries(0, hall.size).find(({ kind, index, void: invalid }) => kind === 'drive-close' && invalid === undefined && (JSON.parse(hall.entry(index).payload) as { re: string }).re === view.leaf);
  if (may('close') && hall.summary().today > view.closes) {
    return h('section', { class: 'no-print' }, form({
      draft: `${id}/drive-close/${view.id}`, parts: [], submit: t.close,
      done: async () => (await sure(t.close_sure, t.close, t.close_final) ? enter({ kind: 'drive-close', re: view.leaf ?? '' }, t.closed) : false),
    }));
  }
  if (may('verify') && closed) {
    return h('section', { class: 'no-print' }, form({
      draft: `${id}/drive-check/${view.id}`, parts: [t.check_lead], submit: t.check,
      done: () => enter({ kind: 'attest', re: closed.leaf }, t.checked),
    }));
  }
  if (!may('publish')) return null;
  const keys = Object.keys(hall.base(view.base).strata);
  const title = hall.convention(view.convention).promulgated?.text.title ?? view.convention;
  return h('section', { class: 'no-print' }, h('h2', {}, t.publish), h('p', { class: 'note' }, t.small), form({
    draft: `${id}/drive-post/${view.id}`,
    parts: [
      select('by', t.publish_by, Object.fromEntries(keys.map((key) => [key, t.stratum[key] ?? key])), { optional: true, value: keys.find((key) => key === 'building') ?? '' }),
      line('days', t.publish_days, { type: 'number', min: 1, value: '15' }),
      text('text', t.publish_text, { rows: 2, value: t.publish_said(title, view.signed ?? 0) }),
      evidence('evidence', t.publish_evidence, { optional: true }),
      line('post', t.post_name, { value: `drive-${view.id}` }),
    ],
    submit: t.publish,
    done: (typed) => enter((now) => now.prepare({
      kind: 'post', post: String(typed['post']), subject: { drive: view.id }, days: Number(typed['days']), text: String(typed['text'] ?? ''),
      ...(typed['by'] ? { by: String(typed['by']) } : {}), evidence: (typed['evidence'] ?? []) as string[],
    }), t.published),
  }));
}
