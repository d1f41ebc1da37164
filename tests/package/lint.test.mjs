// What others check of a package: publint and "Are the types wrong?", on the tarball; what it holds; and TypeScript projects.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { LONG, node, project, record, root, said, tarball, tool } from './stage.mjs';

const manifest = JSON.parse(readFileSync(join(root, 'pkg/package.json'), 'utf8'));

test('publint has nothing against the tarball', { timeout: LONG }, async () => {
  const packed = readFileSync(tarball());
  const { messages, pkg } = await publint({ pack: { tarball: packed.buffer.slice(packed.byteOffset, packed.byteOffset + packed.byteLength) }, strict: true });
  assert.deepEqual(messages.map((message) => formatMessage(message, pkg)), []);
});

test('the types are not wrong, as far as Node and bundlers resolve them', { timeout: LONG }, async () => {
  // `./inline`, `./edge` and `./parallel` are ES modules alone, which CommonJS has by `import()`; the others are no scripts.
  const files = Object.keys(manifest.exports).filter((name) => /\.(wasm|bundle|json)$/.test(name));
  const output = await tool(root, '@arethetypeswrong/cli/dist/index.js', tarball(), '--profile', 'node16', '--ignore-rules', 'cjs-resolves-to-esm', '--format', 'ascii', '--no-emoji', '--no-color', '--exclude-entrypoints', ...files);
  // Its exit status says whether there is a problem.
  for (const name of Object.keys(manifest.exports).filter((each) => !files.includes(each))) assert.ok(output.includes(`"guanjia${name.slice(1)}"`), name);
});

test('there is nothing to depend on, and nothing in it that nobody needs', () => {
  assert.equal(manifest.dependencies ?? manifest.peerDependencies ?? manifest.optionalDependencies, undefined);
  for (const script of Object.keys(manifest.scripts)) assert.doesNotMatch(script, /install|prepare/);
  const files = execFileSync('tar', ['-tzf', tarball()], { encoding: 'utf8' }).trim().split('\n').map((path) => path.replace('package/', ''));
  for (const path of files) assert.match(path, /^(package\.json|README\.md|LICENSE.*|dist\/(lottery\/)?[\w.-]+\.(js|cjs|d\.ts|d\.cts|wasm|bundle)|miniprogram_dist\/(lottery\/)?[\w.-]+\.(js|json|d\.ts|br))$/);
  const named = Object.values(manifest.exports).flatMap(function paths(target) {
    return typeof target === 'string' ? [target] : Object.values(target).flatMap(paths);
  });
  for (const path of named) assert.ok(files.includes(path.replace('./', '')), path);
});

test('a worker begins from one file', () => {
  for (const name of ['worker', 'worker-node', 'lottery/worker', 'lottery/worker-node']) {
    assert.doesNotMatch(readFileSync(join(root, `pkg/dist/${name}.js`), 'utf8'), /^import [^"']*["'](?!node:)/m, name);
  }
});

test('the sizes in the README are those of the build', () => {
  const { BROTLI_PARAM_LGWIN } = constants;
  for (const name of ['guanjia', 'lottery']) {
    const bytes = readFileSync(join(root, `pkg/dist/${name}.wasm`));
    const sizes = [bytes, gzipSync(bytes, { level: 9 }), brotliCompressSync(bytes, { params: { [BROTLI_PARAM_LGWIN]: 24 } })].map(({ length }) => length);
    const row = readFileSync(join(root, 'pkg/README.md'), 'utf8').match(new RegExp(`\`${name}\\.wasm\` \\| (\\d+) kB \\| (\\d+) kB \\| (\\d+) kB`));
    // Another release of rustc changes them a little.
    row.slice(1).forEach((told, at) => assert.ok(Math.abs(told * 1000 - sizes[at]) < sizes[at] * 0.05, `${name}: ${told} kB, and it is ${sizes[at]} bytes`));
  }
});

// TypeScript as strict as it goes; what the story gets is of the types that the package says.
const TYPED = (imports) => `
${imports}
import { readFileSync } from 'node:fs';

const record: string = readFileSync('open_vote.bundle', 'utf8');
const key: Key = keyFromSeed('nDh9kXYIy9meL4QeDBMyusd2vaWIkWpht16ArevQlB4');
const host: Key = keyFromSeed('E4wdeT3us-w13fR0oNur3TfDQ9ROykRcIPS74ZizmPE');
const hall: Hall = new Hall(record);
const standing: Standing = hall.standing('H-1');
const motion = standing.motions[0];
if (!motion) throw new Error('nothing to vote on');
const ballot: SignedEntry = hall.sign({ kind: 'ballot', re: motion.leaf, choice: { option: 'Y' } }, key.seed, hall.summary().now);
const index: number = hall.admit(ballot.jws);
const checkpoint = hall.checkpoint(host.seed);
const trust = policy(hall.summary().origin, host.jwk);
const shown: ShownReceipt = verifyReceipt(hall.receipt(index, checkpoint), trust);
try {
  hall.admit('x');
} catch (error) {
  if (!(error instanceof GuanjiaError)) throw error;
  const code: string = error.code;
  if (!error.zh || !code) throw error;
}
// @ts-expect-error there is no such kind of entry
const wrong = () => hall.sign({ kind: 'no-such-kind' }, key.seed, 1);
// @ts-expect-error a seed is text
const seedless = () => keyFromSeed(5);
void wrong;
void seedless;
`;

const NAMES = 'init, keyFromSeed, Hall, policy, verifyReceipt, audit, GuanjiaError';
const TYPES = 'Key, Report, ShownReceipt, SignedEntry, Standing';
const END = `
audit(hall.bundle(checkpoint), { policy: trust, onProgress: (done: number, size: number) => void (done / size) }).then((report: Report) => {
  hall.dispose();
  console.log(JSON.stringify({ index: shown.index, findings: report.findings.length, size: report.size }));
});
`;

const NODE = `declare module 'node:fs' { export function readFileSync(path: string, encoding: 'utf8'): string; }\n`;
const LIB = ['--lib', 'es2022,dom,dom.iterable,esnext.disposable'];
const STRICT = ['--strict', '--exactOptionalPropertyTypes', '--noUncheckedIndexedAccess', '--target', 'es2022', '--types', ''];
const FLAGS = {
  'an ES module, node16': ['esm.mts', 'esm.mjs', ['--module', 'node16', '--moduleResolution', 'node16']],
  'a CommonJS module, node16': ['common.cts', 'common.cjs', ['--module', 'node16', '--moduleResolution', 'node16']],
  'a bundler': ['bundler.ts', 'bundler.js', ['--module', 'esnext', '--moduleResolution', 'bundler']],
};

const folder = project({
  'open_vote.bundle': record,
  'node.d.ts': NODE,
  'esm.mts': TYPED(`import { ${NAMES}, type ${TYPES.replaceAll(', ', ', type ')} } from 'guanjia';\nawait init();`) + END,
  'bundler.ts': TYPED(`import { ${NAMES}, type ${TYPES.replaceAll(', ', ', type ')} } from 'guanjia';\nimport { init as inline } from 'guanjia/inline';\nimport { auditParallel } from 'guanjia/parallel';\nimport { findLottery, poolFromTables, type FindOptions, type SortitionLottery } from 'guanjia/lottery';\nconst options: FindOptions = { panels: 10 };\nexport const found = (quotas: string, people: string): Promise<SortitionLottery> => findLottery(poolFromTables(quotas, people), 2, options);\nvoid inline;\nvoid auditParallel;\nawait init();`) + END,
  'common.cts': `import guanjia = require('guanjia');\nimport type { ${TYPES} } from 'guanjia';\nconst { ${NAMES.replace(', Hall', '').replace(', GuanjiaError', '')} } = guanjia;\nimport Hall = guanjia.Hall;\nimport GuanjiaError = guanjia.GuanjiaError;\ninit().then(() => {\n${TYPED('').replace("import { readFileSync } from 'node:fs';", '')}${END}});\nimport { readFileSync } from 'node:fs';\n`,
});

for (const [name, [source, output, flags]] of Object.entries(FLAGS)) {
  test(`TypeScript, ${name}: it compiles as strict as can be, and runs`, { timeout: LONG }, async () => {
    await tool(folder, 'typescript/bin/tsc', ...STRICT, ...LIB, ...flags, source, 'node.d.ts');
    assert.deepEqual(said(await node(folder, output)), { index: 13, findings: 0, size: 14 });
  });
}
