/** Makes an instance from a URL, a response, a compiled module or bytes. */
export async function load(source, imports) {
  source = await source;
  if (source instanceof WebAssembly.Module) {
    return { module: source, instance: await WebAssembly.instantiate(source, imports) };
  }
  if (ArrayBuffer.isView(source) || source instanceof ArrayBuffer) return WebAssembly.instantiate(source, imports);
  const response = source instanceof Response ? source : await fetch(source);
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  const type = response.headers.get('content-type') || '';
  // A server that does not know the type of wasm only costs the streaming.
  if (type.startsWith('application/wasm')) return WebAssembly.instantiateStreaming(response, imports);
  return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}

/** Random bytes of the platform. */
export function random(length) {
  return globalThis.crypto.getRandomValues(new Uint8Array(length));
}
