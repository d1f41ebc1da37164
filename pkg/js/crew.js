import { Auditor, init } from './api.js';
import { auditOptions } from './arguments.js';
import { instance } from './core.js';
import { GuanjiaError, failure } from './errors.js';
import { partOf, placeOf, takeOver } from './handover.js';
import { inSlices } from './slices.js';

// Several workers check the signatures, each a part at a time. Meanwhile one replay goes ahead as if they were all good;
// if they are, it is the one. If not, another replay relies on those that were found good and checks the others itself:
// what comes of it is the same in every case. The first of the workers replays, and then checks signatures like the others,
// so that this thread stays free, which gets the report or the hall in the end; where that worker failed, it replays itself.

/** The least and the most entries that a worker takes at a time: together, thousands of signatures cost a third each. */
const [LEAST, MOST] = [1024, 16384];

/** What part of its share of what is left a worker takes at a time, so that all are done at about the same time. */
const SHARE = 0.75;

/** What replaying an entry costs, beside checking its signature. */
const REPLAY = 0.6;

/** After so many entries a worker that replays tells how far it is. */
const STRETCH = 256;

export async function auditByCrew(hire, cores, bundle, options) {
  const wanted = auditOptions(options);
  const { policy } = wanted;
  return new Crew(hire, cores, bundle, wanted).replay({
    there: (first, found) => first.ask({ finish: true, found, policy }),
    here: (auditor) => auditor.finish(policy),
  });
}

export async function openByCrew(hire, cores, bundle, options) {
  return new Crew(hire, cores, bundle, auditOptions(options)).replay({
    there: async (first, found) => takeOver(await first.ask({ open: true, found }), (from) => first.ask({ part: from })),
    here: (auditor) => auditor.hall(),
  });
}

const everyOne = ({ size }) => Uint32Array.from({ length: size }, (_, index) => index);

/** A bundle as it is handed on: a text as bytes, which are copied for each worker in no time, and a file as it is. */
const handedOn = (bundle) => (typeof bundle === 'string' ? new TextEncoder().encode(bundle) : bundle);

/** The bytes of what was handed on; a file is read by whoever needs it. */
const bytesOf = (bundle) => (bundle instanceof Blob ? bundle.arrayBuffer() : bundle);

/** Who works on a bundle, and how far they are. */
class Crew {
  constructor(hire, cores, bundle, { workers = cores, onProgress, signal, slice }) {
    Object.assign(this, { hire, workers, onProgress, signal, slice });
    // Read while the workers begin.
    this.bundle = Promise.resolve(bundle).then(handedOn);
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

  /** What comes of a replay: asked for `there`, of the worker that replayed, or made `here`. */
  replay({ there, here }) {
    return this.until(async () => {
      const others = this.enlist(this.workers - 1);
      const replayed = this.hired(async (first) => {
        await first.ask({ replay: STRETCH });
        this.replayed = this.size;
        await this.check(first);
        await others;
        return there(first, this.isComplete() ? null : this.found);
      });
      const [done] = await Promise.all([replayed, others]);
      return done || this.replayHere(here);
    });
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
    this.show((this.checked + this.replayed * REPLAY) / (1 + REPLAY));
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
      this.size = await worker.ask({ module: this.module, bundle: await this.bundle });
      return await work(worker);
    } catch (thrown) {
      // What is refused is refused everywhere. What a worker did not do is done in the end.
      if (thrown instanceof GuanjiaError && !thrown.code.startsWith('package.')) throw thrown;
      return null;
    } finally {
      if (worker) worker.end();
    }
  }

  /** How many entries a worker takes next: whoever replays still has that to do. */
  part() {
    const left = this.size - this.next;
    const share = (left + (this.size - this.replayed) * REPLAY) / this.workers;
    return Math.min(left, MOST, Math.max(LEAST, Math.ceil(share * SHARE)));
  }

  /** Has a worker check parts until none is left. */
  async check(worker) {
    while (this.next < this.size && !this.over) {
      const from = this.next;
      const to = from + this.part();
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
    const bytes = await bytesOf(await this.bundle);
    if (this.over) return null;
    const auditor = new Auditor(bytes);
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
  let hall = null;
  let bytes = null;
  const replay = (stretch) => {
    while (auditor.advance(stretch)) post({ progress: auditor.done });
  };
  /** Replays anew where not all was found good that was relied on. */
  const relyOn = (found) => {
    if (!found) return;
    auditor.dispose();
    auditor = new Auditor(bytes);
    found.forEach((good) => auditor.relyOn(good));
    replay(STRETCH);
  };
  const asked = {
    module: async ({ module, bundle }) => {
      await init(module);
      bytes = await bytesOf(bundle);
      auditor = new Auditor(bytes);
      return auditor.size;
    },
    from: ({ from, to }) => auditor.checkSignatures(from, to),
    replay: ({ replay: stretch }) => {
      auditor.relyOn(everyOne(auditor));
      return replay(stretch);
    },
    finish: ({ found, policy }) => {
      relyOn(found);
      return auditor.finish(policy);
    },
    open: ({ found }) => {
      relyOn(found);
      hall = auditor.hall();
      return placeOf(hall);
    },
    part: ({ part: from }) => partOf(hall, from),
  };
  return (message) => Object.entries(asked).find(([name]) => name in message)[1](message);
}
