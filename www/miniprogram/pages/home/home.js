const page = require('../../services/page');
const me = require('../../services/me');
const store = require('../../services/store');

page({
  data: { community: '', household: '', votes: [], posted: [], receipts: [] },
  glance() {
    const receipts = store.receipts();
    this.setData({ receipts: Object.keys(receipts).map((leaf) => ({ leaf, title: receipts[leaf].title })) });
  },
  show(hall) {
    const { name, sessions } = hall.summary();
    const votes = hall.standing(me.handle).motions.filter((motion) => motion.may_vote);
    this.setData({
      community: name || '',
      household: me.handle,
      votes: votes.map(({ leaf, session, title }) => ({ leaf, session, title: title.zh })),
      posted: sessions.map(({ id, title, state }) => ({ id, title: title || id, state: state.zh })),
    });
  },
  bigger() {
    const big = !this.data.big;
    store.keepBig(big ? 'on' : 'off');
    this.setData({ big });
  },
  go({ currentTarget }) {
    wx.navigateTo({ url: currentTarget.dataset.url });
  },
});
