const guanjia = require('guanjia');
const page = require('../../services/page');
const host = require('../../services/host');
const { trusted } = require('../../services/hall');
const { words, say } = require('../../words');

page({
  data: { progress: '', percent: 0, good: '', bad: '', findings: [] },

  show() {},

  onUnload() {
    this.stop();
  },

  check() {
    this.setData({ good: '', bad: '', findings: [], progress: '', percent: 0 });
    this.signal = { aborted: false };
    const { signal } = this;
    return this.attempt(async () => {
      const { bundle } = await host.record();
      const onProgress = (done, size) => {
        const percent = size ? Math.floor((100 * done) / size) : 100;
        // Not for every slice: what goes to the view takes longer than a slice.
        if (percent > this.data.percent) this.setData({ progress: say(words.record.done, { done, size }), percent });
      };
      const { findings } = await guanjia.audit(bundle, { policy: trusted(), onProgress, signal }).catch((error) => {
        if (signal.aborted) return {};
        throw error;
      });
      if (!findings) this.setData({ progress: words.record.stopped, percent: 0 });
      else if (findings.length === 0) this.setData({ good: words.verify.ok });
      else this.report(findings);
    });
  },

  report(findings) {
    const place = findings.find(({ entry }) => entry !== undefined);
    this.setData({
      bad: place ? say(words.verify.bad, { n: place.entry }) : '',
      findings: findings.slice(0, 20).map(({ zh, entry }, at) => ({ at, text: zh, entry: entry === undefined ? '' : entry })),
    });
  },

  stop() {
    if (this.signal) this.signal.aborted = true;
  },
});
