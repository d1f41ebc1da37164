// What every page does alike: opens the hall, shows what is wrong with a way to try again, has big type and a person to call.
const config = require('../config');
const { words } = require('../words');
const { library, open, outdated } = require('./hall');
const { problemOf } = require('./problem');
const store = require('./store');

/** Whether big type is on: as chosen here, or else as WeChat's own setting has it. */
function bigType() {
  const chosen = store.big();
  if (chosen) return chosen === 'on';
  const info = wx.getAppBaseInfo ? wx.getAppBaseInfo() : {};
  return (info.fontSizeScaleFactor || 1) > 1.2;
}

/**
 * A page. Its `glance()` shows what this phone knows by itself, as soon as the page comes up; its `show(hall)` runs when the hall
 * is open, or, where it `needs: 'library'`, when the package is ready.
 */
function page({ needs = 'hall', glance, show, ...definition }) {
  Page({
    ...definition,
    data: { t: words, state: 'opening', problem: null, busy: false, big: false, ...definition.data },
    onLoad(query) {
      this.query = query;
    },
    onShow() {
      this.setData({ big: bigType() });
      if (glance) glance.call(this);
      return this.start();
    },
    /** Opens what the page needs and shows it; also what «再试一次» does. */
    async start() {
      if (this.data.state === 'failed') this.setData({ state: 'opening', problem: null });
      try {
        const opened = await (needs === 'hall' ? open() : library());
        show.call(this, opened);
        this.setData({ state: 'ready' });
      } catch (error) {
        outdated();
        this.setData({ state: 'failed', problem: problemOf(error) });
      }
    },
    /** Runs something that may fail; what was entered stays on the page, and one thing runs at a time. */
    async attempt(work) {
      if (this.data.busy) return;
      this.setData({ busy: true, problem: null });
      try {
        await work();
      } catch (error) {
        this.setData({ problem: problemOf(error) });
      }
      this.setData({ busy: false });
    },
    call() {
      wx.makePhoneCall({ phoneNumber: config.phone });
    },
  });
}

module.exports = page;
