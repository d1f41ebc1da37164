type Child = Node | string | number | null | undefined | false;
type Attributes = Record<string, string | number | boolean | undefined | ((event: never) => void)>;

/** An element. Attributes that begin with `on` are listeners; text is never read as markup. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes?: Attributes, ...children: (Child | Child[])[]): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children);
}

/** The same for a picture in SVG. */
export function s<K extends keyof SVGElementTagNameMap>(tag: K, attributes?: Attributes, ...children: (Child | Child[])[]): SVGElementTagNameMap[K] {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function fill<E extends Element>(element: E, attributes: Attributes = {}, children: (Child | Child[])[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), going(element, value as (event: Event) => unknown));
    else if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  for (const child of children.flat()) if (child !== null && child !== undefined && child !== false) element.append(child instanceof Node ? child : String(child));
  return element;
}

/** What is begun by a tap or by sending a form, and does not begin a second time before it is over. */
const BEGUN = ['click', 'submit'];

/** A listener whose element is marked for as long as what it began goes on. */
function going(element: Element, listener: (event: Event) => unknown): EventListener {
  return (event) => {
    if (BEGUN.includes(event.type) && element.hasAttribute('data-going')) return event.preventDefault();
    const began = listener(event);
    if (!(began instanceof Promise)) return;
    element.setAttribute('data-going', '');
    began.finally(() => element.removeAttribute('data-going'));
  };
}

/** What is wrong or does not count, told by a mark as well as by its colour. */
export function cross(...said: Child[]): HTMLElement {
  return h('p', { class: 'bad' }, h('span', { 'aria-hidden': 'true' }, '✗ '), said);
}

/** Something wider than a phone, such as a table: scrolled by itself, also by keyboard. */
export function wide(label: string, ...content: Child[]): HTMLElement {
  return h('div', { class: 'wide', tabindex: 0, role: 'region', 'aria-label': label }, content);
}

/** Lets somebody keep a text as a file. */
export function save(name: string, text: string | Blob, type = 'text/plain'): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A button that lets somebody choose a file. */
export function chooser(label: string, accept: string, chosen: (file: File) => void, kind = 'button'): HTMLElement {
  const changed = () => {
    const [file] = input.files ?? [];
    input.value = '';
    if (file) chosen(file);
  };
  const input = h('input', { type: 'file', accept, class: 'hidden', onchange: changed });
  return h('label', { class: kind }, label, input);
}
