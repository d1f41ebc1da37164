// The part of WXML that the sample uses: elements, {{expressions}}, wx:if / wx:elif / wx:else, wx:for, block and include.
import vm from 'node:vm';

/** The elements of a template. */
export function parse(source) {
  const root = { tag: 'root', attributes: {}, children: [] };
  const open = [root];
  const token = /<!--[\s\S]*?-->|<\/([\w-]+)>|<([\w-]+)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(\/?)>|([^<]+)/y;
  while (token.lastIndex < source.length) {
    const at = token.lastIndex;
    const match = token.exec(source);
    if (!match) throw new Error(`not well-formed: ${JSON.stringify(source.slice(at, at + 60))}`);
    const [, closed, opened, attributes, alone, text] = match;
    if (text !== undefined) open.at(-1).children.push(text);
    if (closed !== undefined && open.pop().tag !== closed) throw new Error(`</${closed}> closes nothing`);
    if (opened !== undefined) {
      const element = { tag: opened, attributes: {}, children: [] };
      for (const [, name, value] of attributes.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)) element.attributes[name] = value ?? '{{true}}';
      open.at(-1).children.push(element);
      if (!alone) open.push(element);
    }
  }
  if (open.length > 1) throw new Error(`<${open.at(-1).tag}> is not closed`);
  return root;
}

/** What stands on the screen for `data`: the same tree with every expression answered. `read` gives the template of an include. */
export function render(root, data, read) {
  return { ...root, children: renderAll(root.children, data, read) };
}

function renderAll(children, data, read) {
  const shown = [];
  let taken = false;
  for (const child of children) {
    if (typeof child === 'string') {
      const text = String(answer(child, data) ?? '');
      if (text.trim()) shown.push(text.trim());
      continue;
    }
    const { 'wx:if': first, 'wx:elif': next, 'wx:else': last, 'wx:for': list, ...rest } = child.attributes;
    if (first !== undefined) taken = false;
    if (first !== undefined || next !== undefined || last !== undefined) {
      if (taken || !(last !== undefined || answer(first ?? next, data))) continue;
      taken = true;
    }
    if (list === undefined) shown.push(...renderOne(child, rest, data, read));
    else {
      const { 'wx:for-item': item = 'item', 'wx:for-index': index = 'index', 'wx:key': key, ...own } = rest;
      if (!key) throw new Error(`<${child.tag} wx:for> has no wx:key`);
      for (const [at, value] of (answer(list, data) ?? []).entries()) shown.push(...renderOne(child, own, { ...data, [item]: value, [index]: at }, read));
    }
  }
  return shown;
}

function renderOne({ tag, children }, attributes, data, read) {
  if (tag === 'block') return renderAll(children, data, read);
  if (tag === 'include') return renderAll(read(attributes.src).children, data, read);
  const answered = {};
  for (const [name, value] of Object.entries(attributes)) answered[name] = answer(value, data);
  return [{ tag, attributes: answered, children: renderAll(children, data, read) }];
}

/** A text with its {{expressions}} answered; the value itself where the text is a single one. */
function answer(text, data) {
  const single = /^\s*\{\{((?:(?!\}\}).)*)\}\}\s*$/s.exec(text);
  if (single) return evaluate(single[1], data);
  return text.replace(/\{\{(.*?)\}\}/gs, (_, expression) => evaluate(expression, data) ?? '');
}

function evaluate(expression, data) {
  try {
    return vm.runInNewContext(`(${expression})`, { ...data });
  } catch (error) {
    throw new Error(`{{${expression}}}: ${error.message}`);
  }
}

/** All texts below an element, in order. */
export const textOf = (node) => (typeof node === 'string' ? node : node.children.map(textOf).join(' '));

/** Every element below, depth first. */
export function* elements(node) {
  for (const child of node.children) {
    if (typeof child === 'string') continue;
    yield child;
    yield* elements(child);
  }
}
