// Builds the package: two wasms that every host can run (the one that nearly all need, and what finds lotteries), and the
// scripts around them.
//
//   node build.mjs
//
// cargo (wasm) → guanjia-build bind → wasm-opt, with memory.wat → guanjia-build gate → dist/ and miniprogram_dist/

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';

import esbuild from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const target = path.join(root, 'target');
const work = path.join(target, 'pkg');

/** Each wasm by its name: the crate it is made of, cargo's profile for it, and how wasm-opt makes it small or fast. */
const WASMS = {
  // A function that is called from one place stays by itself: what it becomes is as long, and compresses better. So compressed,
  // `-O2` is no longer than `-Oz`, and an audit takes a thirtieth less.
  guanjia: { crate: 'guanjia-wasm', profile: 'wasm', optimise: ['-O2', '--one-caller-inline-max-function-size=0'] },
  lottery: { crate: 'guanjia-lottery', profile: 'search', optimise: ['-O3'] },
};

// The 32-bit field is 2.7 times as fast in wasm as the 64-bit one that is picked by default.
const RUSTFLAGS = ['-C', 'target-feature=-reference-types,-multivalue', '--cfg', 'curve25519_dalek_bits="32"'];

// The places of panics in other crates begin where cargo keeps them, which is nobody's business.
const cargoHome = process.env.CARGO_HOME ?? path.join(os.homedir(), '.cargo');
RUSTFLAGS.push(`--remap-path-prefix=${path.join(cargoHome, 'registry/src')}=`);

// What rustc takes for granted, and what becomes of it.
const TAKEN = ['--enable-bulk-memory', '--enable-sign-ext', '--enable-nontrapping-float-to-int', '--enable-mutable-globals'];
const LOWER = ['--llvm-memory-copy-fill-lowering', '--signext-lowering', '--llvm-nontrapping-fptoint-lowering'];
const LEFT = ['--mvp-features', '--enable-mutable-globals'];

// The stack comes first and grows towards 0, so that nothing lies in the first 1024 bytes of memory.
const EMPTY = '--low-memory-unused';

function run(program, args, env = {}) {
  execFileSync(program, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, ...env } });
}

/** A wasm compiled, bound, lowered, optimised and let through the gate; its bytes. */
function make([name, { crate, profile, optimise }]) {
  run('cargo', ['build', '--quiet', '--package', crate, '--target', 'wasm32-unknown-unknown', '--profile', profile], {
    CARGO_ENCODED_RUSTFLAGS: RUSTFLAGS.join('\x1f'),
  });
  const build = (...args) => run('cargo', ['run', '--quiet', '--package', 'guanjia-build', '--', ...args]);
  const at = (file) => path.join(work, name, file);
  build('bind', path.join(target, `wasm32-unknown-unknown/${profile}`, `${crate.replace('-', '_')}.wasm`), path.join(work, name));
  const wasmOpt = (...args) => run('node', [path.join(here, 'node_modules/binaryen/bin/wasm-opt'), ...args]);
  wasmOpt(at('glue_bg.wasm'), ...TAKEN, ...LOWER, '--emit-text', '-o', at('lowered.wat'));
  fs.writeFileSync(at('copying.wat'), copying(fs.readFileSync(at('lowered.wat'), 'utf8')));
  wasmOpt(at('copying.wat'), ...LEFT, ...optimise, EMPTY, '-o', at(`${name}.wasm`));
  build('gate', at(`${name}.wasm`));
  return [name, fs.readFileSync(at(`${name}.wasm`))];
}

/** A lowered module with the functions of memory.wat in place of those that wasm-opt has put last in it, by the same names. */
function copying(module) {
  const at = module.indexOf('\n (func $__memory_copy ');
  const functions = module.slice(at + 1).match(/^ \(func \S+/gm);
  if (at < 0 || functions.join() !== ' (func $__memory_copy, (func $__memory_fill') throw new Error('wasm-opt lowers the copying of memory in another way now');
  return `${module.slice(0, at)}\n${fs.readFileSync(path.join(here, 'memory.wat'), 'utf8')})\n`;
}

/**
 * The glue as a function, so that a fresh instance has a fresh heap and fresh views of a memory of its own: the module that
 * wasm-bindgen writes has them once for all.
 */
function glue(name) {
  const source = fs.readFileSync(path.join(work, name, 'glue_bg.js'), 'utf8');
  const names = [...source.matchAll(/^export (?:class|function) (\w+)/gm)].map(([, name]) => name);
  const imports = names.filter((name) => name.startsWith('__wb') && name !== '__wbg_set_wasm');
  const exports = names.filter((name) => !name.startsWith('__wb'));
  const body = source.replace(/^export /gm, '');
  if (/^(import|export)\b/m.test(body)) throw new Error('wasm-bindgen writes its glue in another way now');
  return [
    '// Made from the output of wasm-bindgen.',
    'export function glue() {',
    body,
    `return { imports: { ${imports.join(', ')} }, exports: { ${exports.join(', ')} },`,
    'start(exports) { __wbg_set_wasm(exports); exports.__wbindgen_start(); } };',
    '}',
    '',
  ].join('\n');
}

async function scripts(wasms) {
  const dist = path.join(here, 'dist');
  fs.rmSync(dist, { recursive: true, force: true });
  fs.cpSync(path.join(here, 'js'), dist, { recursive: true });
  fs.rmSync(path.join(dist, 'miniprogram.js'));
  fs.rmSync(path.join(dist, 'utf8.js'));
  for (const [name, bytes] of Object.entries(wasms)) fs.writeFileSync(path.join(dist, `${name}.wasm`), bytes);
  fs.writeFileSync(path.join(dist, 'glue.js'), glue('guanjia'));
  fs.writeFileSync(path.join(dist, 'lottery/glue.js'), glue('lottery'));
  fs.writeFileSync(path.join(dist, 'wasm.js'), inline(wasms.guanjia));
  fs.copyFileSync(path.join(root, 'tests/vectors/open_vote.bundle'), path.join(dist, 'open_vote.bundle'));
  // CommonJS has the same types, in files that say they are of it.
  for (const name of ['index', 'types', 'lottery/index']) {
    const types = fs.readFileSync(path.join(dist, `${name}.d.ts`), 'utf8');
    fs.writeFileSync(path.join(dist, `${name}.d.cts`), types.replace(/(?<=from '[./]+\/(?:index|types))\.js'/g, ".cjs'"));
  }
  for (const name of ['errors', 'node', 'lottery/node']) await commonJs(path.join(dist, name));
  await whole(['worker', 'worker-node', 'lottery/worker', 'lottery/worker-node'].map((name) => path.join(dist, `${name}.js`)));
}

/** Scripts of workers with all that they import in them, so that a worker begins as soon as its one file is there. */
function whole(entryPoints) {
  return esbuild.build({ entryPoints, outdir: path.join(here, 'dist'), outbase: path.join(here, 'dist'), allowOverwrite: true, bundle: true, format: 'esm', external: ['node:*'], charset: 'utf8', logLevel: 'warning' });
}

/** A script of Node as CommonJS. All of them have one `GuanjiaError`, in a file of its own. */
async function commonJs(script) {
  const errors = path.relative(path.dirname(script), path.join(here, 'dist/errors.cjs'));
  const shared = (build) => build.onResolve({ filter: /\/errors\.js$/ }, ({ kind }) => (kind === 'entry-point' ? null : { path: `./${errors}`, external: true }));
  await esbuild.build({
    entryPoints: [`${script}.js`],
    outfile: `${script}.cjs`,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    define: { 'import.meta.url': 'hereUrl' },
    banner: { js: "const hereUrl = require('node:url').pathToFileURL(__filename);" },
    plugins: [{ name: 'errors', setup: shared }],
  });
}

/** The wasm as a script that decodes it. */
function inline(bytes) {
  return [
    `const text = '${bytes.toString('base64')}';`,
    'export function wasm() {',
    '  const letters = atob(text);',
    '  const bytes = new Uint8Array(letters.length);',
    '  for (let at = 0; at < bytes.length; at += 1) bytes[at] = letters.charCodeAt(at);',
    '  return bytes;',
    '}',
    '',
  ].join('\n');
}

async function miniprogram(bytes) {
  const dist = path.join(here, 'miniprogram_dist');
  fs.rmSync(dist, { recursive: true, force: true });
  fs.mkdirSync(dist);
  const made = path.join(work, 'guanjia/glue.js');
  fs.writeFileSync(made, glue('guanjia'));
  await esbuild.build({
    entryPoints: [path.join(here, 'js/miniprogram.js')],
    outfile: path.join(dist, 'index.js'),
    bundle: true,
    format: 'cjs',
    // So that its names can be told without running it (Node's CommonJS lexer).
    platform: 'node',
    target: 'es2017',
    charset: 'utf8',
    inject: [path.join(here, 'js/utf8.js')],
    plugins: [{ name: 'glue', setup: (build) => build.onResolve({ filter: /\/glue\.js$/ }, () => ({ path: made })) }],
    logLevel: 'warning',
  });
  // The package is of ES modules; this script is not, and bundlers (Taro's) have to know.
  fs.writeFileSync(path.join(dist, 'package.json'), '{ "type": "commonjs" }\n');
  fs.writeFileSync(path.join(dist, 'guanjia.wasm.br'), brotli(bytes));
}

function brotli(bytes) {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN } = zlib.constants;
  return zlib.brotliCompressSync(bytes, { params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 24 } });
}

const wasms = Object.fromEntries(Object.entries(WASMS).map(make));
await scripts(wasms);
await miniprogram(wasms.guanjia);
const kilo = (length) => `${(length / 1000).toFixed(0)} kB`;
for (const [name, bytes] of Object.entries(wasms)) {
  console.log(`${name}.wasm: ${kilo(bytes.length)}, gzip ${kilo(zlib.gzipSync(bytes, { level: 9 }).length)}, brotli ${kilo(brotli(bytes).length)}`);
}
