import type { DriveView, Hall, Hash } from 'guanjia/parallel';

import { act } from '../../act';
import { h } from '../../dom';
import { choice, form, line, sentence } from '../../form';
import { say } from '../../frame';
import { nameOf, type Acting } from '../../people';
import { route } from '../../router';
import { driveWords } from '../../words/drive';

/** A paper of a household that one clerk entered. */
interface Paper {
  leaf: Hash;
  household: string;
  kind: 'sign' | 'unsign';
  by: string;
}

/** What households sign on paper: one clerk enters it, another confirms it. */
export function papers(id: string, hall: Hall, view: DriveView, { by, roles }: Acting): HTMLElement | null {
  const t = driveWords();
  if (!by || !roles.includes('clerk')) return null;
  const waiting = unconfirmed(hall, view);
  if (waiting.length === 0 && hall.summary().today > view.closes) return null;
  const confirm = async ({ leaf, household }: Paper) => {
    try {
      await act(id, by, { kind: 'attest', re: leaf });
      await route();
      say(t.confirmed(household));
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
      h('p', {}, t.paper_by(paper.household, t.paper_kind[paper.kind], nameOf(hall, paper.by))),
      paper.by === by.handle ? h('p', { class: 'note' }, t.confirm_other) : h('button', { class: 'main', onclick: () => confirm(paper) }, t.confirm))))]);
}

/** The papers of a drive that no second clerk has confirmed. */
function unconfirmed(hall: Hall, view: DriveView): Paper[] {
  const offices = new Map(hall.summary().offices.map(({ office, kid }) => [kid, office]));
  const found = new Map<Hash, Paper>();
  for (const { index, kind, leaf, void: invalid } of hall.entries(0, hall.size)) {
    if (invalid !== undefined || (kind !== 'sign' && kind !== 'unsign' && kind !== 'attest')) continue;
    const { payload, kid } = hall.entry(index);
    const { re, handle } = JSON.parse(payload) as { re: Hash; handle?: string };
    if (kind === 'attest') found.delete(re);
    else if (re === view.leaf && handle !== undefined) found.set(leaf, { leaf, household: handle, kind, by: offices.get(kid) ?? kid });
  }
  return [...found.values()];
}
