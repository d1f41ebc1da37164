import type { Hall } from 'guanjia/parallel';

import { act, actor } from '../act';
import { form, text } from '../form';
import { say } from '../frame';
import { choiceOf, marksOf } from '../marks';
import { route } from '../router';
import { paperWords } from '../words/papers';

/** The form by which a supervisor settles a paper that two clerks read differently; a witness signs after them. */
export function adjudication(id: string, hall: Hall, motion: string, serial: string): HTMLFormElement {
  const t = paperWords();
  const view = hall.motion(motion);
  // One page may settle several papers.
  const reason = `reason-${serial.replaceAll('.', '-')}`;
  return form({
    draft: `adjudicate/${id}/${view.id}/${serial}`,
    parts: [t.held_to_say, ...marksOf(view), text(reason, t.reason, { rows: 2, value: t.reason_value })],
    submit: t.settle,
    done: async (values) => {
      await act(id, await actor(id), { kind: 'adjudicate', re: view.leaf, serial, choice: choiceOf(values), reason: String(values[reason] ?? '') });
      await route();
      say(t.settled(serial));
    },
  });
}
