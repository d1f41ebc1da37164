// `WXWebAssembly`: takes a path inside the package and nothing else, reads `.wasm` and `.wasm.br`, and, like the iPhone that was
// measured, refuses a second table, externref in a signature, and data that only memory.init can place.
import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';

export function wasmOf(program, engine, traits, resolvePath) {
  const realm = program.evaluate;
  const instantiate = (path, imports) => {
    program.calls.push(`WXWebAssembly.instantiate ${String(path)}`);
    if (typeof path !== 'string') throw program.error('WXWebAssembly.instantiate: the first argument must be a path');
    if (/^\w+:/.test(path)) throw program.error('WXWebAssembly.instantiate: a path inside the package, not an address');
    if (!/\.wasm(\.br)?$/.test(path)) throw program.error('WXWebAssembly.instantiate: the file must end in .wasm or .wasm.br');
    let bytes = readFileSync(resolvePath(path));
    if (path.endsWith('.br')) bytes = brotliDecompressSync(bytes);
    const objection = traits.likeIos ? objectionOf(bytes) : undefined;
    if (objection) throw program.error(`CompileError: ${objection}`);
    const module = new engine.Module(program.buffer(bytes));
    const instance = new engine.Instance(module, imports);
    const exports = realm('({})');
    for (const { name, kind } of engine.Module.exports(module)) {
      if (!(traits.likeIos && kind === 'global')) exports[name] = instance.exports[name];
    }
    const bare = realm('(exports) => ({ exports })')(exports);
    return traits.wrapped ? realm('(instance) => ({ instance, module: {} })')(bare) : bare;
  };
  const asynchronous = realm(`(instantiate, hangs) => function (path, imports) {
    return new Promise((resolve, reject) => {
      if (hangs()) return;
      try { resolve(instantiate(path, imports)); } catch (error) { reject(new Error(String(error && error.message || error))); }
    });
  }`);
  const answer = () => {
    const fault = program.faults.wasm?.shift();
    if (fault === 'fail') throw program.error('WXWebAssembly.instantiate: could not load');
    return fault === 'hang';
  };
  const names = realm('({})');
  Object.assign(names, { instantiate: asynchronous(instantiate, answer), Memory: engine.Memory, Table: engine.Table });
  return names;
}

const SECTION = { types: 1, imports: 2, tables: 4, data: 11, dataCount: 12 };
const EXTERNREF = 0x6f;

/** Why an iPhone would refuse this module, or nothing. */
export function objectionOf(bytes) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  let tables = 0;
  while (at < bytes.length) {
    const id = bytes[at++];
    const end = number() + at;
    if (id === SECTION.types) {
      for (let left = number(); left > 0; left--) {
        at++;
        for (const side of ['parameters', 'results']) {
          for (let count = number(); count > 0; count--) if (bytes[at++] === EXTERNREF) return `externref in the ${side} of a function`;
        }
      }
    }
    if (id === SECTION.imports) {
      for (let left = number(); left > 0; left--) {
        for (let name = 0; name < 2; name++) at = number() + at;
        const kind = bytes[at++];
        if (kind === 0) number();
        else if (kind === 3) at += 2;
        else {
          if (kind === 1) { tables++; at++; }
          const limited = bytes[at++] & 1;
          number();
          if (limited) number();
        }
      }
    }
    if (id === SECTION.tables) tables += number();
    if (id === SECTION.dataCount) return 'a count of data segments, which only memory.init needs';
    if (id === SECTION.data && number() > 0 && number() === 1) return 'a passive data segment, which only memory.init can place';
    at = end;
  }
  return tables > 1 ? 'more than one table' : undefined;
}
