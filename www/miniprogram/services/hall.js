// The record on this phone: fetched from the host, replayed by the package, and asked what is true and what may be done.
const guanjia = require('guanjia');
const config = require('../config');
const host = require('./host');

let hall;
let opening;

/** The package, ready for use; it may be asked for again and again. Checking a receipt needs no more. */
const library = () => guanjia.init();

/** The hall, opened once; after a failure the next call tries again. */
function open() {
  if (!opening) {
    opening = download().catch((error) => {
      opening = undefined;
      throw error;
    });
  }
  return opening;
}

async function download() {
  await library();
  const { bundle } = await host.record();
  const fresh = new guanjia.Hall(bundle);
  if (hall) hall.dispose();
  hall = fresh;
  return hall;
}

/** Lets the next call of `open` ask the host again. */
function outdated() {
  opening = undefined;
}

/** The policy that relies on the key that came with this program. */
const trusted = () => guanjia.policy(config.origin, config.hostKey);

module.exports = { library, open, outdated, trusted };
