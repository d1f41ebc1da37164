// A hall goes from a worker to this thread as the memory that it is in, a part at a time: two instances of one module differ
// in nothing else.

import { Hall } from './api.js';
import { another } from './core.js';
import { halls } from './holding.js';

/** How many bytes go at a time: a page is not kept waiting by them. */
const PART = 1 << 20;

/** In how many bytes a memory grows. */
const PAGE = 1 << 16;

/** Where a hall is in its memory, and how large that is. */
export function placeOf(hall) {
  const { inside, object } = halls.find(hall);
  return { at: object.__wbg_ptr, bytes: inside.memory.buffer.byteLength };
}

/** The part of its memory from some byte on. */
export const partOf = (hall, from) => halls.find(hall).inside.memory.buffer.slice(from, from + PART);

/** The hall at a place of a memory whose parts are asked for, in an instance of its own. */
export async function takeOver({ at, bytes }, part) {
  const inside = await another();
  const { memory, raw } = inside;
  memory.grow((bytes - memory.buffer.byteLength) / PAGE);
  const whole = new Uint8Array(memory.buffer);
  for (let from = 0; from < bytes; from += PART) whole.set(new Uint8Array(await part(from)), from);
  return halls.keep(Object.create(Hall.prototype), { inside, object: raw.RawHall.__wrap(at) });
}
