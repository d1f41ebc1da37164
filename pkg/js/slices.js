// Long work in slices, so that a page goes on answering.

import { failure } from './errors.js';

/** How long a slice may take, in milliseconds, unless it is told: a tap is still answered as if at once, and each breath costs a browser half a millisecond. */
const SLICE = 24;

/** Replays what is left of an auditor, and breathes between slices. */
export async function inSlices(auditor, { onProgress, signal, slice } = {}) {
  const breathe = patience(slice);
  for (let entries = 1, more = true; more; entries = await breathe(entries)) {
    if (signal && signal.aborted) throw failure('audit.cancelled');
    more = auditor.advance(entries);
    if (onProgress) onProgress(auditor.done, auditor.size);
  }
}

/**
 * A function to be awaited after every slice with the size it had; it lets the host do what waits, and gives the size that
 * the next slice should have.
 */
function patience(slice = SLICE) {
  let began = Date.now();
  return async (size) => {
    const spent = Date.now() - began;
    await turn();
    began = Date.now();
    if (spent * 2 < slice) return size * 2;
    return spent > slice ? Math.max(1, Math.floor((size * slice) / spent)) : size;
  };
}

/** Lets everything happen that waits; without the 4 ms that a browser adds to nested timers, where it can be done. */
function turn() {
  if (typeof setImmediate === 'function') return new Promise((resolve) => setImmediate(resolve));
  if (typeof MessageChannel !== 'function') return new Promise((resolve) => setTimeout(resolve, 0));
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (!channel) channel = channelTo(() => waiting.shift()());
    channel.postMessage(null);
  });
}

// One channel for all: to open another takes a browser 2 ms.
let channel;
const waiting = [];

/** Where a message goes to that is heard in a later turn. */
function channelTo(hear) {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = hear;
  return port2;
}
