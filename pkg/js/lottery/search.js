import { json, number, searchOptions } from '../arguments.js';
import { GuanjiaError, failure } from '../errors.js';
import { ask, init, instance } from './core.js';

/** A search by one worker, so that this thread stays free; where no worker can be had, this thread does it. */
export async function findByWorker(hire, pool, seats, options) {
  const { panels, objective, onProgress, signal } = searchOptions(options);
  const question = { pool: json('pool', pool), seats: number('seats', seats), panels, objective };
  const { module } = instance();
  if (signal && signal.aborted) throw failure('sortition.cancelled');
  let worker = null;
  try {
    worker = hire();
    return await askWorker(worker, { module, question }, onProgress, signal);
  } catch (thrown) {
    if (thrown instanceof GuanjiaError || (worker && worker.heard)) throw thrown;
    return search(question, onProgress, signal);
  } finally {
    if (worker) worker.end();
  }
}

function askWorker(worker, message, onProgress, signal) {
  return new Promise((resolve, reject) => {
    const cancel = () => reject(failure('sortition.cancelled'));
    if (signal && signal.addEventListener) signal.addEventListener('abort', cancel, { once: true });
    worker.progress = ([done, of]) => {
      try {
        if (onProgress) onProgress(done, of);
        if (signal && signal.aborted) cancel();
      } catch (thrown) {
        reject(thrown);
      }
    };
    worker.ask(message).then(resolve, reject);
  });
}

/** What the worker does: it searches, and tells how far it is by `post`. */
export function searcher(post) {
  return async ({ module, question }) => {
    await init(module);
    return search(question, (done, of) => post({ progress: [done, of] }));
  };
}

/** A search in this thread, which is kept busy. */
function search({ pool, seats, panels, objective }, onProgress, signal) {
  let thrown = null;
  const watcher = {
    progress(done, of) {
      try {
        if (onProgress) onProgress(done, of);
        return !(signal && signal.aborted);
      } catch (error) {
        thrown = { error };
        return false;
      }
    },
  };
  try {
    return ask((raw) => raw.findLottery(pool, seats, panels, objective, watcher));
  } catch (error) {
    throw thrown ? thrown.error : error;
  }
}
