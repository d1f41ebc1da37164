import { hash } from 'guanjia/parallel';

import { wentWrong } from './doing';
import { h } from './dom';
import { formWords } from './words/form';

/** What somebody typed, by the names of the fields: `options.0.text` is `{options: [{text}]}`. */
export type Values = { [name: string]: Value };
export type Value = string | Value[] | { [name: string]: Value };

/** A part of a form. */
export type Part = HTMLElement;

interface Look {
  hint?: string;
  /** May be left empty. */
  optional?: boolean;
  /** What stands there before anything was typed. */
  value?: string;
}

const field = (label: string, input: HTMLElement, { hint, optional }: Look): Part => {
  const name = input.getAttribute('name') ?? '';
  input.id = `f-${name}`;
  if (!optional) input.setAttribute('required', '');
  if (hint) input.setAttribute('aria-describedby', `f-${name}-hint`);
  return h('div', { class: 'field' },
    h('label', { for: input.id }, label, optional && h('span', { class: 'note' }, ` ${formWords().optional}`)),
    input,
    hint !== undefined && h('span', { class: 'note', id: `f-${name}-hint` }, hint));
};

/** A line of text. `type` is that of the element: `text`, `date`, `number`, `datetime-local`, `password`. */
export function line(name: string, label: string, { type = 'text', min, max, step, list, ...look }: Look & { type?: string; min?: number | string; max?: number | string; step?: number; list?: string[] } = {}): Part {
  const input = h('input', { name, type, min, max, step, value: look.value ?? '', autocomplete: 'off', spellcheck: 'false', list: list && `f-${name}-list` });
  const part = field(label, input, look);
  if (list) part.append(h('datalist', { id: `f-${name}-list` }, list.map((value) => h('option', { value }))));
  return part;
}

/** A text of several lines. */
export function text(name: string, label: string, { rows = 4, ...look }: Look & { rows?: number } = {}): Part {
  const area = h('textarea', { name, rows }, look.value ?? '');
  return field(label, area, look);
}

/** One of several, in a list that opens. */
export function select(name: string, label: string, options: Record<string, string>, look: Look = {}): Part {
  const input = h('select', { name }, look.optional && h('option', { value: '' }, '—'),
    Object.entries(options).map(([value, said]) => h('option', { value, selected: value === look.value }, said)));
  return field(label, input, look);
}

/** One of a few, all to be seen at once. */
export function choice(name: string, label: string, options: Record<string, string>, look: Look = {}): Part {
  return h('fieldset', { class: 'choices' }, h('legend', {}, label),
    Object.entries(options).map(([value, said]) =>
      h('label', { class: 'choice' }, h('input', { type: 'radio', name, value, required: !look.optional, checked: value === look.value }), said)),
    look.hint !== undefined && h('span', { class: 'note' }, look.hint));
}

/** Any number of several: the value is a list. */
export function several(name: string, label: string, options: Record<string, string>, { value = [], hint }: { value?: string[]; hint?: string } = {}): Part {
  return h('fieldset', { class: 'choices' }, h('legend', {}, label),
    Object.entries(options).map(([option, said]) =>
      h('label', { class: 'choice' }, h('input', { type: 'checkbox', name: `${name}[]`, value: option, checked: value.includes(option) }), said)),
    hint !== undefined && h('span', { class: 'note' }, hint));
}

/** Yes or no: the value is `yes` or nothing. */
export function tick(name: string, label: string, { value, hint }: Look = {}): Part {
  return h('div', { class: 'field' },
    h('label', { class: 'choice' }, h('input', { type: 'checkbox', name, value: 'yes', checked: value === 'yes' }), label),
    hint !== undefined && h('span', { class: 'note' }, hint));
}

/** The same fields as often as needed: the value is a list. What `make` is given begins each of their names. */
export function rows(name: string, label: string, make: (prefix: string, place: number) => Part[], { least = 1, add, value = least }: { least?: number; add: string; value?: number }): Part {
  const t = formWords();
  const list = h('div', { class: 'rows' });
  let next = 0;
  const put = () => {
    const place = next++;
    const row = h('fieldset', { class: 'rowset', 'data-row': String(place) },
      h('legend', {}, `${label} ${list.childElementCount + 1}`),
      make(`${name}.${place}.`, place),
      h('button', { type: 'button', class: 'plain', onclick: () => { row.remove(); group.dispatchEvent(new Event('input', { bubbles: true })); } }, t.remove));
    list.append(row);
    return row;
  };
  const group = h('div', { class: 'group', 'data-rows': name }, list,
    h('button', { type: 'button', onclick: () => { put().querySelector<HTMLElement>('input, textarea, select')?.focus(); } }, add));
  for (let made = 0; made < value; made += 1) put();
  // A draft that is brought back asks for the rows that it had.
  group.addEventListener('rows', (event) => {
    const places = (event as CustomEvent<number[]>).detail;
    if (places.length === 0) return;
    while (next <= Math.max(...places)) put();
    for (const row of [...list.children]) if (!places.includes(Number((row as HTMLElement).dataset['row']))) row.remove();
  });
  return group;
}

/** Files of which the record gets the digest: photographs of a notice board, say. The value is a list of digests. */
export function evidence(name: string, label: string, { hint, optional }: Look = {}): Part {
  const t = formWords();
  const list = h('ul', { class: 'evidence' });
  const show = (digest: string, said: string) => list.append(h('li', {}, h('input', { type: 'hidden', name: `${name}[]`, value: digest, 'data-said': said }), said, ' ', h('code', {}, digest.slice(0, 8))));
  const input = h('input', { type: 'file', multiple: true, id: `f-${name}`, required: !optional, onchange: async () => {
    for (const file of input.files ?? []) show(hash(await file.arrayBuffer()), file.name);
    input.required = false;
    group.dispatchEvent(new Event('input', { bubbles: true }));
  } });
  const group = h('div', { class: 'field', 'data-evidence': name }, h('label', { for: `f-${name}` }, label), input, list, h('span', { class: 'note' }, hint ?? t.evidence));
  group.addEventListener('evidence', (event) => {
    for (const [digest, said] of (event as CustomEvent<[string, string][]>).detail) show(digest, said);
    input.required = !optional && list.childElementCount === 0;
  });
  return group;
}

/** Drafts of which something is being made: a form that is shown again by that begins anew. */
const used = new Set<string>();

/** A part that is folded away until asked for, or as long as something typed in it is not done. */
export function fold(summary: string, ...content: (HTMLElement | string | null | undefined | false)[]): HTMLDetailsElement {
  const has = (what: string) => content.some((part) => part instanceof HTMLElement && (part.matches(what) || part.querySelector(what) !== null));
  const details = h('details', { class: has('form') ? 'fold no-print' : 'fold', open: has('form[data-kept]') }, h('summary', {}, summary), content);
  // A field that is folded away cannot say that it is empty.
  details.addEventListener('invalid', () => { details.open = true; }, true);
  return details;
}

/** A form that keeps what is typed on this device until it is done, and tells what went wrong beside it. */
export function form({ draft, parts, submit, done, cancel }: {
  /** Under what the draft is kept; unique for the record and what the form is about. */
  draft: string;
  parts: (Part | string | false | null | undefined)[];
  submit: string;
  /** What is done with it; throws what went wrong, and is false where whoever typed wants to go on typing. */
  done: (values: Values) => Promise<void | false> | void;
  cancel?: HTMLElement;
}): HTMLFormElement {
  const key = `draft/${draft}`;
  const said = h('div', { 'aria-live': 'assertive' });
  const button = h('button', { class: 'main' }, submit);
  const element = h('form', { class: 'sheet', novalidate: false, onsubmit: async (event: SubmitEvent) => {
    event.preventDefault();
    said.replaceChildren();
    used.add(key);
    try {
      if (await done(values(element)) === false) return;
      localStorage.removeItem(key);
    } catch (error) {
      said.replaceChildren(wentWrong(error));
      said.scrollIntoView({ block: 'nearest' });
    } finally {
      used.delete(key);
    }
  } }, parts.map((part) => (typeof part === 'string' ? h('p', {}, part) : part)), said, h('p', { class: 'row' }, button, cancel));
  if (!used.has(key)) restore(element, key);
  element.addEventListener('input', () => localStorage.setItem(key, JSON.stringify(fields(element))));
  return element;
}

type Typed = [name: string, value: string, said?: string][];

/** Every field as it stands. */
function fields(element: HTMLFormElement): Typed {
  return [...element.elements].flatMap((input): Typed => {
    if (!(input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement || input instanceof HTMLSelectElement) || input.name === '') return [];
    if (input instanceof HTMLInputElement && (input.type === 'radio' || input.type === 'checkbox') && !input.checked) return [];
    return [[input.name, input.value, input.dataset['said']]];
  });
}

function restore(element: HTMLFormElement, key: string): void {
  const stored = localStorage.getItem(key);
  if (stored === null) return;
  element.dataset['kept'] = '';
  const typed = JSON.parse(stored) as Typed;
  const names = new Set(typed.map(([name]) => name));
  // Outer rows first: inner ones are made by them.
  for (let depth = 0; depth < 3; depth += 1) {
    for (const group of element.querySelectorAll<HTMLElement>('[data-rows]')) {
      const prefix = `${group.dataset['rows']}.`;
      const places = [...names].filter((name) => name.startsWith(prefix)).map((name) => Number(name.slice(prefix.length).split('.', 1)[0]));
      group.dispatchEvent(new CustomEvent('rows', { detail: places }));
    }
  }
  for (const group of element.querySelectorAll<HTMLElement>('[data-evidence]')) {
    group.dispatchEvent(new CustomEvent('evidence', { detail: typed.filter(([name]) => name === `${group.dataset['evidence']}[]`).map(([, value, said]) => [value, said ?? '']) }));
  }
  for (const input of element.elements) {
    if (!(input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement || input instanceof HTMLSelectElement) || input.name === '' || input.type === 'hidden') continue;
    if (input instanceof HTMLInputElement && (input.type === 'radio' || input.type === 'checkbox')) input.checked = typed.some(([name, value]) => name === input.name && value === input.value);
    else input.value = typed.find(([name]) => name === input.name)?.[1] ?? input.value;
  }
}

/** What a form holds, nested by the dots of its names; rows that were taken out leave no gap. Lists end in `[]`. */
export function values(element: HTMLFormElement): Values {
  const found: Values = {};
  for (const [name, value] of fields(element)) {
    const path = name.replace(/\[\]$/, '').split('.');
    const last = path.pop() ?? '';
    let at = found;
    for (const step of path) at = (at[step] ??= {}) as Values;
    if (name.endsWith('[]')) ((at[last] ??= []) as Value[]).push(value.trim());
    else if (value.trim() !== '') at[last] = value.trim();
  }
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, listed(value)]));
}

function listed(value: Value): Value {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(listed);
  const members = Object.entries(value).map(([name, inner]) => [name, listed(inner)] as const);
  return members.length > 0 && members.every(([name]) => /^\d+$/.test(name)) ? members.sort(([a], [b]) => Number(a) - Number(b)).map(([, inner]) => inner) : Object.fromEntries(members);
}
