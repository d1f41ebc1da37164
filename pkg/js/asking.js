import { GuanjiaError } from './errors.js';
import { reasonOf } from './instance.js';

// How this thread and a worker talk: one thing is asked after another, and progress told in between.

/** Asks a worker: `post` sends, `end` ends it, and `hold` says whether the program goes on as long as it is there. */
function asking(post, end, hold) {
  let waiting = null;
  return {
    ask: (message) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject };
        post(message);
      }),
    /** Is told how far the worker is. */
    progress: null,
    /** Whether it ever told. */
    heard: false,
    /** What a worker sends: that it found or failed, or how far it is. */
    take({ found, failed, progress }) {
      if (progress) {
        this.heard = true;
        if (this.progress) this.progress(progress);
      } else if (!waiting) return;
      else if (failed === undefined) waiting.resolve(found);
      else waiting.reject(typeof failed === 'object' ? new GuanjiaError(failed) : failed);
    },
    /** Whether it answers no more. */
    isLost: false,
    lose(why) {
      this.isLost = true;
      if (waiting) waiting.reject(why);
    },
    end,
    hold,
  };
}

/** A Web Worker to be asked. */
export function askWebWorker(worker) {
  const asked = asking((message) => worker.postMessage(message), () => worker.terminate(), () => {});
  worker.onmessage = ({ data }) => asked.take(data);
  worker.onerror = (event) => asked.lose(event);
  worker.onmessageerror = (event) => asked.lose(event);
  return asked;
}

/** A worker thread of Node to be asked. */
export function askThread(worker) {
  const asked = asking((message) => worker.postMessage(message), () => worker.terminate(), (is) => (is ? worker.ref() : worker.unref()));
  worker.on('message', (data) => asked.take(data));
  worker.on('error', (error) => asked.lose(error));
  worker.on('exit', () => asked.lose('exit'));
  return asked;
}

/** How long a worker waits for more work, in milliseconds. */
const WAIT = 10_000;

/** Workers who wait a while for more when their work is done, since to `begin` another takes as long as to check a thousand signatures. */
export function staff(begin) {
  const waiting = [];
  return {
    begin,

    /** One who waits, or else another. */
    take() {
      while (waiting.length > 0) {
        const { worker, leaving } = waiting.pop();
        clearTimeout(leaving);
        if (!worker.isLost) {
          worker.hold(true);
          return worker;
        }
      }
      return begin();
    },

    /** Lets one wait whose work is done. */
    keep(worker) {
      const leave = () => {
        waiting.splice(waiting.findIndex((one) => one.worker === worker), 1);
        worker.end();
      };
      const leaving = setTimeout(leave, WAIT);
      if (leaving.unref) leaving.unref();
      worker.hold(false);
      waiting.push({ worker, leaving });
    },
  };
}

/** The worker's own side: does `work` on every message, and posts what came of it; a buffer is handed on, not copied. */
export function answering(work, post) {
  return async (message) => {
    try {
      const found = await work(message);
      post({ found }, found instanceof ArrayBuffer ? [found] : []);
    } catch (thrown) {
      post({ failed: refusal(thrown) });
    }
  };
}

/** What a worker could not do, as it crosses: a refusal of the core as plain data, anything else by its reason. */
function refusal(thrown) {
  if (!(thrown instanceof GuanjiaError)) return reasonOf(thrown);
  const { code, severity, fields, entry, zh, en } = thrown;
  return { code, severity, fields, entry, zh, en };
}
