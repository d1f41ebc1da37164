import type { Convention, DriveView, Hall } from 'guanjia/parallel';

import { act } from '../../act';
import { h } from '../../dom';
import { form, tick } from '../../form';
import { say } from '../../frame';
import type { Acting } from '../../people';
import { route } from '../../router';
import { sure } from '../../sure';
import { pick, sentence } from '../../words';
import { driveWords } from '../../words/drive';
import { articleText } from '../convention/parts';

/** 我家签约: the text, and then one button, for a household with its own key; another takes it back. */
export function household(id: string, hall: Hall, view: DriveView, text: Convention | undefined, { by, roles }: Acting): HTMLElement | null {
  const t = driveWords();
  if (!by || !roles.includes('household-rep')) return null;
  const mine = hall.standing(by.handle).drives.find(({ drive }) => drive === view.id);
  if (!mine) return null;
  const { signature, may_sign, may_unsign, refusal, leaf } = mine;
  const enter = async (kind: 'sign' | 'unsign', told: string) => {
    const [done] = await act(id, by, { kind, re: leaf ?? '' });
    await route();
    say(done?.index === undefined ? t.signed_to_bring : told);
  };
  const withdraw = async () => {
    if (!await sure(t.withdraw_sure, t.withdraw)) return;
    await enter('unsign', t.withdrawn).catch((error) => say(sentence(error), true));
  };
  return h('section', {},
    h('h2', {}, t.sign),
    h('p', { class: signature === 'signed' ? 'good large' : 'large' }, signature === 'signed' && h('span', { 'aria-hidden': 'true' }, '✓ '), t.standing[signature]),
    may_sign && [
      h('div', { class: 'card paper' }, (text?.articles ?? []).map((article) => h('div', { class: 'article' }, articleText(article)))),
      form({
        draft: `${id}/sign/${view.id}/${by.handle}`,
        parts: [required(tick('read', t.have_read))],
        submit: t.sign,
        done: async () => (await sure(t.sign_sure, t.sign, t.sign_final) ? enter('sign', t.signed) : false),
      }),
    ],
    may_unsign && h('p', { class: 'no-print' }, h('button', { onclick: withdraw }, t.withdraw)),
    !may_sign && !may_unsign && refusal && h('p', { class: 'note' }, pick(refusal)));
}

/** A tick without which the form is not done. */
function required(part: HTMLElement): HTMLElement {
  part.querySelector('input')?.setAttribute('required', '');
  return part;
}
