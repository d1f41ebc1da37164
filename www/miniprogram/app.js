const { open } = require('./services/hall');

App({
  onLaunch() {
    // Started early, so that the first page seldom waits; a page that finds it failed offers to try again.
    open().catch(() => {});
  },
});
