import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { examples, shorter, wrong } from './values.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const FLAGS = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--target', 'es2022', '--module', 'nodenext'];

// What TypeScript has against a program that may use every type.
function compile(name, lines) {
  const folder = mkdtempSync(`${here}/.values-`);
  try {
    writeFileSync(`${folder}/${name}.ts`, ["import * as t from '../../../pkg/js/types.js';", ...lines, ''].join('\n'));
    const tsc = spawnSync(process.execPath, [`${here}/node_modules/typescript/bin/tsc`, ...FLAGS, `${folder}/${name}.ts`]);
    return `${tsc.stdout}${tsc.stderr}`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

let count = 0;
const declared = (of, value) => `export const v${(count += 1)}: t.${of} = ${JSON.stringify(value)};`;

test('every value of the samples is of its type', () => {
  const all = examples();
  assert.ok(all.length > 300);
  assert.equal(compile('right', all.map(({ type, value }) => declared(type, value))), '');
});

test('what Rust takes with a member less, the types take', () => {
  const lines = [...shorter(examples())].map(([type, value]) => declared(type, value));
  assert.ok(lines.length > 100);
  assert.equal(compile('shorter', lines), '');
});

test('nothing with one thing wrong is of its type', () => {
  const lines = [...wrong(examples())].flatMap(([type, value]) => ['// @ts-expect-error', declared(type, value)]);
  assert.ok(lines.length > 2000);
  assert.equal(compile('wrong', lines), '');
});
