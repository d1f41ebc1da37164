// WeChat mini-programs: the wasm is a file of the package, and randomness is that of `wx` alone. A polyfilled
// `globalThis.crypto` may well be Math.random(), so it is never looked at.

import { connect } from './core.js';

/** Where npm's files are in a mini-program. */
const BESIDE = '/miniprogram_npm/guanjia/guanjia.wasm.br';

/** How long a phone may take to compile the wasm, in milliseconds. */
const TIME_LIMIT = 20000;

connect({
  async load(source = BESIDE, imports) {
    const loaded = await inTime(WXWebAssembly.instantiate(source, imports));
    return { instance: loaded.instance || loaded };
  },
  random(length) {
    return new Promise((success, fail) => {
      wx.getRandomValues({ length, success: (answer) => success(new Uint8Array(answer.randomValues)), fail });
    });
  },
});

function inTime(work) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${TIME_LIMIT} ms`)), TIME_LIMIT);
    work.then(resolve, reject).then(() => clearTimeout(timer));
  });
}

export * from './api.js';
