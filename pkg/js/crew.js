import { Auditor } from './api.js';
import { auditOptions } from './arguments.js';
import { failure } from './errors.js';
import { instance } from './instance.js';
import { auditInSlices } from './slices.js';

// Several workers check the signatures, each a part at a time, and one replay relies on what they found. What a
// worker did not do, or could not, the replay does itself: the report is the same in every case.

/** How many entries a worker takes at a time. */
const PART = 128;

/** The share of the whole work that the signatures are, for the progress that is shown. */
const SIGNATURES = 0.75;

export async function auditByCrew(hire, cores, bundle, options) {
  const { workers = cores, policy, onProgress, signal, slice } = auditOptions(options);
  const { module } = instance();
  const auditor = new Auditor(bundle);
  try {
    const size = auditor.size;
    const show = onProgress || (() => {});
    const crew = Math.max(1, Math.min(workers, Math.ceil(size / PART)));
    const parts = { next: 0, checked: 0 };
    const work = async () => {
      let worker;
      try {
        worker = hire();
        await worker.ask({ module, bundle });
        while (parts.next < size && !(signal && signal.aborted)) {
          const from = parts.next;
          const to = Math.min(size, from + PART);
          parts.next = to;
          auditor.relyOn(await worker.ask({ from, to }));
          parts.checked += to - from;
          show(Math.floor(parts.checked * SIGNATURES), size);
        }
      } catch {
        // The replay checks what is missing.
      } finally {
        if (worker) worker.end();
      }
    };
    await Promise.all(Array.from({ length: crew }, work));
    if (signal && signal.aborted) throw failure('audit.cancelled');
    const left = size - parts.checked * SIGNATURES;
    const replayed = (done) => show(Math.floor(size - left + (size ? (left * done) / size : 0)), size);
    return await auditInSlices(auditor, { policy, onProgress: replayed, signal, slice });
  } finally {
    auditor.dispose();
  }
}

/** What a worker does: it opens the bundle it is first given, and then checks the parts it is asked for. */
export function worker(api) {
  let auditor = null;
  return async ({ module, bundle, from, to }) => {
    if (bundle === undefined) return auditor.checkSignatures(from, to);
    await api.init(module);
    auditor = new api.Auditor(bundle);
    return null;
  };
}

/** Asks a worker one thing after another; `post` sends, and `answer` or `fail` is called with what comes back. */
export function asking(post, end) {
  let waiting = null;
  return {
    ask: (message) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        post(message);
      }),
    answer: (found) => waiting && waiting.resolve(found),
    fail: (why) => waiting && waiting.reject(why),
    end,
  };
}
