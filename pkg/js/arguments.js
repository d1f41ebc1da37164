import { failure } from './errors.js';
import { reasonOf } from './instance.js';

// What may cross into the wasm. Everything is checked here, so that whatever is thrown beyond is a panic.

const wrong = (name, expected) => failure('input.wrong-type', { name, expected });

/** A text. */
export function text(name, value) {
  if (typeof value !== 'string') throw wrong(name, '文字 string');
  return value;
}

/** A text that may be left out. */
export function maybeText(name, value) {
  return value === undefined || value === null ? undefined : text(name, value);
}

/** A number; whether it is whole and in range, the core says. */
export function number(name, value) {
  if (typeof value !== 'number') throw wrong(name, '数 number');
  return value;
}

/** A count that fits the wasm's own numbers. */
export function size(name, value) {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) throw wrong(name, '不小于 0 的整数 whole number');
  return value;
}

/** Bytes, as what the wasm takes. */
export function octets(name, value) {
  try {
    if (value instanceof ArrayBuffer) return new Uint8Array(value);
    if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  } catch {
    // A buffer that was handed on has no bytes any more.
  }
  throw wrong(name, '文字或字节 string or bytes');
}

/** The bytes of a bundle, which may be a text. */
export function bytesOf(name, bundle) {
  return typeof bundle === 'string' ? utf8(bundle) : octets(name, bundle);
}

/** Whether a bundle is a file. */
export function isFile(bundle) {
  try {
    return typeof Blob === 'function' && bundle instanceof Blob;
  } catch {
    // A proxy need not say what it is.
    return false;
  }
}

/** What is in a file. */
export async function contentOf(file) {
  try {
    return await file.arrayBuffer();
  } catch (thrown) {
    throw failure('input.unreadable', { reason: reasonOf(thrown) });
  }
}

/** A text as UTF-8. Nearly every bundle is ASCII, and written at once takes a browser a fourth of what `encode` does. */
export function utf8(text) {
  const encoder = new TextEncoder();
  const bytes = new Uint8Array(text.length);
  return encoder.encodeInto(text, bytes).read === text.length ? bytes : encoder.encode(text);
}

/** A plain object, as JSON. */
export function json(name, value) {
  let written;
  try {
    written = JSON.stringify(value);
  } catch (thrown) {
    throw failure('input.not-json', { name, reason: reasonOf(thrown) });
  }
  if (typeof written !== 'string') throw wrong(name, '对象 object');
  return written;
}

/** How an audit is done; each member is read once. */
export function auditOptions(options) {
  if (options === undefined || options === null) return {};
  if (typeof options !== 'object') throw wrong('options', '对象 object');
  let read;
  try {
    const { policy, onProgress, signal, slice, workers } = options;
    read = { policy, onProgress, signal, slice, workers };
    // Whatever cannot be asked now could not be asked later.
    if (signal) Boolean(signal.aborted);
  } catch (thrown) {
    throw failure('input.not-json', { name: 'options', reason: reasonOf(thrown) });
  }
  maybeText('policy', read.policy);
  if (read.onProgress && typeof read.onProgress !== 'function') throw wrong('onProgress', '函数 function');
  if (read.signal && typeof read.signal !== 'object') throw wrong('signal', '对象 object');
  if (read.slice !== undefined) number('slice', read.slice);
  if (read.workers !== undefined) size('workers', read.workers);
  return read;
}

/** How a search is done; each member is read once. */
export function searchOptions(options) {
  const { onProgress, signal } = auditOptions(options);
  let read = {};
  try {
    const { panels, objective, most, by } = options || {};
    read = { panels, objective, most, by };
  } catch (thrown) {
    throw failure('input.not-json', { name: 'options', reason: reasonOf(thrown) });
  }
  const { panels = 1000, objective = 'leximin', most = 5, by = 0 } = read;
  Object.entries({ panels, most, by }).forEach(([name, value]) => number(name, value));
  return { panels, objective: json('objective', text('objective', objective)), most, by, onProgress, signal };
}
