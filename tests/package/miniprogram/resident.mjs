// A resident in front of the sample: reads what stands on the screen, and taps what is there to tap.
import { elements, textOf } from './wxml.mjs';

/** Everything that is written on the page on top. */
export const reads = (program) => textOf(program.screen()).replace(/\s+/g, ' ');

/** Waits until the page on top says something. */
export async function until(program, words, limit = 20_000) {
  const end = Date.now() + limit;
  while (!reads(program).includes(words)) {
    if (Date.now() > end) throw new Error(`never read “${words}”, but: ${reads(program)}\n${program.log.join('\n')}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The elements of the page on top that carry these words and can be tapped. */
export function buttons(program, words) {
  return [...elements(program.screen())].filter((node) => node.attributes.bindtap && textOf(node).includes(words));
}

/** Taps the first element with these words; what its handler hands back can be awaited. */
export function tap(program, words) {
  const [target] = buttons(program, words);
  if (!target) throw new Error(`nothing to tap says “${words}”: ${reads(program)}`);
  if (target.attributes.disabled) throw new Error(`“${words}” is disabled`);
  return send(program, target, target.attributes.bindtap, {});
}

/** Writes into the only text field. */
export function writes(program, value) {
  const field = [...elements(program.screen())].find((node) => node.attributes.bindinput);
  return send(program, field, field.attributes.bindinput, { value });
}

/** Hands an event to the page, as the view layer does: its data as JSON. */
function send(program, node, handler, detail) {
  const page = program.pages.at(-1);
  if (typeof page[handler] !== 'function') throw new Error(`${page.route} has no handler \`${handler}\``);
  const dataset = Object.fromEntries(Object.entries(node.attributes).filter(([name]) => name.startsWith('data-')).map(([name, value]) => [name.slice(5), value]));
  return page[handler](program.plain({ type: 'tap', detail, currentTarget: { dataset } }));
}

/** From the first page to the vote, past the notice. */
export async function goesToVote(program) {
  program.open('pages/home/home');
  await until(program, '我要办的事');
  tap(program, '去投票');
  await until(program, '表决时间');
  tap(program, '去投票');
  await until(program, '请选一项');
}
