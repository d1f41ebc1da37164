import assert from 'node:assert/strict';
import { register } from 'node:module';
import { test } from 'node:test';
import { compile, tsc } from './compile.mjs';
import { examples, shorter, wrong } from './values.mjs';

let count = 0;
const declared = (of, value) => `export const v${(count += 1)}: t.${of} = ${JSON.stringify(value)};`;

test('every value of the samples is of its type', () => {
  const all = examples();
  assert.ok(all.length > 300);
  assert.equal(compile(all.map(({ type, value }) => declared(type, value))), '');
});

test('what Rust takes with a member less, the types take', () => {
  const lines = [...shorter(examples())].map(([type, value]) => declared(type, value));
  assert.ok(lines.length > 100);
  assert.equal(compile(lines), '');
});

test('nothing with one thing wrong is of its type', () => {
  const lines = [...wrong(examples())].flatMap(([type, value]) => ['// @ts-expect-error', declared(type, value)]);
  assert.ok(lines.length > 2000);
  assert.equal(compile(lines), '');
});

test('the declarations have just what the package has', async () => {
  // What the build makes is not needed to know the names.
  const glue = 'data:text/javascript,export const glue = undefined;';
  const hook = `export const resolve = (name, context, next) =>
    name === './glue.js' ? { url: ${JSON.stringify(glue)}, shortCircuit: true } : next(name, context);`;
  register(`data:text/javascript,${encodeURIComponent(hook)}`);
  const scripts = ['api', 'parallel-node', 'lottery/node'].map((name) => import(`../../pkg/js/${name}.js`));
  const [api, parallel, lottery] = await Promise.all(scripts);

  const members = (made) => {
    const above = Object.getPrototypeOf(made);
    const names = Object.getOwnPropertyNames(made).filter((name) => name !== 'constructor' && !name.startsWith('_'));
    return above === Object.prototype ? names : [...new Set([...names, ...members(above)])];
  };
  const record = (name, of, names) =>
    `export const ${name}: Record<Extract<keyof ${of}, string>, true> = ${JSON.stringify(Object.fromEntries(names.map((each) => [each, true])))};`;
  const lines = [
    record('all', 'typeof api', Object.keys(api)),
    record('more', 'typeof parallel', Object.keys(parallel)),
    record('found', 'typeof lottery', Object.keys(lottery)),
    record('hall', 'api.Hall', members(api.Hall.prototype)),
    record('auditor', 'api.Auditor', members(api.Auditor.prototype)),
  ];
  assert.equal(compile(lines), '');
});

test('a program is told of its mistakes', () => {
  assert.equal(tsc('usage.ts'), '');
});
