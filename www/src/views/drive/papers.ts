import type { DriveView, Hall, SignatureWaiting } from 'guanjia/parallel';

import { act } from '../../act';
import { h } from '../../dom';
import { choice, form, line } from '../../form';
import { say } from '../../frame';
import { nameOf, type Acting } from '../../people';
import { route } from '../../router';
import { pick, sentence } from '../../words';
import { driveWords } from '../../words/drive';

/** What households sign on paper: one clerk enters it, another confirms it. */
export function papers(id: string, hall: Hall, view: DriveView, { by, roles }: Acting): HTMLElement | null {
  const t = driveWords();
  if (!by || !roles.includes('clerk')) return null;
  const waiting = hall.waiting(by.handle).signatures.filter(({ kind, about }) => (kind === 'sign' || kind === 'unsign') && about === view.id);
  if (waiting.length === 0 && hall.summary().today > view.closes) return null;
  const confirm = async ({ leaf }: SignatureWaiting) => {
    try {
      await act(id, by, { kind: 'attest', re: leaf });
      await route();
      say(t.confirmed);
    } catch (error) {
      say(sentence(error), true);
    }
  };
  return h('section', { class: 'no-print' },
    h('h2', {}, t.paper),
    h('p', { class: 'note' }, t.paper_lead),
    hall.summary().today <= view.closes && form({
      draft: `${id}/paper/${view.id}`,
      parts: [line('household', t.household), choice('kind', t.paper_what, t.paper_kind, { value: 'sign' })],
      submit: t.paper_enter,
      done: async (typed) => {
        const handle = String(typed['household']);
        const kind = typed['kind'] === 'unsign' ? 'unsign' : 'sign';
        await act(id, by, { kind, re: view.leaf ?? '', handle });
        await route();
        say(t.paper_entered(handle));
      },
    }),
    waiting.length > 0 && [h('h3', {}, t.papers), h('ul', { class: 'cards' }, waiting.map((paper) => h('li', {},
      h('p', {}, pick(paper)),
      paper.by !== undefined && h('p', { class: 'note' }, t.paper_by(nameOf(hall, paper.by))),
      h('button', { class: 'main', onclick: () => confirm(paper) }, t.confirm))))]);
}
