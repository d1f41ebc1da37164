import catalogue from '../../src/catalogue.json';

import { pick } from './words';
import { mattersWords } from './words/matters';

/** The items of the catalogue of what may be consulted on, by their codes: the core's own list. */
export function items(): Record<string, string> {
  const t = mattersWords();
  return Object.fromEntries(catalogue.categories.flatMap((category) => category.items.map((item) =>
    [item.code, `${pick(category.name)} · ${pick(item.name)}${item.statutory ? `(${t.statutory})` : ''}`] as const)));
}
