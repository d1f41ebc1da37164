// A host that is played on this phone over a small made-up record, so that the sample works without a server. What it admits is
// kept in the storage. A real host is a server with its own key; this file then goes away.
const { Hall } = require('guanjia');
const bundle = require('./record');

const SEED = 'E4wdeT3us-w13fR0oNur3TfDQ9ROykRcIPS74ZizmPE';
const KEPT = 'demo/entries';

/** Answers a request: a name and a plain object in, a plain object out, as over the network. */
module.exports = async function send(name, body) {
  const hall = new Hall(bundle);
  try {
    const entries = wx.getStorageSync(KEPT) || [];
    for (const jws of entries) hall.admit(jws);
    return answers[name](hall, body, entries);
  } finally {
    hall.dispose();
  }
};

const answers = {
  record: (hall) => ({ bundle: hall.bundle(hall.checkpoint(SEED)) }),
  append(hall, { jws }, entries) {
    const before = hall.size;
    const index = hall.admit(jws); // of an entry that is there already, the index it has
    if (hall.size > before) wx.setStorageSync(KEPT, entries.concat(jws));
    return { index, receipt: hall.receipt(index, hall.checkpoint(SEED)) };
  },
  receipt: (hall, { index }) => ({ receipt: hall.receipt(index, hall.checkpoint(SEED)) }),
};
