import { actAs, actor, keysOf, turnClock } from './act';
import { h } from './dom';
import { keptOf, opened } from './library';
import { route } from './router';
import { sentence, speak, spoken, words } from './words';

/** What is around every page: the way home, the language, the size of type, and somebody who reads aloud. */
export function frame(app: HTMLElement): void {
  const t = words();
  document.documentElement.lang = spoken() === 'zh' ? 'zh-CN' : 'en';
  document.documentElement.classList.toggle('big', localStorage.getItem('big') === 'yes');
  const big = document.documentElement.classList.contains('big');
  const main = h('main', { id: 'content', tabindex: -1 });
  const again = (button: Element) => {
    const place = [...app.querySelectorAll('header button')].indexOf(button);
    frame(app);
    app.querySelectorAll<HTMLElement>('header button')[place]?.focus();
    route();
  };
  const language = async ({ currentTarget }: Event) => {
    try {
      await speak(spoken() === 'zh' ? 'en' : 'zh');
    } catch {
      return say(t.english_not_fetched, true);
    }
    again(currentTarget as Element);
  };
  const size = ({ currentTarget }: Event) => {
    localStorage.setItem('big', big ? 'no' : 'yes');
    again(currentTarget as Element);
  };
  app.replaceChildren(
    h('a', { class: 'skip', href: '#content', onclick: (event: MouseEvent) => { event.preventDefault(); main.focus(); } }, t.skip),
    h('header', {},
      h('a', { class: 'name', href: '#/' }, t.title),
      h('nav', { 'aria-label': t.title },
        h('button', { class: 'plain', lang: spoken() === 'zh' ? 'en' : 'zh-CN', onclick: language }, t.language),
        h('button', { class: 'plain', 'aria-pressed': String(big), onclick: size }, big ? t.normal : t.big),
        'speechSynthesis' in window && aloud(main))),
    h('div', { id: 'places' }),
    h('div', { id: 'said', role: 'status' }),
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

/** Shows in place of a page how much of its record is opened, from 0 to 1. */
export function opening(share: number): void {
  const t = words();
  const main = document.querySelector('main');
  const bar = main?.querySelector('progress') ?? h('progress', { max: 1, 'aria-label': t.loading });
  bar.value = share;
  if (!bar.isConnected) main?.replaceChildren(h('p', {}, t.loading), bar);
}

/** The ways within a record, and who acts on it: shown above its every page. What only the record itself says is left out until it is opened. */
export async function places(view: string, id: string, whole: boolean): Promise<HTMLElement | null> {
  const t = words();
  const kept = id === '' ? undefined : await keptOf(id);
  if (!kept) return null;
  const held = await keysOf(id);
  const by = await actor(id);
  const summary = whole && held.length > 0 ? (await opened(id))?.hall.summary() : undefined;
  const way = (to: string, label: string) => h('a', { href: `#/${to}/${id}`, 'aria-current': to === view && 'page' }, label);
  const whoIs = (handle: string) => {
    const office = summary?.offices.find((one) => one.office === handle && one.in_force);
    return office ? t.named(office.roles.map((role) => t.role[role]).join('、'), handle) : handle;
  };
  const who = h('select', { id: 'acting', onchange: () => { actAs(id, who.value); return route(); } },
    held.map(({ handle }) => h('option', { value: handle, selected: handle === by?.handle }, whoIs(handle))));
  return h('section', { 'aria-label': t.desk, class: `places${kept.practice ? ' practice' : ''}` },
    h('nav', { class: 'row', 'aria-label': kept.name },
      h('strong', {}, kept.name),
      way('desk', t.desk), way('record', t.record), way('mine', t.mine), way('audit', t.audit)),
    held.length > 0 && h('p', { class: 'row acting' }, h('label', { for: 'acting' }, t.acting), held.length > 1 ? who : h('strong', {}, whoIs(held[0]?.handle ?? ''))),
    kept.practice && clock(id, summary));
}

/** The clock of a record for practice, which whoever practises turns by hand. */
function clock(id: string, { now, zone }: { now?: number; zone: number } = { zone: 0 }): HTMLElement {
  const t = words();
  const shown = now === undefined ? '' : new Date((now + zone * 60) * 1000).toISOString().slice(0, 16);
  const input = h('input', { type: 'datetime-local', id: 'clock', value: shown, min: shown, disabled: now === undefined });
  return h('form', { class: 'row', onsubmit: async (event: SubmitEvent) => {
    event.preventDefault();
    try {
      await turnClock(id, Date.parse(`${input.value}Z`) / 1000 - zone * 60);
      say(t.clock_turned(input.value.replace('T', ' ')));
      await route();
    } catch (error) {
      say(sentence(error), true);
    }
  } }, h('strong', {}, t.practice), h('label', { for: 'clock' }, t.clock), input, h('button', { disabled: now === undefined }, t.turn));
}

/** Tells what was done, above the page, until something else is said. */
export function say(text: string, bad = false): void {
  document.getElementById('said')?.replaceChildren(h('p', { class: bad ? 'bad' : 'good' }, h('span', { 'aria-hidden': 'true' }, bad ? '✗ ' : '✓ '), text));
}

