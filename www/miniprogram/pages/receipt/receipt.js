const guanjia = require('guanjia');
const page = require('../../services/page');
const host = require('../../services/host');
const { open, outdated, trusted } = require('../../services/hall');
const me = require('../../services/me');
const store = require('../../services/store');
const { words, say } = require('../../words');

page({
  // Checking needs no network: the receipt, the package, and the key that came with this program.
  needs: 'library',
  data: { title: '', text: '', code: '', place: '', good: '' },

  show() {
    const kept = store.receipts()[this.query.motion];
    if (kept) this.present(kept);
  },

  present({ title, text }) {
    const { index, entry } = guanjia.verifyReceipt(text, trusted());
    this.setData({
      title,
      text,
      code: say(words.ballot.receipt, { code: entry.leaf.slice(0, 12) }),
      place: say(words.receipt.place, { n: index }),
    });
  },

  write({ detail }) {
    this.setData({ text: detail.value, good: '' });
  },

  check() {
    this.setData({ good: '' });
    return this.attempt(async () => {
      const { index } = guanjia.verifyReceipt(this.data.text, trusted());
      this.setData({ good: say(words.receipt.good, { n: index }) });
    });
  },

  /** Another receipt of the same ballot, where this phone lost the first. */
  again() {
    return this.attempt(async () => {
      outdated();
      const { motions } = (await open()).standing(me.handle);
      const { title, ballot } = motions.find(({ leaf }) => leaf === this.query.motion) || {};
      if (!ballot) return this.setData({ place: words.receipt.none });
      const { receipt } = await host.receipt(ballot.entry);
      this.present({ title: title.zh, text: receipt });
      return store.keepReceipt(this.query.motion, { title: title.zh, text: receipt });
    });
  },

  copy() {
    wx.setClipboardData({ data: this.data.text });
  },
});
