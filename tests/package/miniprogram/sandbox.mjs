// The logic layer of a mini-program, as far as code can tell: the language, `wx`, timers, pages, one CommonJS scope for each
// file, and nothing that a browser or Node has. One realm for each program, so that `instanceof` means what it means there.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import vm from 'node:vm';
import { hostObjects } from './platform.mjs';
import { render, parse } from './wxml.mjs';
import { wasmOf } from './wasm.mjs';

/** What differs from phone to phone. `poorest` has nothing of the library newer than ES2017. */
export const PROFILES = {
  android: { wrapped: true, likeIos: false, without: [] },
  ios: { wrapped: true, likeIos: true, without: ['WeakRef', 'FinalizationRegistry'] },
  poorest: {
    wrapped: false,
    likeIos: true,
    without: [
      ...['WeakRef', 'FinalizationRegistry', 'BigInt', 'BigInt64Array', 'BigUint64Array', 'Intl', 'AggregateError', 'Iterator'],
      ...['flat', 'flatMap', 'at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with'].map((name) => `Array.prototype.${name}`),
      ...['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'with'].map((name) => `Object.getPrototypeOf(Uint8Array).prototype.${name}`),
      ...['trimStart', 'trimEnd', 'matchAll', 'replaceAll', 'at', 'isWellFormed', 'toWellFormed'].map((name) => `String.prototype.${name}`),
      ...['Object.fromEntries', 'Object.hasOwn', 'Object.groupBy', 'Array.fromAsync', 'Symbol.prototype.description'],
      ...['Promise.prototype.finally', 'Promise.allSettled', 'Promise.any', 'Promise.withResolvers', 'ArrayBuffer.prototype.transfer', 'globalThis'],
    ],
  },
};

/** The parameters of the function in which WeChat wraps each file: not there, whatever the engine has, and not to be declared again. */
const SHADOWED = [
  ...['window', 'document', 'frames', 'self', 'location', 'navigator', 'localStorage', 'history', 'Caches', 'screen', 'alert'],
  ...['confirm', 'prompt', 'fetch', 'XMLHttpRequest', 'WebSocket', 'Reporter', 'webkit', 'WeixinJSCore', 'global', 'process', 'Buffer'],
];

/**
 * A mini-program in `root`, started. Options: `profile`; `storage`, a Map that outlives the program; `faults`, an object whose
 * members make the platform fail (see platform.mjs); `speed`, by how much its timers run faster; `wrap`, by path what to make of
 * the exports of a file.
 */
export function createMiniProgram(root, { profile = 'ios', storage = new Map(), faults = {}, speed = 1, wrap = {} } = {}) {
  const folder = resolve(root);
  const traits = PROFILES[profile];
  const context = vm.createContext(Object.create(null), { codeGeneration: { strings: false, wasm: true } });
  const evaluate = (source) => vm.runInContext(source, context);
  const engine = evaluate('WebAssembly');
  const makeGlobal = evaluate('(function (name, value) { this[name] = value; })').bind(evaluate('this'));
  evaluate(`for (const name of ['WebAssembly', 'SharedArrayBuffer', 'Atomics', 'escape', 'unescape']) delete globalThis[name];
    Object.defineProperty(globalThis, 'crypto', { get() { throw new Error('globalThis.crypto was touched'); }, configurable: true });`);

  const program = { folder, profile, storage, faults, calls: [], log: [], pages: [], app: undefined, context, evaluate };
  const resolvePath = (path) => {
    const file = resolve(folder, path.replace(/^\/+/, ''));
    if (file !== folder && !file.startsWith(folder + sep)) throw program.error(`${path} is outside the package`);
    return file;
  };
  program.error = evaluate('(message) => new Error(message)');
  program.json = evaluate('(text) => JSON.parse(text)');
  program.plain = (value) => program.json(JSON.stringify(value));
  program.buffer = (bytes) => {
    const copy = evaluate('(length) => new ArrayBuffer(length)')(bytes.length);
    new Uint8Array(copy).set(bytes);
    return copy;
  };

  makeGlobal('wx', hostObjects(program));
  makeGlobal('WXWebAssembly', wasmOf(program, engine, traits, resolvePath));
  makeGlobal('console', consoleOf(program));
  const timers = { setTimeout, setInterval, clearTimeout, clearInterval };
  for (const [name, timer] of Object.entries(timers)) {
    makeGlobal(name, name.startsWith('set') ? (run, ms = 0, ...args) => Number(timer(run, ms / speed, ...args)) : (id) => timer(id));
  }
  for (const name of traits.without) evaluate(`delete ${name.includes('.') ? name : `this.${name}`}`);

  const files = new Map();
  const require = (file) => {
    if (files.has(file)) return files.get(file).exports;
    const scope = { exports: evaluate('({})') };
    files.set(file, scope);
    const source = `(function (require, module, exports, ${SHADOWED.join(', ')}) { "use strict"; ${readFileSync(file, 'utf8')}\n})`;
    const run = vm.runInContext(source, context, { filename: relative(folder, file) });
    run((name) => require(resolveModule(program, file, name)), scope, scope.exports);
    scope.exports = wrap[relative(folder, file)]?.(scope.exports, program) ?? scope.exports;
    return scope.exports;
  };
  program.require = (path) => require(join(folder, path));

  const definitions = new Map();
  let loading;
  makeGlobal('App', (app) => { program.app = app; });
  makeGlobal('Page', (page) => { definitions.set(loading, page); });
  makeGlobal('getApp', () => program.app);
  makeGlobal('getCurrentPages', () => evaluate('(list) => Array.from(list)')(program.pages));

  /** Opens the page at `url` on top of the others and hands back what stands on the screen. */
  program.open = (url) => {
    const [path, query = ''] = url.replace(/^\//, '').split('?');
    if (!program.settings.pages.includes(path)) throw program.error(`${path} is not among the pages of app.json`);
    if (!definitions.has(path)) {
      loading = path;
      require(join(folder, `${path}.js`));
    }
    const page = instance(program, definitions.get(path), path);
    program.pages.push(page);
    page.onLoad?.(program.plain(Object.fromEntries(new URLSearchParams(query))));
    page.onShow?.();
    page.onReady?.();
    return page;
  };
  program.close = (count = 1) => {
    for (const page of program.pages.splice(-count)) page.onUnload?.();
    program.pages.at(-1)?.onShow?.();
  };
  /** What the page on top shows, as a tree of elements. */
  program.screen = () => {
    const page = program.pages.at(-1);
    const read = (path) => parse(readFileSync(path.startsWith('/') ? join(folder, path) : join(folder, dirname(page.route), path), 'utf8'));
    return render(read(`/${page.route}.wxml`), JSON.parse(JSON.stringify(page.data)), read);
  };

  if (existsSync(join(folder, 'app.json'))) {
    program.settings = JSON.parse(readFileSync(join(folder, 'app.json'), 'utf8'));
    require(join(folder, 'app.js'));
    program.app?.onLaunch?.(program.plain({}));
  }
  return program;
}

function consoleOf(program) {
  const write = (level) => (...words) => program.log.push(`${level}: ${words.map(String).join(' ')}`);
  return { log: write('log'), info: write('info'), warn: write('warn'), error: write('error'), debug: write('debug') };
}

/** A file by the name that another one requires: relative, or of a package that was packed into `miniprogram_npm`. */
function resolveModule(program, from, name) {
  if (typeof name !== 'string') throw program.error('require takes a text');
  const isFile = (path) => existsSync(path) && statSync(path).isFile();
  const known = (path) => [path, `${path}.js`, join(path, 'index.js')].find((file) => file.endsWith('.js') && isFile(file));
  if (/^[./]/.test(name)) {
    const found = known(name.startsWith('/') ? join(program.folder, name) : resolve(dirname(from), name));
    if (found?.startsWith(program.folder + sep)) return found;
  } else {
    for (let at = dirname(from); at.startsWith(program.folder); at = dirname(at)) {
      const found = known(join(at, 'miniprogram_npm', name));
      if (found) return found;
    }
    const compiled = known(join(program.folder, name));
    if (name.startsWith('@babel/runtime/') && compiled) return compiled;
  }
  throw program.error(`module '${name}' is not defined, required by ${relative(program.folder, from)}`);
}

/** A page as it stands on the screen: the definition's members and its own copy of the data. */
function instance(program, definition, route) {
  const page = program.evaluate('(definition) => Object.assign({}, definition)')(definition);
  page.data = program.plain(definition.data ?? {});
  page.route = route;
  page.setData = (patch, done) => {
    for (const [path, value] of Object.entries(patch)) {
      assertPlain(program, path, value);
      const names = path.replace(/\.?\[(\d+)\]/g, '.$1').split('.');
      const last = names.pop();
      let target = page.data;
      for (const name of names) target = target[name] ??= program.plain({});
      target[last] = program.plain(value);
    }
    if (done) setTimeout(done, 0);
  };
  return page;
}

/** Data goes from the logic to the view as JSON: what JSON would lose is refused here. */
function assertPlain(program, path, value) {
  const kind = typeof value;
  if (value === null || ['string', 'boolean'].includes(kind) || Number.isFinite(value)) return;
  const name = Object.prototype.toString.call(value);
  if (kind !== 'object' || !['[object Object]', '[object Array]'].includes(name)) throw program.error(`setData: ${path} cannot cross to the view: ${kind} ${name}`);
  for (const [key, member] of Object.entries(value)) assertPlain(program, `${path}.${key}`, member);
}
