/** How long a page may wait, in milliseconds: on a phone, several times slower, that is still not felt. */
const SLICE = 8;

/** Lets the page do what waits. */
export const breath = () => new Promise<void>((next) => { setTimeout(next); });

/** To be awaited between the steps of long work: the page does what waits whenever it has waited long enough. */
export function patience(slice = SLICE): () => Promise<void> {
  let began = performance.now();
  return async () => {
    if (performance.now() - began < slice) return;
    await breath();
    began = performance.now();
  };
}
