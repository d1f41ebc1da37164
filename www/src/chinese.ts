import { spoken } from './words';

/** Chinese, with the digits, signs and blanks within it, and the quotation mark that opens it. */
const CHINESE = /“?\p{Script=Han}(?:[\p{Script=Han}\p{P}\p{S}\p{N}\s]*[\p{Script=Han}\p{P}])?/gu;
const HAN = /\p{Script=Han}/u;

/** Keeps Chinese words in the English page marked as such, so that they are read aloud, hyphenated and drawn as Chinese: records are written in it. */
export function markChinese(page: HTMLElement): void {
  new MutationObserver((changes) => {
    if (spoken() === 'zh') return;
    for (const { target, addedNodes } of changes) for (const node of addedNodes.length > 0 ? addedNodes : [target]) mark(node);
  }).observe(page, { childList: true, subtree: true, characterData: true });
}

function mark(root: Node): void {
  if (!root.isConnected) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let node: Node | null = root instanceof Text ? root : walker.nextNode(); node; node = walker.nextNode()) if (node instanceof Text && HAN.test(node.data)) found.push(node);
  found.forEach(wrap);
}

/** A text that is all Chinese marks its element; within another language the Chinese gets an element of its own, where there may be one. */
function wrap(text: Text): void {
  const parent = text.parentElement;
  if (!parent || parent.closest('[lang|="zh"], textarea')) return;
  const whole = parent.childNodes.length === 1 && text.data.replace(CHINESE, '').trim() === '';
  if (whole || parent instanceof HTMLOptionElement || parent instanceof SVGElement) return parent.setAttribute('lang', 'zh-CN');
  const pieces: (string | HTMLElement)[] = [];
  let from = 0;
  for (const { 0: words, index } of text.data.matchAll(CHINESE)) {
    const span = document.createElement('span');
    span.lang = 'zh-CN';
    span.textContent = words;
    pieces.push(text.data.slice(from, index), span);
    from = index + words.length;
  }
  text.replaceWith(...pieces, text.data.slice(from));
}
