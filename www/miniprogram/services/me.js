// Who holds this phone: a key, and the household on the register that it belongs to.
const demo = require('../demo/household');
const store = require('./store');

/** The secret key. In a real program it comes from the package's `generateKey()`, and the registrar enrols its public half. */
function key() {
  const kept = store.key();
  if (kept) return kept;
  store.keepKey(demo.key);
  return demo.key;
}

module.exports = { key, handle: demo.handle };
