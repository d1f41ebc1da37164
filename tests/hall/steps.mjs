// What journeys have in common: the steps that somebody takes on a page, whatever it is about.
import assert from 'node:assert/strict';
import { actAs, confirm, go, settled, told } from './hall.mjs';

/** Something photographed. */
export const PHOTO = { name: 'board.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('a photograph') };

/** Shows the page anew, as after a battery ran out. */
export async function reload(page) {
  await page.reload();
  await settled(page);
}

/** Opens what is folded within a part of a page. */
export async function unfold(part) {
  const fold = part.locator('details').first();
  if (await fold.count() > 0 && !(await fold.evaluate((details) => details.open))) await fold.locator('summary').first().click();
}

/** The field of a form by its name, and what kind of one it is; of several choices the one that is meant. */
async function field(form, name, value) {
  const one = form.locator(`[name="${name}"]`).last();
  const kind = await one.evaluate((input) => (input.tagName === 'SELECT' ? 'select' : input.type));
  return { kind, one: ['radio', 'checkbox'].includes(kind) && value !== true ? form.locator(`[name="${name}"][value="${value}"]`) : one };
}

/** Fills the fields of a form: texts and choices by what they are to say, `true` for a tick, a file for evidence. */
export async function fill(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'object') {
      await form.locator(`#f-${name}`).setInputFiles(value);
      await form.locator('.evidence li').first().waitFor();
      continue;
    }
    const { kind, one } = await field(form, name, value);
    if (kind === 'select') await one.selectOption(value);
    else if (kind === 'radio' || kind === 'checkbox') await one.check();
    else await one.fill(value);
  }
}

/** Finds everything that was filled in as it was. */
export async function stands(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'object') {
      assert.ok(await form.locator('.evidence li').count() > 0, `${name} is still there`);
      continue;
    }
    const { kind, one } = await field(form, name, value);
    if (kind === 'radio' || kind === 'checkbox') assert.ok(await one.isChecked(), `${name} is still there`);
    else assert.equal(await one.inputValue(), value, `${name} is still there`);
  }
}

/** Fills a form, shows the page anew, and finds everything as it was. */
export async function typed(page, form, fields) {
  await fill(form, fields);
  await reload(page);
  await stands(form, fields);
}

/** Presses the button that does it, says yes where it is asked once more, and waits until it is told that it was done. */
export async function done(page, form) {
  await told(page, async () => {
    await form.locator('button.main').last().click();
    const dialog = page.locator('dialog');
    const wrong = form.locator('[role=alert]');
    await dialog.or(page.locator('#said .good')).or(wrong).first().waitFor();
    if (await dialog.count() > 0) await confirm(page);
    await page.locator('#said .good').or(wrong).first().waitFor();
    assert.deepEqual(await wrong.allTextContents(), [], 'nothing went wrong');
  });
}

/** Takes a step that the record says may come next; what is typed for it outlasts a reload. */
export async function take(page, step, fields = {}) {
  const part = page.locator(`[data-step="${step}"]`);
  await part.waitFor();
  await unfold(part);
  if (Object.keys(fields).length > 0) await typed(page, part, fields);
  await done(page, part);
}

/** Attests all that waits for somebody. */
export async function attest(page, id, as) {
  await actAs(page, id, as);
  await go(page, `#/waiting/${id}`);
  const waiting = page.locator('[data-waiting=attest]');
  await waiting.first().waitFor();
  while (await waiting.count() > 0) await done(page, waiting.first());
}

/** Posts something with a photograph; the name of the post. */
export async function post(page, id, as, subject, fields = {}) {
  await actAs(page, id, as);
  await go(page, `#/posts/${id}/new/${subject}`);
  const form = page.locator('form.sheet');
  await typed(page, form, { ...fields, evidence: PHOTO });
  assert.match(await form.locator('p.lead[aria-live]').textContent(), /\d/, 'the last day is said before it is posted');
  const name = await form.locator('[name=post]').inputValue();
  await done(page, form);
  return name;
}

/** The form that is folded away under a heading, opened. */
export async function under(page, heading, within = page.locator('main')) {
  const fold = within.locator('details.fold', { has: page.locator('summary', { hasText: heading }) }).last();
  if (!await fold.evaluate((details) => details.open)) await fold.locator('summary').click();
  return fold.locator('form');
}

/** Freezes a base of a register, as the committee. */
export async function freeze(page, id, register, base) {
  await actAs(page, id, 'committee');
  await go(page, `#/register/${id}`);
  const form = page.locator('form:has([name=everyone])');
  await typed(page, form, { register, base });
  await done(page, form);
  await page.locator(`[data-base="${base}"]`).waitFor();
}
