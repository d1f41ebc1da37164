import { Auditor, init } from './api.js';
import { auditOptions } from './arguments.js';
import { instance } from './core.js';
import { failure } from './errors.js';
import { inSlices } from './slices.js';

// Several workers check the signatures, each a part at a time. Meanwhile one replay goes ahead as if they were all good;
// if they are, it is the one. If not, or where a worker failed, another replay relies on those that were found good and
// checks the others itself: what comes of it is the same in every case.

/** The least and the most entries that a worker takes at a time: together, thousands of signatures cost a third each. */
const [LEAST, MOST] = [1024, 8192];

/** The share of the whole work that the signatures are, for the progress that is shown. */
const SIGNATURES = 0.75;

export function auditByCrew(hire, cores, bundle, options) {
  const wanted = auditOptions(options);
  return byCrew(hire, cores, bundle, wanted, (auditor) => auditor.finish(wanted.policy));
}

export function openByCrew(hire, cores, bundle, options) {
  return byCrew(hire, cores, bundle, auditOptions(options), (auditor) => auditor.hall());
}

/** What comes of a bundle once it is replayed. */
async function byCrew(hire, cores, bundle, { workers = cores, onProgress, signal, slice }, end) {
  const { module } = instance();
  let auditor = new Auditor(bundle);
  const size = auditor.size;
  const part = Math.min(MOST, Math.max(LEAST, Math.ceil(size / (2 * Math.max(1, workers)))));
  const done = { next: 0, checked: 0, replayed: 0, shown: 0 };
  const found = [];
  const show = (entries) => {
    done.shown = Math.max(done.shown, Math.floor(entries));
    if (onProgress) onProgress(done.shown, size);
  };
  const together = () => show(done.checked * SIGNATURES + done.replayed * (1 - SIGNATURES));
  const work = async () => {
    let worker;
    try {
      worker = hire();
      await worker.ask({ module, bundle });
      while (done.next < size && !(signal && signal.aborted)) {
        const from = done.next;
        const to = Math.min(size, from + part);
        done.next = to;
        found.push(await worker.ask({ from, to }));
        done.checked += to - from;
        together();
      }
    } catch {
      // What it did not do is checked in the end.
    } finally {
      if (worker) worker.end();
    }
  };
  try {
    const crew = Array.from({ length: Math.max(1, Math.min(workers, Math.ceil(size / part))) }, work);
    auditor.relyOn(Uint32Array.from({ length: size }, (_, index) => index));
    const replayed = (entries) => {
      done.replayed = entries;
      together();
    };
    await inSlices(auditor, { onProgress: replayed, signal, slice });
    await Promise.all(crew);
    if (signal && signal.aborted) throw failure('audit.cancelled');
    if (found.reduce((sum, good) => sum + good.length, 0) === size) {
      show(size);
      return end(auditor);
    }
    auditor.dispose();
    auditor = new Auditor(bundle);
    found.forEach((good) => auditor.relyOn(good));
    await inSlices(auditor, { onProgress: show, signal, slice });
    return end(auditor);
  } finally {
    done.next = size;
    auditor.dispose();
  }
}

/** What a worker does: it opens the bundle it is first given, and then checks the parts it is asked for. */
export function checker() {
  let auditor = null;
  return async ({ module, bundle, from, to }) => {
    if (bundle === undefined) return auditor.checkSignatures(from, to);
    await init(module);
    auditor = new Auditor(bundle);
    return null;
  };
}
