// UTF-8 for hosts that have neither TextEncoder nor TextDecoder; stands in for both in the mini-program build.

/** As much of the standard's `TextEncoder` as the glue uses. */
export class TextEncoder {
  encode(text) {
    const bytes = new Uint8Array(3 * text.length);
    return bytes.slice(0, this.encodeInto(text, bytes).written);
  }

  encodeInto(text, into) {
    let at = 0;
    let read = 0;
    const more = (bits) => {
      into[at] = 0x80 | (bits & 63);
      at += 1;
    };
    while (read < text.length) {
      let point = text.charCodeAt(read);
      if (point >= 0xd800 && point <= 0xdfff) {
        point = text.codePointAt(read);
        if (point <= 0xffff) point = 0xfffd;
      }
      const longer = point < 0x80 ? 0 : point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
      if (at + longer >= into.length) break;
      into[at] = [0, 0xc0, 0xe0, 0xf0][longer] | (point >> (6 * longer));
      at += 1;
      for (let left = longer - 1; left >= 0; left -= 1) more(point >> (6 * left));
      read += point > 0xffff ? 2 : 1;
    }
    return { read, written: at };
  }
}

/** The same for `TextDecoder`; it is only given what Rust wrote, which is valid UTF-8. */
export class TextDecoder {
  decode(bytes) {
    if (!bytes) return '';
    let text = '';
    let units = [];
    for (let at = 0; at < bytes.length; ) {
      const first = bytes[at];
      const more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
      let point = more === 0 ? first : first & (0x3f >> more);
      for (let n = 1; n <= more; n += 1) point = (point << 6) | (bytes[at + n] & 63);
      at += more + 1;
      if (point < 0x10000) units.push(point);
      else units.push(0xd800 + ((point - 0x10000) >> 10), 0xdc00 + ((point - 0x10000) & 0x3ff));
      if (units.length > 8000) {
        text += String.fromCharCode.apply(null, units);
        units = [];
      }
    }
    return text + String.fromCharCode.apply(null, units);
  }
}
