import type { Hall } from 'guanjia/parallel';

import { h } from './dom';
import { say } from './frame';
import { practise } from './library';
import { goAndSay } from './router';
import type { Held } from './shelf';
import { both, sentence } from './words';

/** The record of which the page brings everybody's key along, since everybody in it is made up. */
const SAMPLE = 'guanjia.example/luoqisi';

/** Of a register with more, the keys of so many are enough to try things out. */
const MANY = 120;
const SOME = 40;

const practiceWords = both({
  go_on: '从这一步起,自己演练一遍',
  note: '示例中每个人的钥匙都在这里,可以换着身份办;演练另存一份,原来的记录不变',
  begun: '演练开始了:上面可以换身份、拨时钟。',
}, {
  go_on: 'Practise from here on',
  note: 'The keys of everybody in the sample are here, to act as any of them; it is a copy, and the record stays as it is',
  begun: 'You are practising: choose above who acts, and turn the clock.',
});

/** The way to go on by oneself from where the sample is looked at. */
export function practice(whole: Hall, size: number): HTMLElement | null {
  if (whole.summary().origin !== SAMPLE) return null;
  const t = practiceWords();
  const button = h('button', { onclick: async () => {
    try {
      const { id } = await practise(whole, size, await keys(whole));
      await goAndSay(t.begun, 'desk', id);
    } catch (error) {
      say(sentence(error), true);
    }
  } }, t.go_on);
  return h('div', {}, button, h('p', { class: 'note' }, t.note));
}

/** The keys of the offices and of those on the registers, of long ones some. */
async function keys(whole: Hall): Promise<Omit<Held, 'record'>[]> {
  const response = await fetch('./luoqisi.keys.json');
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  const seeds = await response.json() as Record<string, string>;
  const offices = whole.summary().offices.map(({ office, kid }) => ({ handle: office, kid }));
  const units = whole.registers().flatMap(({ units: all }) => (all.length > MANY ? all.slice(0, SOME) : all));
  return [...offices, ...units].flatMap(({ handle, kid }) => {
    const seed = seeds[handle];
    return seed === undefined || kid === undefined ? [] : [{ handle, kid, seed }];
  });
}
