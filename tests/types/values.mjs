// Writes the samples' values as TypeScript, so that every object literal is held to its type; and beside each the same with
// one thing wrong, which must not compile.
import { readFileSync } from 'node:fs';

// Written by `cargo test --all-features --test types`.
const file = new URL('../../target/tmp/values.jsonl', import.meta.url);

export const examples = () => readFileSync(file, 'utf8').split('\n').map((line) => JSON.parse(line));

// Every place in a value, as the path to it.
function* places(value, path = []) {
  yield path;
  if (value === null || typeof value !== 'object') return;
  for (const [name, member] of Object.entries(value)) yield* places(member, [...path, name]);
}

const at = (value, path) => path.reduce((inner, name) => inner[name], value);

const changed = (value, path, change) => {
  const copy = structuredClone(value);
  const last = path.at(-1);
  const inner = at(copy, path.slice(0, -1));
  if (change === undefined) delete inner[last];
  else inner[last] = change;
  return copy;
};

const pointer = (path) => path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const OF_ANOTHER_TYPE = { string: 0, number: '0', boolean: '0', object: 0 };

// The place in the type: the same for every item of a list and every entry of a map, another for each variant.
const place = (value, path) =>
  path.map((name, depth) => {
    const inner = at(value, path.slice(0, depth));
    return Array.isArray(inner) ? '#' : /^[a-z_-]+$/.test(name) ? [name, inner.kind, inner.step, inner.change] : '*';
  });

// What Rust refuses, once for each place in a type: a member that it has not, a value of another type, null, and a needed
// member left out. That nothing empty is written is more than a type can say.
export function* wrong(all) {
  const tried = new Set();
  const fresh = (...key) => tried.size < tried.add(JSON.stringify(key)).size;
  for (const { type, value, optional } of all) {
    for (const path of places(value)) {
      const inner = at(value, path);
      const where = [type, value.kind, place(value, path)];
      const isObject = inner !== null && typeof inner === 'object' && !Array.isArray(inner);
      if (isObject && fresh('more', where)) yield [type, changed(value, [...path, 'no-such-member'], { no: ['such'] })];
      if (path.length === 0) continue;
      if (fresh('other', where)) yield [type, changed(value, path, OF_ANOTHER_TYPE[typeof inner])];
      if (optional === undefined) continue;
      if (fresh('null', where)) yield [type, changed(value, path, null)];
      const parent = at(value, path.slice(0, -1));
      const empties = Object.keys(parent).length === 1 && optional.includes(pointer(path.slice(0, -1)));
      if (Array.isArray(parent) || empties || optional.includes(pointer(path))) continue;
      if (fresh('less', where)) yield [type, changed(value, path)];
    }
  }
}

// What Rust takes as well: a member left out that is not needed.
export function* shorter(all) {
  for (const { type, value, optional } of all) {
    for (const path of places(value)) {
      if (optional?.includes(pointer(path))) yield [type, changed(value, path)];
    }
  }
}
