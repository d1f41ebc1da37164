import { generateKey, keyFromSeed, type Hall, type Key } from 'guanjia/parallel';

import { keysOf } from '../act';
import { chooser, h } from '../dom';
import { fold, form, line } from '../form';
import { say } from '../frame';
import { nameOf } from '../people';
import { route } from '../router';
import { holdKey, note, noted, type Held, type Kept } from '../shelf';
import { sentence } from '../words';
import { communityWords } from '../words/community';

/** A key that was made here and is on no record yet. */
const NEW = 'new-key';

/** How many public keys are listed. */
const LISTED = 30;

/** The keys on this device: others brought in, and one made for whoever is to be enrolled or given an office. */
export async function keyring({ id }: Kept, hall: Hall): Promise<HTMLElement> {
  const t = communityWords();
  const held = await keysOf(id);
  const fresh = await noted<Key | null>(id, NEW);
  const take = async (text: string) => {
    try {
      const found = await bring(id, hall, seedsOf(text));
      say(t.imported(found.map(({ handle }) => nameOf(hall, handle)).join(' ')));
      await route();
    } catch (error) {
      say(sentence(error), true);
    }
  };
  return h('section', { class: 'no-print' },
    h('h2', {}, t.keys),
    h('p', {}, t.keys_lead),
    h('p', { class: 'row' }, chooser(t.keys_file, '.json,application/json,text/plain', (file) => file.text().then(take))),
    form({
      draft: `${id}/key`,
      parts: [line('seed', t.seed, { hint: t.seed_hint, type: 'password' })],
      submit: t.import_key,
      done: async ({ seed }) => {
        const found = await bring(id, hall, [String(seed)]);
        say(t.imported(found.map(({ handle }) => nameOf(hall, handle)).join(' ')));
        await route();
      },
    }),
    held.length > 0 && fold(t.held,
      h('dl', {}, held.slice(0, LISTED).flatMap(({ handle, seed }) => [h('dt', {}, t.my_public(nameOf(hall, handle))), h('dd', {}, h('code', {}, keyFromSeed(seed).jwk.x))]))),
    h('details', { class: 'fold', open: fresh !== undefined && fresh !== null }, h('summary', {}, t.new_key), h('p', { class: 'note' }, t.new_key_lead),
      fresh
        ? [h('p', {}, h('code', { class: 'large' }, fresh.jwk.x)), h('p', { class: 'note' }, t.made), h('button', { onclick: () => claim(id, hall, fresh) }, t.claim)]
        : h('button', { onclick: async () => { await note(id, NEW, await generateKey()); await route(); } }, t.make_key)));
}

/** The keys in a backup, or the one that somebody typed. */
function seedsOf(text: string): string[] {
  return text.match(/[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/g) ?? [];
}

/** Keeps those keys that belong to somebody on a record; throws when none does. */
async function bring(id: string, hall: Hall, seeds: string[]): Promise<Held[]> {
  const { offices } = hall.summary();
  const whose = new Map<string, string>();
  for (const { units } of hall.registers()) for (const { handle, kid } of units) if (kid) whose.set(kid, handle);
  for (const { office, kid, in_force } of offices) if (kid && in_force) whose.set(kid, office);
  const found: Held[] = [];
  for (const seed of seeds) {
    const { kid } = keyFromSeed(seed);
    const handle = whose.get(kid);
    if (handle !== undefined) found.push({ record: id, handle, seed, kid });
  }
  if (found.length === 0) throw new Error(communityWords().no_key);
  for (const held of found) await holdKey(held);
  return found;
}

async function claim(id: string, hall: Hall, { seed }: Key): Promise<void> {
  const t = communityWords();
  try {
    const [held] = await bring(id, hall, [seed]);
    await note(id, NEW, null);
    say(t.imported(nameOf(hall, held!.handle)));
    await route();
  } catch (error) {
    say(sentence(error), true);
  }
}
