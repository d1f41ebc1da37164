import { h } from './dom';
import { both } from './words';

const sureWords = both({ no: '再想想', kept: '没有提交,填的内容都还在。' }, { no: 'Not yet', kept: 'Nothing was done; what you filled in is still there.' });

/** Asks once more before what cannot be undone: whether it was confirmed. */
export function sure(question: string, yes: string, final?: string): Promise<boolean> {
  return new Promise((answer) => {
    const dialog = h('dialog', { class: 'sure', 'aria-labelledby': 'sure' },
      h('p', { class: 'large', id: 'sure' }, question),
      final !== undefined && h('p', { class: 'note' }, final),
      h('form', { method: 'dialog', class: 'row' },
        h('button', { class: 'main', value: 'yes' }, yes),
        h('button', { value: '' }, sureWords().no)));
    dialog.addEventListener('close', () => {
      dialog.remove();
      answer(dialog.returnValue === 'yes');
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Asks the same within a form: one who thinks again finds everything as it was. */
export async function confirmed(question: string, yes: string, final?: string): Promise<void> {
  if (!(await sure(question, yes, final))) throw new Error(sureWords().kept);
}
