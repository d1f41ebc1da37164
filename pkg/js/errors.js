/**
 * What goes wrong outside the core: before it is loaded, at its edge, or in its host. The codes of the core itself come
 * with the sentences from Rust; `codes()` lists those.
 */
export const CODES = {
  'package.not-ready': ['请先等待 init() 完成', 'wait for init() to finish first'],
  'package.load': ['核验程序没有装载成功,请检查网络后重试({reason})', 'the wasm could not be loaded, check the network and try again ({reason})'],
  'package.stopped': ['程序内部出错,已停止使用;请重新 init(),记录没有受影响({reason})', 'an internal error has ended this instance; call init() again, no record was harmed ({reason})'],
  'package.disposed': ['这个对象已经释放,不能再用', 'this object was disposed and cannot be used any more'],
  'input.wrong-type': ['参数 {name} 应为 {expected}', 'the argument {name} should be {expected}'],
  'input.not-json': ['参数 {name} 不能写成 JSON:{reason}', 'the argument {name} cannot be written as JSON: {reason}'],
  'input.unreadable': ['文件读不出来,请重新选择这个文件({reason})', 'the file cannot be read, choose it again ({reason})'],
  'random.missing': ['本机没有可用的安全随机数,不能生成密钥({reason})', 'there is no secure randomness here, so no key can be made ({reason})'],
  'audit.cancelled': ['核验已取消', 'the audit was cancelled'],
  'sortition.cancelled': ['求方案已取消', 'the search was cancelled'],
};

/**
 * Every failure of this package: a stable `code`, the `fields` of its sentence, the index of the `entry` it is about, and
 * the sentence in Chinese (`zh`) and English (`en`).
 */
export class GuanjiaError extends Error {
  constructor({ code, severity = 'fault', fields = {}, entry, zh, en }) {
    super(`${code}: ${zh}(${en})`);
    this.name = 'GuanjiaError';
    this.code = code;
    this.severity = severity;
    this.fields = fields;
    if (entry !== undefined) this.entry = entry;
    this.zh = zh;
    this.en = en;
  }
}

/** An error of the package itself. */
export function failure(code, fields = {}) {
  const [zh, en] = CODES[code].map((sentence) =>
    sentence.replace(/\{(\w+)\}/g, (_, name) => String(fields[name])));
  return new GuanjiaError({ code, fields, zh, en });
}
