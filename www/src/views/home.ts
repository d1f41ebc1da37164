import { chooser, h } from '../dom';
import { take } from '../library';
import { go, route, trouble } from '../router';
import { all, forget } from '../shelf';
import { words } from '../words';

/** The first page: open a bundle, the sample, or a record that is on this device. */
export async function home(): Promise<HTMLElement> {
  const t = words();
  const records = await all();
  const said = h('div', { 'aria-live': 'polite' });
  const open = async (bundle: Blob | Promise<Blob>) => {
    said.replaceChildren(h('p', { class: 'note' }, t.loading));
    try {
      const record = await take(await bundle);
      await go('audit', record.id);
    } catch (error) {
      said.replaceChildren(trouble(error, () => { said.replaceChildren(); input?.focus(); }, t.failed, t.close));
    }
  };
  const choose = chooser(t.open, '.bundle,text/plain', (file) => open(file), 'button main');
  const input = choose.querySelector('input');
  const drop = h('section', { class: 'drop' },
    choose,
    h('p', { class: 'note' }, t.open_hint));
  drop.addEventListener('dragover', (event) => event.preventDefault());
  drop.addEventListener('drop', (event) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) open(file);
  });
  return h('article', {},
    h('h1', {}, t.title),
    h('p', { class: 'lead' }, t.home_lead),
    drop,
    h('section', {},
      h('button', { onclick: () => open(sample()) }, t.sample),
      h('p', { class: 'note' }, t.sample_note)),
    h('section', {},
      h('a', { class: 'button', href: '#/found' }, t.found),
      h('p', { class: 'note' }, t.found_note)),
    h('section', {},
      h('a', { class: 'button', href: '#/scan' }, t.scan),
      h('p', { class: 'note' }, t.scan_note)),
    said,
    h('section', {},
      h('h2', {}, t.shelf),
      records.length === 0 && h('p', { class: 'note' }, t.shelf_empty),
      h('ul', { class: 'cards' }, records.map((record) =>
        h('li', {},
          h('h3', {}, record.name),
          h('p', { class: 'note' }, `${t.entries(record.size)} · ${t.root} `, h('code', {}, record.root.slice(0, 8))),
          h('div', { class: 'row' },
            h('a', { class: 'button', href: `#/record/${record.id}` }, t.record),
            h('a', { class: 'button', href: `#/audit/${record.id}` }, t.audit),
            h('a', { class: 'button', href: `#/mine/${record.id}` }, t.mine),
            h('button', { class: 'plain', onclick: () => confirm(t.forget_sure(record.name)) && forget(record.id).then(route) }, t.forget)))))));
}

/** The first page, when an address names a record that is not on this device. */
export async function elsewhere(): Promise<HTMLElement> {
  const page = await home();
  page.querySelector('h1')?.after(h('p', { class: 'bad', role: 'alert' }, words().not_here));
  return page;
}

async function sample(): Promise<Blob> {
  const response = await fetch('./luoqisi.bundle');
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return response.blob();
}
