import type { DriveView, Event, Hall } from 'guanjia/parallel';

import { act } from '../../act';
import { day } from '../../dates';
import { h } from '../../dom';
import { form } from '../../form';
import { say } from '../../frame';
import type { Acting } from '../../people';
import { route } from '../../router';
import { addressOf } from '../../subjects';
import { sure } from '../../sure';
import { next } from '../../ways';
import { pick } from '../../words';
import { driveWords } from '../../words/drive';

/** After the last day: a clerk closes the drive, a supervisor attests it, a clerk publishes the totals. */
export function closing(id: string, hall: Hall, view: DriveView, who: Acting): HTMLElement {
  const t = driveWords();
  const { by } = who;
  const enter = async (event: Event, told: string) => {
    await act(id, by, event);
    await route();
    say(told);
  };
  const over = hall.summary().today > view.closes;
  const closed = by && hall.waiting(by.handle).signatures.find(({ kind, about }) => kind === 'drive-close' && about === view.id);
  return next(who, view.state, {
    sign_online: t.sign, withdraw: null, sign_paper: t.paper,
    close: over ? () => form({
      draft: `${id}/drive-close/${view.id}`, parts: [], submit: t.close,
      done: async () => (await sure(t.close_sure, t.close, t.close_final) ? enter({ kind: 'drive-close', re: view.leaf ?? '' }, t.closed) : false),
    }) : t.after(day(view.closes)),
    verify: closed ? () => form({
      draft: `${id}/drive-check/${view.id}`, parts: [t.check_lead, pick(closed)], submit: t.check,
      done: () => enter({ kind: 'attest', re: closed.leaf }, t.checked),
    }) : undefined,
    publish: () => h('div', {},
      h('p', { class: 'note' }, t.small),
      h('a', { class: 'button main', href: `#/posts/${id}/new/${addressOf({ drive: view.id })}` }, t.publish)),
  });
}
