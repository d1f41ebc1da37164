// `wx`, as far as the package and the sample use it. Everything handed to the program is made in its own realm.
import { randomFillSync } from 'node:crypto';

/**
 * `program.faults` makes it fail: `random: 'fail'`, `storage: 'full'`, and `wasm: ['fail', 'hang', …]` for the coming loads.
 */
export function hostObjects(program) {
  const later = (options, name, result) => {
    setTimeout(() => {
      const failed = result instanceof Error;
      const answer = program.plain({ errMsg: failed ? `${name}:fail ${result.message}` : `${name}:ok` });
      if (!failed) Object.assign(answer, result);
      (failed ? options.fail : options.success)?.(answer);
      options.complete?.(answer);
    }, 0);
  };
  const storage = program.storage;
  const functions = {
    getRandomValues(options) {
      program.calls.push(`wx.getRandomValues ${options.length}`);
      if (program.faults.random === 'fail') return later(options, 'getRandomValues', new Error('no entropy'));
      return later(options, 'getRandomValues', { randomValues: program.buffer(randomFillSync(Buffer.alloc(options.length))) });
    },
    setStorageSync(key, value) {
      if (program.faults.storage === 'full') throw program.error('setStorageSync:fail exceed storage max size');
      storage.set(key, JSON.stringify(value));
    },
    getStorageSync: (key) => (storage.has(key) ? program.json(storage.get(key)) : ''),
    removeStorageSync: (key) => void storage.delete(key),
    navigateTo(options) {
      later(options, 'navigateTo', {});
      program.open(options.url);
    },
    redirectTo(options) {
      later(options, 'redirectTo', {});
      program.pages.pop()?.onUnload?.();
      program.open(options.url);
    },
    navigateBack(options = {}) {
      later(options, 'navigateBack', {});
      program.close(options.delta);
    },
    makePhoneCall(options) {
      program.calls.push(`wx.makePhoneCall ${options.phoneNumber}`);
      later(options, 'makePhoneCall', {});
    },
    setClipboardData(options) {
      program.clipboard = options.data;
      later(options, 'setClipboardData', {});
    },
    getAppBaseInfo: () => program.plain({ SDKVersion: '3.8.0', fontSizeScaleFactor: program.faults.fontScale ?? 1 }),
  };
  const wx = program.evaluate('({})');
  return Object.assign(wx, functions);
}
