import { h } from './dom';
import { both } from './words';

const sureWords = both({ no: '再想想' }, { no: 'Not yet' });

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
