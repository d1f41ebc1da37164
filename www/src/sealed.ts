import { sealWords, type Words } from 'guanjia/parallel';

import { note, noted } from './shelf';

/** Words that are kept on this device only, with the salt of their digest on the record. */
export interface Sealed {
  /** What they were handed in as, such as the number of a matter. */
  name: string;
  text: string;
  salt: Uint8Array;
  /** What stands on the record instead of them. */
  words: Words;
}

/** Where a device keeps the sealed words of a record. */
const SEALED = 'sealed';

/** Seals words under a fresh salt. */
export const seal = async (name: string, text: string): Promise<Sealed> => ({ name, text, ...await sealWords(text) });

export const sealedOf = async (record: string): Promise<Sealed[]> => (await noted<Sealed[]>(record, SEALED)) ?? [];

export async function keepSealed(record: string, sealed: Sealed): Promise<void> {
  await note(record, SEALED, [...await sealedOf(record), sealed]);
}
