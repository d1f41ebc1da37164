import type { SessionView } from 'guanjia/parallel';

import { h, s } from './dom';
import type { Posted } from './questions';
import { sessionWords } from './words/session';
import { sessionsWords } from './words/sessions';

/** Whether enough have come, by the session's rule: in colour, shape, numbers and words. Nothing where to vote is to attend. */
export function quorumLight(view: SessionView, posted?: Posted): HTMLElement {
  const t = sessionWords();
  const { quorum, call } = view;
  if (!quorum) return h('p', { class: 'note' }, t.by_voting);
  const met = quorum.have >= quorum.need;
  const asked = posted?.notice.stakeholders;
  const shares: Record<string, string> = sessionsWords().shares;
  return h('section', { class: `light ${met ? 'good' : 'bad'}` },
    s('svg', { viewBox: '0 0 40 40', 'aria-hidden': 'true' },
      met ? s('circle', { cx: 20, cy: 20, r: 18 }) : s('path', { d: 'M13 2h14l11 11v14l-11 11h-14l-11-11v-14z' }),
      s('path', { class: 'sign', d: met ? 'M11 21l6 6 12-14' : 'M13 13l14 14M27 13l-14 14' })),
    h('div', {},
      h('p', { class: 'large' }, t.quorum(call.convened.length, quorum.have, quorum.need)),
      h('p', {}, met ? t.quorum_ok : t.quorum_fail),
      asked && h('p', { class: 'note' }, t.stake(view.stakeholders_present, Object.keys(view.present).length, shares[asked.share.join('/')] ?? asked.share.join('/')))));
}
