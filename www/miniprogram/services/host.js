// The way to the host: the one file to change for a real one. A request is a name and a plain object, and so is the answer; a
// refusal is an object with the package's `code`, `fields`, `zh` and `en`.
//
// With a real host, `send` is a wx.request, and demo/ goes away:
//
//   const send = (name, body) => new Promise((resolve, reject) => wx.request({
//     url: `https://…/${name}`, method: 'POST', data: body, timeout: 10000,
//     success: ({ statusCode, data }) => (statusCode === 200 ? resolve(data) : reject(data)),
//     fail: reject,
//   }));
const { named } = require('./problem');
const send = require('../demo/host');

const ask = (name, body) => named('network', () => send(name, body));

module.exports = {
  /** The record as it stands: `{bundle}`. */
  record: () => ask('record', {}),
  /** Puts a signed entry on the record: `{index, receipt}`. The same entry sent twice is put there once. */
  append: (jws) => ask('append', { jws }),
  /** The receipt of the entry at an index: `{receipt}`. */
  receipt: (index) => ask('receipt', { index }),
};
