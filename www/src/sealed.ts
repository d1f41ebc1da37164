import { hash, type Hash } from 'guanjia/parallel';

import { note, noted } from './shelf';

/** Words that are kept on this device only, with the salt of their digest on the record. */
export interface Sealed {
  /** What they were handed in as, such as the number of a matter. */
  name: string;
  text: string;
  salt: string;
  digest: Hash;
}

/** Where a device keeps the sealed words of a record. */
const SEALED = 'sealed';

/** Seals words: the digest that goes on the record instead of them (SPEC.md section 2), with a fresh salt. */
export async function seal(name: string, text: string): Promise<Sealed> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const utf8 = new TextEncoder();
  const parts = [utf8.encode('guanjia/words/v1'), salt, utf8.encode(text)];
  const bytes = new Uint8Array(parts.reduce((size, part) => size + 8 + part.length, 0));
  let at = 0;
  for (const part of parts) {
    new DataView(bytes.buffer).setUint32(at + 4, part.length);
    bytes.set(part, at + 8);
    at += 8 + part.length;
  }
  return { name, text, salt: btoa(String.fromCharCode(...salt)), digest: hash(bytes) };
}

export const sealedOf = async (record: string): Promise<Sealed[]> => (await noted<Sealed[]>(record, SEALED)) ?? [];

export async function keepSealed(record: string, sealed: Sealed): Promise<void> {
  await note(record, SEALED, [...await sealedOf(record), sealed]);
}
