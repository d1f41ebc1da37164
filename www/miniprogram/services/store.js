// What this phone keeps. A ballot that was signed is kept until there is a receipt for it.
const { named } = require('./problem');

const read = (key) => wx.getStorageSync(key) || undefined;

function write(key, value) {
  if (value === undefined) wx.removeStorageSync(key);
  else named('storage', () => wx.setStorageSync(key, value));
}

module.exports = {
  key: () => read('key'),
  keepKey: (key) => write('key', key),
  /** The choice that was tapped but not cast. */
  draft: (motion) => read(`draft/${motion}`),
  keepDraft: (motion, choice) => write(`draft/${motion}`, choice),
  /** The ballot that was signed: `{jws, choice, title}`. */
  pending: (motion) => read(`pending/${motion}`),
  keepPending: (motion, pending) => write(`pending/${motion}`, pending),
  /** The receipts by motion: `{title, text}` each. */
  receipts: () => read('receipts') || {},
  keepReceipt: (motion, receipt) => write('receipts', { ...read('receipts'), [motion]: receipt }),
  big: () => read('big'),
  keepBig: (big) => write('big', big),
};
