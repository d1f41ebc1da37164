import type { DriveView, Event, Hall } from 'guanjia/parallel';

import { act } from '../../act';
import { h } from '../../dom';
import { form } from '../../form';
import { say } from '../../frame';
import type { Acting } from '../../people';
import { route } from '../../router';
import { mayStep } from '../../steps';
import { addressOf } from '../../subjects';
import { sure } from '../../sure';
import { pick } from '../../words';
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
  if (may('close') && hall.summary().today > view.closes) {
    return h('section', { class: 'no-print' }, form({
      draft: `${id}/drive-close/${view.id}`, parts: [], submit: t.close,
      done: async () => (await sure(t.close_sure, t.close, t.close_final) ? enter({ kind: 'drive-close', re: view.leaf ?? '' }, t.closed) : false),
    }));
  }
  const closed = roles.includes('supervisor') ? hall.waiting(by.handle).signatures.find(({ kind, about }) => kind === 'drive-close' && about === view.id) : undefined;
  if (closed) {
    return h('section', { class: 'no-print' }, form({
      draft: `${id}/drive-check/${view.id}`, parts: [t.check_lead, pick(closed)], submit: t.check,
      done: () => enter({ kind: 'attest', re: closed.leaf }, t.checked),
    }));
  }
  if (!may('publish')) return null;
  return h('section', { class: 'no-print' },
    h('p', { class: 'note' }, t.small),
    h('a', { class: 'button main', href: `#/posts/${id}/new/${addressOf({ drive: view.id })}` }, t.publish));
}
