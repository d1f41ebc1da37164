// One shape for everything that goes wrong, so that a page shows one sentence and one way on.
const { words } = require('../words');

/** What a page shows of an error: the package's own sentence where there is one. */
function problemOf(error) {
  if (speaks(error)) return { code: error.code, text: error.zh };
  const about = (error && error.about) || 'other';
  return { code: about, text: words.problem[about] };
}

/** Runs something whose failure is about the `network` or the `storage`, unless the package itself says what it is. */
function named(about, work) {
  const rename = (error) => {
    throw speaks(error) ? error : Object.assign(new Error(String((error && error.message) || error)), { about });
  };
  try {
    const result = work();
    return result && result.then ? result.then(undefined, rename) : result;
  } catch (error) {
    return rename(error);
  }
}

/** Whether an error of the package says what is wrong, in a sentence. */
const speaks = (error) => Boolean(error && error.code && error.zh);

/** Whether the record refuses it, so that sending the same again is no use; not so where the package itself failed. */
const isRefusal = (error) => speaks(error) && !error.code.startsWith('package.');

module.exports = { problemOf, named, isRefusal };
