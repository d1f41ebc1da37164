import { day } from '../../dates';
import { h } from '../../dom';
import { opened } from '../../library';
import { conventionWords } from '../../words/convention';
import { elsewhere } from '../home';
import { articleText, currentOf } from './parts';

/** 读公约: what holds, or is to be agreed, in big type and for printing. */
export async function read(id = '', name = ''): Promise<HTMLElement> {
  const record = await opened(id);
  if (!record) return elsewhere();
  const t = conventionWords();
  const view = record.hall.convention(name);
  const holds = view.in_force ?? view.promulgated;
  const text = holds?.text ?? currentOf(view)?.text;
  return h('article', { class: 'reading' },
    h('h1', { lang: 'zh-CN' }, text?.title ?? name),
    h('p', { class: 'state', lang: 'zh-CN' }, record.kept.name),
    holds
      ? h('p', {}, [t.promulgated(day(holds.promulgation.promulgated)), t.holds(day(holds.promulgation.in_force)), t.look_again(day(holds.promulgation.review))].join(t.between_words))
      : h('p', { class: 'bad' }, t.not_promulgated),
    (text?.articles ?? []).map((article) => h('div', { class: 'article' }, articleText(article, 'h2'))),
    h('p', { class: 'row no-print' },
      h('button', { class: 'main', onclick: () => window.print() }, t.print),
      h('a', { class: 'button', href: `#/convention/${id}/${name}` }, t.back)));
}
