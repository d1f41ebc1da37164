import { h } from './dom';
import { sessionWords } from './words/session';

/** A clock for whoever speaks, which goes on over a reload of the page. The time is the page's; nothing of it goes on the record. */
export function speakersClock(name: string): HTMLElement {
  const t = sessionWords();
  const key = `clock/${name}`;
  const each = h('input', { id: 'each', type: 'number', min: 1, max: 60, value: localStorage.getItem('clock/each') ?? '3', onchange: () => localStorage.setItem('clock/each', each.value) });
  const shown = h('p', { class: 'clock', role: 'timer' });
  // A voice would read every second; it is told of the end only.
  const told = h('p', { role: 'status' });
  const ends = () => Number(sessionStorage.getItem(key));
  const show = () => {
    const left = Math.ceil((ends() - Date.now()) / 1000);
    const running = ends() > 0;
    shown.textContent = running && left > 0 ? t.seconds(left) : running ? t.over : '';
    shown.classList.toggle('over', running && left <= 0);
    if (running && left <= 0 && told.textContent === '') told.textContent = t.over;
    button.textContent = running ? t.stop : t.start;
  };
  const button: HTMLElement = h('button', { type: 'button', onclick: () => {
    if (ends() > 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, String(Date.now() + Number(each.value) * 60_000));
    told.textContent = '';
    show();
  } });
  const turning = setInterval(() => {
    if (element.isConnected) show();
    else if (!document.querySelector('main[aria-busy]')) clearInterval(turning); // it is not only laid out yet
  }, 250);
  const element = h('div', { class: 'no-print' },
    shown,
    h('div', { class: 'row' }, h('label', { for: 'each' }, t.minutes_each), each, button),
    h('div', { class: 'hidden' }, told));
  show();
  return element;
}

/** Whoever spoke last has done so: the clock stands still for the next. */
export function stopClock(name: string): void {
  sessionStorage.removeItem(`clock/${name}`);
}
