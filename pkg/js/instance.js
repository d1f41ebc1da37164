import { GuanjiaError, failure } from './errors.js';

/** Keeps the one instance of a wasm, by the `glue` made for it. A panic ends it, and `init()` makes another with memory of its own. */
export function keeper(glue) {
  let host = null;
  let current = null;
  let starting = null;

  /** An instance with a memory of its own. */
  async function make(source) {
    const bound = glue();
    try {
      const { module, instance } = await host.load(source, { './glue_bg.js': bound.imports });
      bound.start(instance.exports);
      return { raw: bound.exports, module, memory: instance.exports.memory, panic: null };
    } catch (thrown) {
      if (thrown instanceof GuanjiaError) throw thrown;
      throw failure('package.load', { reason: reasonOf(thrown) });
    }
  }

  async function start(source) {
    current = await make(source);
  }

  /** The instance of now, for objects that live in it. */
  function instance() {
    if (!current) throw failure('package.not-ready');
    if (current.panic) throw current.panic;
    return current;
  }

  return {
    instance,

    /** Another instance beside that of now, for what comes with a memory. */
    another: () => make(instance().module),

    /** An entry point says how its platform loads the wasm, and what else it can do: where randomness comes from, how a worker is hired. */
    connect(platform) {
      host = platform;
    },

    /** What the platform can do. */
    platform: () => host,

    /** Loads the wasm; does nothing when it is there, and starts afresh after a panic. */
    init(source) {
      if (current && !current.panic) return Promise.resolve();
      if (!starting) {
        const settled = () => {
          starting = null;
        };
        starting = start(source);
        starting.then(settled, settled);
      }
      return starting;
    },

    /** Calls into the instance of now. */
    ask: (work) => call(instance(), work),
  };
}

/**
 * Calls into an instance. What the core refuses is thrown as a `GuanjiaError`; whatever else is thrown in there is a panic,
 * after which nothing in that instance can be relied on.
 */
export function call(inside, work) {
  if (inside.panic) throw inside.panic;
  try {
    return work(inside.raw);
  } catch (thrown) {
    if (thrown !== null && typeof thrown === 'object' && typeof thrown.code === 'string' && typeof thrown.zh === 'string') {
      throw thrown instanceof GuanjiaError ? thrown : new GuanjiaError(thrown);
    }
    inside.panic = failure('package.stopped', { reason: reasonOf(thrown) });
    throw inside.panic;
  }
}

/** Why something failed, for a sentence; whatever was thrown, this does not throw. */
export function reasonOf(thrown) {
  try {
    if (thrown === null || typeof thrown !== 'object') return String(thrown);
    return String(thrown.message || thrown.errMsg || thrown);
  } catch {
    return typeof thrown;
  }
}
