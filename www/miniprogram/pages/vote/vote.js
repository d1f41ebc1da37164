const guanjia = require('guanjia');
const page = require('../../services/page');
const host = require('../../services/host');
const { open, outdated, trusted } = require('../../services/hall');
const me = require('../../services/me');
const { isRefusal } = require('../../services/problem');
const store = require('../../services/store');
const { span } = require('../../services/time');
const { words, say } = require('../../words');

page({
  data: { title: '', text: '', window: '', numbers: '', named: false, choices: [], chosen: '', confirm: '', refusal: '', voted: false, unsent: '' },

  show(hall) {
    const leaf = this.query.motion;
    const mine = hall.standing(me.handle).motions.find((motion) => motion.leaf === leaf);
    const { question, entitled, participating } = hall.motion(leaf);
    const choices = question.options.map(({ id, text }) => ({ id, text: text.zh }));
    choices.push({ id: 'abstain', text: words.ballot.abstain });
    this.setData({
      title: question.title.zh,
      text: question.text.zh,
      window: span(mine && mine.when, words.notice.until),
      numbers: say(words.ballot.entitled, { n: entitled.heads, k: participating }),
      named: question.secrecy === 'named',
      choices,
      voted: Boolean(mine && mine.ballot),
      refusal: mine ? (mine.may_vote ? '' : mine.refusal.zh) : words.ballot.not_listed,
    });
    this.settle(store.pending(leaf), store.draft(leaf));
  },

  /** What was chosen before, or signed and not yet acknowledged, is there again. */
  settle(pending, draft) {
    const chosen = pending ? pending.choice : draft || '';
    const choice = this.data.choices.find(({ id }) => id === chosen);
    this.setData({
      chosen: choice ? chosen : '',
      confirm: choice && !pending ? say(words.ballot.confirm, { c: choice.text }) : '',
      unsent: choice && pending ? say(words.ballot.signed, { c: choice.text }) : '',
    });
  },

  choose({ currentTarget }) {
    const { id } = currentTarget.dataset;
    return this.attempt(async () => {
      this.settle(undefined, id);
      store.keepDraft(this.query.motion, id);
    });
  },

  back() {
    store.keepDraft(this.query.motion, undefined);
    this.settle(undefined, '');
  },

  cast() {
    return this.attempt(async () => {
      const leaf = this.query.motion;
      const hall = await open();
      const pending = store.pending(leaf) || this.sign(hall, leaf);
      this.settle(pending);
      await this.deliver(leaf, pending);
    });
  },

  sign(hall, leaf) {
    const { chosen } = this.data;
    const choice = chosen === 'abstain' ? 'abstain' : { option: chosen };
    // The host's time: a phone's own clock may be wrong.
    const { jws } = hall.sign({ kind: 'ballot', re: leaf, choice }, me.key().seed, hall.summary().now);
    const pending = { jws, choice: chosen, title: this.data.title };
    store.keepPending(leaf, pending);
    return pending;
  },

  async deliver(leaf, pending) {
    let answer;
    try {
      answer = await host.append(pending.jws);
    } catch (error) {
      if (isRefusal(error)) {
        store.keepPending(leaf, undefined);
        this.settle(undefined, pending.choice);
        outdated();
      }
      throw error;
    }
    guanjia.verifyReceipt(answer.receipt, trusted());
    store.keepReceipt(leaf, { title: pending.title, text: answer.receipt });
    store.keepPending(leaf, undefined);
    store.keepDraft(leaf, undefined);
    outdated();
    wx.redirectTo({ url: `/pages/receipt/receipt?motion=${leaf}` });
  },

  receipt() {
    wx.redirectTo({ url: `/pages/receipt/receipt?motion=${this.query.motion}` });
  },
});
