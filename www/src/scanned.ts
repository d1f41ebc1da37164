import { readEntry, type SignedEntry } from 'guanjia/parallel';

/** What a text that was scanned, chosen or pasted turns out to be. */
export type Scanned =
  | { kind: 'link'; hash: string }
  | { kind: 'bundle' | 'receipt'; text: string }
  | { kind: 'keys'; keys: Record<string, string> }
  | { kind: 'entries'; entries: SignedEntry[] }
  | { kind: 'unknown' };

/** Recognises a text by its shape; whether it holds is asked of the library afterwards. */
export function recognise(text: string): Scanned {
  const said = text.trim();
  if (said.startsWith('guanjia-bundle/')) return { kind: 'bundle', text };
  if (said.startsWith('c2sp.org/tlog-proof@')) return { kind: 'receipt', text };
  if (/^https?:\/\/\S+#\/\S+$/.test(said)) return { kind: 'link', hash: said.slice(said.indexOf('#')) };
  return entries(said) ?? keys(said) ?? { kind: 'unknown' };
}

function entries(said: string): Scanned | undefined {
  const lines = said.split(/\s+/);
  if (!lines.every((line) => /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(line))) return undefined;
  try {
    return { kind: 'entries', entries: lines.map(readEntry) };
  } catch {
    return undefined;
  }
}

function keys(said: string): Scanned | undefined {
  const value = parsed(said);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const named = Object.entries(value);
  const seeds = named.length > 0 && named.every(([, seed]) => typeof seed === 'string' && /^[\w-]{43}$/.test(seed));
  return seeds ? { kind: 'keys', keys: value as Record<string, string> } : undefined;
}

/** What a text says as JSON; nothing where it is none, as in an entry that does not count. */
export function parsed(said: string): unknown {
  try {
    return JSON.parse(said);
  } catch {
    return undefined;
  }
}
