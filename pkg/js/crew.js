import { Auditor, init } from './api.js';
import { auditOptions } from './arguments.js';
import { instance } from './core.js';
import { GuanjiaError, failure } from './errors.js';
import { inSlices } from './slices.js';

// Several workers check the signatures, each a part at a time. Meanwhile one replay goes ahead as if they were all good;
// if they are, it is the one. If not, or where a worker failed, another replay relies on those that were found good and
// checks the others itself: what comes of it is the same in every case. An audit is replayed by the first of the workers,
// which then checks signatures like the others, so that this thread stays free; a hall is replayed where it is to live.

/** The least and the most entries that a worker takes at a time: together, thousands of signatures cost a third each. */
const [LEAST, MOST] = [2048, 8192];

/** The share of the whole work that the signatures are, for the progress that is shown. */
const SIGNATURES = 0.75;

/** After so many entries a worker that replays tells how far it is. */
const STRETCH = 256;

export async function auditByCrew(hire, cores, bundle, options) {
  const wanted = auditOptions(options);
  const { workers = cores, policy } = wanted;
  const crew = new Crew(hire, workers, bundle, wanted);
  return crew.until(async () => {
    const others = crew.enlist(workers - 1);
    const replayed = crew.hired(async (first) => {
      await first.ask({ replay: STRETCH });
      await crew.check(first);
      await others;
      return first.ask({ finish: true, found: crew.isComplete() ? null : crew.found, policy });
    });
    const [report] = await Promise.all([replayed, others]);
    return report || crew.replayHere((auditor) => auditor.finish(policy));
  });
}

export async function openByCrew(hire, cores, bundle, options) {
  const wanted = auditOptions(options);
  // This thread has one of the cores.
  const { workers = Math.max(1, cores - 1), signal, slice } = wanted;
  const crew = new Crew(hire, workers, bundle, wanted);
  return crew.until(async () => {
    const auditor = new Auditor(bundle);
    try {
      crew.size = auditor.size;
      const others = crew.enlist(workers);
      auditor.relyOn(everyOne(auditor));
      const onProgress = (entries) => {
        crew.replayed = entries;
        crew.together();
      };
      await Promise.all([inSlices(auditor, { onProgress, signal, slice }), others]);
      if (crew.isComplete()) return auditor.hall();
    } finally {
      auditor.dispose();
    }
    return crew.replayHere((replayed) => replayed.hall());
  });
}

const everyOne = ({ size }) => Uint32Array.from({ length: size }, (_, index) => index);

/** Who works on a bundle, and how far they are. */
class Crew {
  constructor(hire, workers, bundle, { onProgress, signal, slice }) {
    Object.assign(this, { hire, workers, bundle, onProgress, signal, slice });
    this.module = instance().module;
    this.members = [];
    this.size = 0;
    this.next = 0;
    this.found = [];
    this.checked = 0;
    this.replayed = 0;
    this.shown = 0;
    this.end = null;
    this.over = false;
  }

  /** Does the work, unless it is cancelled or whoever is told of it throws. */
  async until(work) {
    const { signal } = this;
    const cancelled = () => failure('audit.cancelled');
    if (signal && signal.aborted) throw cancelled();
    const ended = new Promise((_, reject) => {
      this.end = reject;
    });
    const cancel = () => this.end(cancelled());
    if (signal && signal.addEventListener) signal.addEventListener('abort', cancel);
    try {
      const done = await Promise.race([ended, work()]);
      this.show(this.size);
      return done;
    } finally {
      if (signal && signal.removeEventListener) signal.removeEventListener('abort', cancel);
      this.over = true;
      this.members.forEach((worker) => worker.end());
    }
  }

  /** Tells how far the work is. */
  show(entries) {
    this.shown = Math.max(this.shown, Math.floor(entries));
    if (this.onProgress) this.onProgress(this.shown, this.size);
    if (this.signal && this.signal.aborted) throw failure('audit.cancelled');
  }

  /** The same when a worker has come further; there is nobody else to catch what it throws. */
  heard() {
    try {
      this.together();
    } catch (thrown) {
      this.end(thrown);
    }
  }

  together() {
    this.show(this.checked * SIGNATURES + this.replayed * (1 - SIGNATURES));
  }

  /** Has so many workers check signatures. */
  enlist(workers) {
    return Promise.all(Array.from({ length: workers }, () => this.hired((worker) => this.check(worker))));
  }

  /** What a worker does who has opened the bundle; nothing where there is none to be had, or it failed. */
  async hired(work) {
    let worker;
    try {
      worker = this.hire();
      this.members.push(worker);
      worker.progress = (entries) => {
        this.replayed = entries;
        this.heard();
      };
      this.size = await worker.ask({ module: this.module, bundle: this.bundle });
      return await work(worker);
    } catch (thrown) {
      // What is refused is refused everywhere. What a worker did not do is done in the end.
      if (thrown instanceof GuanjiaError && !thrown.code.startsWith('package.')) throw thrown;
      return null;
    } finally {
      if (worker) worker.end();
    }
  }

  /** Has a worker check parts until none is left; the last ones are smaller, so that all are done at about the same time. */
  async check(worker) {
    while (this.next < this.size && !this.over) {
      const from = this.next;
      const left = this.size - from;
      const to = from + Math.min(left, MOST, Math.max(LEAST, Math.ceil(left / (2 * this.workers))));
      this.next = to;
      this.found.push(await worker.ask({ from, to }));
      this.checked += to - from;
      this.heard();
    }
  }

  /** Whether all signatures were found good. */
  isComplete() {
    return this.size > 0 && this.found.reduce((sum, good) => sum + good.length, 0) === this.size;
  }

  /** What comes of a replay in this thread that relies on what was found. */
  async replayHere(end) {
    if (this.over) return null;
    const auditor = new Auditor(this.bundle);
    try {
      this.size = auditor.size;
      this.found.forEach((good) => auditor.relyOn(good));
      await inSlices(auditor, { onProgress: (entries) => this.show(entries), signal: this.signal, slice: this.slice });
      return end(auditor);
    } finally {
      auditor.dispose();
    }
  }
}

/** What a worker does: it opens the bundle that it is first given, and then what it is asked for; how far it is it tells by `post`. */
export function member(post) {
  let auditor = null;
  let text = '';
  const replay = (stretch) => {
    while (auditor.advance(stretch)) post({ progress: auditor.done });
  };
  const asked = {
    module: async ({ module, bundle }) => {
      await init(module);
      text = bundle;
      auditor = new Auditor(bundle);
      return auditor.size;
    },
    from: ({ from, to }) => auditor.checkSignatures(from, to),
    replay: ({ replay: stretch }) => {
      auditor.relyOn(everyOne(auditor));
      return replay(stretch);
    },
    finish: ({ found, policy }) => {
      if (found) {
        auditor.dispose();
        auditor = new Auditor(text);
        found.forEach((good) => auditor.relyOn(good));
        replay(STRETCH);
      }
      return auditor.finish(policy);
    },
  };
  return (message) => Object.entries(asked).find(([name]) => name in message)[1](message);
}
