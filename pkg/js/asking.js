import { GuanjiaError } from './errors.js';
import { reasonOf } from './instance.js';

// How this thread and a worker talk: one thing is asked after another, and progress told in between.

/** Asks a worker; `post` sends, and `answer` or `fail` is called with what comes back. */
function asking(post, end) {
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
    /** Whether it ever told. */
    heard: false,
    /** What a worker sends: that it found or failed, or how far it is. */
    take({ found, failed, progress }) {
      if (progress) {
        this.heard = true;
        if (this.progress) this.progress(progress);
      } else if (failed !== undefined) this.fail(typeof failed === 'object' ? new GuanjiaError(failed) : failed);
      else this.answer(found);
    },
    end,
  };
}

/** A Web Worker to be asked. */
export function askWebWorker(worker) {
  const asked = asking((message) => worker.postMessage(message), () => worker.terminate());
  worker.onmessage = ({ data }) => asked.take(data);
  worker.onerror = asked.fail;
  worker.onmessageerror = asked.fail;
  return asked;
}

/** A worker thread of Node to be asked. */
export function askThread(worker) {
  const asked = asking((message) => worker.postMessage(message), () => worker.terminate());
  worker.on('message', (data) => asked.take(data));
  worker.on('error', asked.fail);
  worker.on('exit', () => asked.fail('exit'));
  return asked;
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
