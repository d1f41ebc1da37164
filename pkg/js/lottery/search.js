import { GuanjiaError, failure } from '../errors.js';
import { ask, init, instance, platform } from './core.js';

// What may take long is done in a worker of its own each time, so that this thread stays free, and what is cancelled ends at once.

/** Does one of the wasm's searches in a worker; where none can be had, in this thread. */
export async function beside(name, args, { onProgress, signal }) {
  const { module } = instance();
  if (signal && signal.aborted) throw failure('sortition.cancelled');
  let worker = null;
  try {
    worker = platform().hire();
    return await askWorker(worker, { module, name, args }, onProgress, signal);
  } catch (thrown) {
    const refused = thrown instanceof GuanjiaError && thrown.code !== 'package.load';
    if (refused || (worker && worker.heard)) throw thrown;
    return search(name, args, onProgress, signal);
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
  return async ({ module, name, args }) => {
    await init(module);
    return search(name, args, (done, of) => post({ progress: [done, of] }));
  };
}

/** A search in this thread, which is kept busy. */
function search(name, args, onProgress, signal) {
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
    return ask((raw) => raw[name](...args, watcher));
  } catch (error) {
    throw thrown ? thrown.error : error;
  }
}
