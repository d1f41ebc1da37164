import type { Choice, MotionView } from 'guanjia/parallel';

import { h } from './dom';
import { choice, several, type Part, type Values } from './form';
import { pick } from './words';
import { paperWords } from './words/papers';

/** What may stand on a paper, each with the digit that chooses it. */
export function marksOf(view: MotionView): Part[] {
  const t = paperWords();
  const options = Object.fromEntries(view.options.map((option) => [option.id, pick(option.text)]));
  const others = { '~abstain': t.abstain, '~blank': t.blank, '~multiple': t.multiple, '~unreadable': t.unreadable };
  const many = 'approval' in view.question.poll;
  const parts = many ? [several('marks', t.several_marks, options), choice('mark', t.several_invalid, others, { optional: true })] : [choice('mark', t.marked, { ...options, ...others })];
  parts.flatMap((part) => [...part.querySelectorAll<HTMLElement>('.choice')]).slice(0, 9).forEach((label, place) => {
    label.dataset['key'] = String(place + 1);
    label.append(h('kbd', { class: 'keyed' }, place + 1));
  });
  return parts;
}

/** What was chosen of these, as the record has it. */
export function choiceOf({ mark, marks }: Values): Choice {
  if (Array.isArray(marks) && marks.length > 0) return { options: marks.map(String).sort() };
  switch (mark) {
    case '~abstain': return 'abstain';
    case '~blank': return 'blank';
    case '~multiple': return { invalid: 'multiple' };
    case '~unreadable': return { invalid: 'unreadable' };
    default: return { option: String(mark ?? '') };
  }
}
