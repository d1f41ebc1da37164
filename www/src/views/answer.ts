import type { Hall, ObjectionView } from 'guanjia/parallel';

import { act, actor } from '../act';
import { choice, form, line, rows, text, type Value, type Values } from '../form';
import { say } from '../frame';
import { route } from '../router';
import { sure } from '../sure';
import { postWords } from '../words/posts';

/** The form by which an objection is answered: whether it is right, why, and what is put right by it. */
export function answering(id: string, hall: Hall, view: ObjectionView): HTMLFormElement {
  const t = postWords();
  const motion = 'result' in view.subject ? view.subject.result : undefined;
  // One page may have several objections, whose fields are told apart by their entries.
  const at = `o${view.entry}`;
  return form({
    draft: `answer/${id}/${view.leaf}`,
    parts: [
      choice(`${at}.ruling`, t.ruled, t.ruling),
      text(`${at}.reason`, t.reason, { rows: 3 }),
      motion !== undefined && rows(`${at}.voids`, t.voids, (prefix) => [line(`${prefix}handle`, t.void_one)], { least: 0, add: t.add_void }),
      rows(`${at}.corrections`, t.corrections, (prefix) => [line(`${prefix}what`, t.what), line(`${prefix}was`, t.was), line(`${prefix}is`, t.is)], { least: 0, add: t.add_correction }),
    ],
    submit: t.answer_submit,
    done: async (typed) => {
      const values = typed[at] as Values;
      const voids = motion === undefined ? [] : listOf(values['voids']).map(({ handle }) => ballotOf(hall, motion, String(handle)));
      const corrections = listOf(values['corrections']).map(({ what, was, is }) => ({ what: String(what), was: String(was), is: String(is) }));
      if (!await sure(t.answer_sure, t.answer_submit, t.answer_final)) return false;
      await act(id, await actor(id), {
        kind: 'answer', re: view.leaf, ruling: values['ruling'] === 'upheld' ? 'upheld' : 'dismissed', reason: String(values['reason']),
        ...(voids.length > 0 ? { voids: voids.sort() } : {}), ...(corrections.length > 0 ? { corrections } : {}),
      });
      await route();
      say(t.was_answered);
    },
  });
}

const listOf = (value: Value | undefined): Values[] => (Array.isArray(value) ? value as Values[] : []);

/** The leaf hash of somebody's ballot, by which it is voided. */
function ballotOf(hall: Hall, motion: string, handle: string): string {
  const ballot = hall.ballots(motion).find(({ elector }) => elector === handle);
  if (!ballot) throw new Error(postWords().no_ballot(handle));
  return ballot.leaf;
}
