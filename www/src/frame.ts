import { h } from './dom';
import { route } from './router';
import { speak, spoken, words } from './words';

/** What is around every page: the way home, the language, the size of type, and somebody who reads aloud. */
export function frame(app: HTMLElement): void {
  const t = words();
  document.documentElement.lang = spoken() === 'zh' ? 'zh-CN' : 'en';
  document.documentElement.classList.toggle('big', localStorage.getItem('big') === 'yes');
  const big = document.documentElement.classList.contains('big');
  const main = h('main', { id: 'content', tabindex: -1 }, h('p', {}, t.loading));
  const again = (event: Event) => {
    const place = [...app.querySelectorAll('header button')].indexOf(event.currentTarget as Element);
    frame(app);
    app.querySelectorAll<HTMLElement>('header button')[place]?.focus();
    route();
  };
  const language = (event: Event) => {
    speak(spoken() === 'zh' ? 'en' : 'zh');
    again(event);
  };
  const size = (event: Event) => {
    localStorage.setItem('big', big ? 'no' : 'yes');
    again(event);
  };
  app.replaceChildren(
    h('a', { class: 'skip', href: '#content', onclick: (event: MouseEvent) => { event.preventDefault(); main.focus(); } }, t.skip),
    h('header', {},
      h('a', { class: 'name', href: '#/' }, t.title),
      h('nav', { 'aria-label': t.title },
        h('button', { class: 'plain', lang: spoken() === 'zh' ? 'en' : 'zh-CN', onclick: language }, t.language),
        h('button', { class: 'plain', 'aria-pressed': String(big), onclick: size }, big ? t.normal : t.big),
        'speechSynthesis' in window && aloud(main))),
    main,
    h('footer', {}, t.local));
}

/** Reads the page aloud, and stops when asked again. */
function aloud(main: HTMLElement): HTMLElement {
  const button = h('button', { class: 'plain', onclick: () => {
    if (speechSynthesis.speaking) return speechSynthesis.cancel();
    const text = new SpeechSynthesisUtterance(main.innerText);
    text.lang = document.documentElement.lang;
    text.onend = () => { button.textContent = words().read; };
    speechSynthesis.speak(text);
    button.textContent = words().silent;
  } }, words().read);
  return button;
}
