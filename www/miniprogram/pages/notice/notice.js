const page = require('../../services/page');
const me = require('../../services/me');
const { words } = require('../../words');
const { span } = require('../../services/time');

page({
  data: { session: '', when: '', venue: '', rule: '', items: [], votes: [] },
  show(hall) {
    const { id, call, rule, agenda } = hall.session(this.query.session);
    const { motions } = hall.standing(me.handle);
    this.setData({
      session: id,
      when: span(call.when, words.notice.until),
      venue: words.venue[call.venue] || '',
      rule: rule.zh,
      items: agenda ? agenda.items.map(({ no, title }) => ({ no, title })) : [],
      votes: motions.filter((motion) => motion.session === id && motion.may_vote).map(({ leaf, title }) => ({ leaf, title: title.zh })),
    });
  },
  vote({ currentTarget }) {
    wx.navigateTo({ url: `/pages/vote/vote?motion=${currentTarget.dataset.motion}` });
  },
});
