// Long work in slices, so that a page goes on answering.

/** How long a slice may take, in milliseconds, unless it is told: less than a frame. */
const SLICE = 12;

/**
 * A function to be awaited after every slice with the size it had; it lets the host do what waits, and gives the size that
 * the next slice should have.
 */
export function patience(slice = SLICE) {
  let began = Date.now();
  return async (size) => {
    const spent = Date.now() - began;
    await turn();
    began = Date.now();
    if (spent * 2 < slice) return size * 2;
    return spent > slice ? Math.max(1, size >> 1) : size;
  };
}

/** Lets everything happen that waits; without the 4 ms that a browser adds to nested timers, where it can be done. */
function turn() {
  if (typeof MessageChannel !== 'function') return new Promise((resolve) => setTimeout(resolve, 0));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
