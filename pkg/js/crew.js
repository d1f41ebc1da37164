import { Auditor, findLottery } from './api.js';
import { auditOptions, json, number, searchOptions } from './arguments.js';
import { GuanjiaError, failure } from './errors.js';
import { instance, reasonOf } from './instance.js';
import { auditInSlices } from './slices.js';

// Several workers check the signatures, each a part at a time. Meanwhile one replay goes ahead as if they were all good;
// if they are, it is the audit. If not, or where a worker failed, another replay relies on those that were found good and
// checks the others itself: the report is the same in every case.

/** The least and the most entries that a worker takes at a time: together, thousands of signatures cost a third each. */
const [LEAST, MOST] = [1024, 8192];

/** The share of the whole work that the signatures are, for the progress that is shown. */
const SIGNATURES = 0.75;

export async function auditByCrew(hire, cores, bundle, options) {
  const { workers = cores, policy, onProgress, signal, slice } = auditOptions(options);
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
    const report = await auditInSlices(auditor, { policy, onProgress: replayed, signal, slice });
    await Promise.all(crew);
    if (signal && signal.aborted) throw failure('audit.cancelled');
    if (found.reduce((sum, good) => sum + good.length, 0) === size) {
      show(size);
      return report;
    }
    auditor.dispose();
    auditor = new Auditor(bundle);
    found.forEach((good) => auditor.relyOn(good));
    return await auditInSlices(auditor, { policy, onProgress: show, signal, slice });
  } finally {
    done.next = size;
    auditor.dispose();
  }
}

/** A search by one worker, so that this thread stays free; without a worker, this thread does it. */
export async function findByWorker(hire, pool, seats, options) {
  const { panels, objective, onProgress, signal } = searchOptions(options);
  const { module } = instance();
  const posed = json('pool', pool);
  number('seats', seats);
  let worker;
  try {
    worker = hire();
  } catch {
    return findLottery(pool, seats, options);
  }
  try {
    return await new Promise((resolve, reject) => {
      const cancel = () => reject(failure('sortition.cancelled'));
      if (signal && signal.aborted) return cancel();
      if (signal && signal.addEventListener) signal.addEventListener('abort', cancel, { once: true });
      worker.progress = ([done, of]) => {
        try {
          if (onProgress) onProgress(done, of);
          if (signal && signal.aborted) cancel();
        } catch (thrown) {
          reject(thrown);
        }
      };
      worker.ask({ module, find: { pool: posed, seats, panels, objective } }).then(resolve, reject);
      return undefined;
    });
  } catch (thrown) {
    throw thrown && typeof thrown.zh === 'string' && !(thrown instanceof GuanjiaError) ? new GuanjiaError(thrown) : thrown;
  } finally {
    worker.end();
  }
}

/**
 * What a worker does: it opens the bundle it is first given, and then checks the parts it is asked for; or it searches a
 * lottery, and tells how far it is by `post`.
 */
export function worker(api, post) {
  let auditor = null;
  return async ({ module, bundle, from, to, find }) => {
    if (find !== undefined) {
      await api.init(module);
      const onProgress = (done, of) => post({ progress: [done, of] });
      const { panels, objective } = find;
      return api.findLottery(JSON.parse(find.pool), find.seats, { panels, objective: JSON.parse(objective), onProgress });
    }
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
    /** Is told how far the worker is. */
    progress: null,
    /** What a worker sends: that it found or failed, or how far it is. */
    take({ found, failed, progress }) {
      if (progress) {
        if (this.progress) this.progress(progress);
      } else if (failed !== undefined) this.fail(failed);
      else this.answer(found);
    },
    end,
  };
}

/** What a worker could not do, as it crosses: a refusal of the core as plain data, anything else by its reason. */
export function refusal(thrown) {
  if (!(thrown instanceof GuanjiaError)) return reasonOf(thrown);
  const { code, severity, fields, entry, zh, en } = thrown;
  return { code, severity, fields, entry, zh, en };
}
