// Times on the record are whole seconds; a notice is read in the time of China, whatever the phone is set to.
const two = (n) => (n < 10 ? `0${n}` : String(n));

/** «2026年3月13日 12:00». */
function clock(seconds) {
  const china = new Date((seconds + 8 * 3600) * 1000);
  const day = `${china.getUTCFullYear()}年${china.getUTCMonth() + 1}月${china.getUTCDate()}日`;
  return `${day} ${two(china.getUTCHours())}:${two(china.getUTCMinutes())}`;
}

/** When a session meets, or from when until when one may vote. */
function span(when, until) {
  if (!when) return '';
  return when.window ? `${clock(when.window.opens)} ${until} ${clock(when.window.closes)}` : clock(when.held);
}

module.exports = { clock, span };
