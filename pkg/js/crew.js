import { Auditor, init } from './api.js';
import { auditOptions, contentOf, isFile, utf8 } from './arguments.js';
import { instance } from './core.js';
import { GuanjiaError, failure } from './errors.js';
import { partOf, placeOf, takeOver } from './handover.js';
import { inSlices } from './slices.js';

// Several workers read signatures, each a part at a time until it has its share, which it then checks together. Meanwhile
// one replay goes ahead as if they were all good; if they are, it is the one. If not, another replay relies on those that were
// found good and checks the others itself: what comes of it is the same in every case. The first of the workers replays, and
// then checks signatures like the others, so that this thread stays free, which gets the report or the hall in the end; where
// that worker failed, it replays itself.

/** How many signatures a worker reads at a time. */
const PART = 1024;

/** How many it checks together at most: together, thousands cost a third each, and so many are no burden to the memory. */
const MOST = 16384;

/** What is left to do of a signature that was read, and what replaying an entry costs, where a whole signature costs 1. */
const [CHECK, REPLAY] = [0.5, 0.65];

/** A worker who had more entries does not wait for more work: its memory stays as large as it was. */
const LARGE = 32768;

/** After so many entries a worker that replays tells how far it is. */
const STRETCH = 256;

export async function auditByCrew(staff, cores, bundle, options) {
  const wanted = auditOptions(options);
  const { policy } = wanted;
  return new Crew(staff, cores, bundle, wanted).replay({
    from: staff,
    there: (first, found) => first.ask({ finish: true, found, policy }),
    here: (auditor) => auditor.finish(policy),
  });
}

export async function openByCrew(staff, cores, bundle, options) {
  return new Crew(staff, cores, bundle, auditOptions(options)).replay({
    from: forOnce(staff),
    there: async (first, found) => takeOver(await first.ask({ open: true, found }), (from) => first.ask({ part: from })),
    here: (auditor) => auditor.hall(),
  });
}

/** Workers who come for one record each, with nothing else in their memory, since it is handed on. */
const forOnce = ({ begin }) => ({ take: begin, keep: (worker) => worker.end() });

const everyOne = ({ size }) => Uint32Array.from({ length: size }, (_, index) => index);

/** A bundle as it is handed on: a text as bytes, which are copied for each worker in no time, and a file to be read by whoever needs it. */
const handedOn = (bundle) => (typeof bundle === 'string' ? utf8(bundle) : bundle);

/** Who works on a bundle, and how far they are. */
class Crew {
  constructor(staff, cores, bundle, { workers = cores, onProgress, signal, slice }) {
    Object.assign(this, { staff, workers, onProgress, signal, slice });
    // Read while the workers begin; within an object, since a promise asks what it comes to whether it is another.
    this.handed = Promise.resolve().then(() => ({ bundle: handedOn(bundle) }));
    this.module = instance().module;
    this.members = new Set();
    this.size = 0;
    this.next = 0;
    this.read = 0;
    this.found = [];
    this.checked = 0;
    this.replayed = 0;
    this.shown = 0;
    this.end = null;
    this.over = false;
  }

  /** What comes of a replay: asked for `there`, of the worker `from` some staff that replayed, or made `here`. */
  replay({ from, there, here }) {
    return this.until(async () => {
      const others = this.enlist(this.workers - 1);
      const replayed = this.hired(async (first) => {
        await first.ask({ replay: STRETCH });
        this.replayed = this.size;
        await this.check(first);
        await others;
        return there(first, this.isComplete() ? null : this.found);
      }, from);
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
    this.show((this.read * (1 - CHECK) + this.checked * CHECK + this.replayed * REPLAY) / (1 + REPLAY));
  }

  /** Has so many workers check signatures. */
  enlist(workers) {
    return Promise.all(Array.from({ length: workers }, () => this.hired((worker) => this.check(worker))));
  }

  /** What a worker does who has opened the bundle; nothing where there is none to be had, or it failed. */
  async hired(work, staff = this.staff) {
    let worker;
    let isWell = false;
    try {
      worker = staff.take();
      this.members.add(worker);
      worker.progress = (entries) => {
        this.replayed = entries;
        this.heard();
      };
      this.size = await worker.ask({ module: this.module, ...(await this.handed) });
      const done = await work(worker);
      isWell = !this.over;
      return done;
    } catch (thrown) {
      // What is refused is refused everywhere. What a worker did not do is done in the end.
      if (thrown instanceof GuanjiaError && !thrown.code.startsWith('package.')) throw thrown;
      return null;
    } finally {
      if (worker) {
        this.members.delete(worker);
        if (isWell && this.size <= LARGE) staff.keep(worker);
        else worker.end();
      }
    }
  }

  /** How many entries a worker reads next who has read so many; none when checking those is its share of all that is left to do. */
  part(read) {
    const left = this.size - this.next;
    const all = left + (this.read - this.checked) * CHECK + (this.size - this.replayed) * REPLAY;
    return read > 0 && read * CHECK >= all / this.workers ? 0 : Math.min(left, PART, MOST - read);
  }

  /** Has a worker read its share and check it, until none is left. */
  async check(worker) {
    for (let read = 0; !this.over; this.heard()) {
      const part = this.part(read);
      if (part > 0) {
        const from = this.next;
        this.next += part;
        await worker.ask({ from, to: this.next });
        this.read += part;
        read += part;
      } else if (read > 0) {
        this.found.push(await worker.ask({ check: true }));
        this.checked += read;
        read = 0;
      } else return;
    }
  }

  /** Whether all signatures were found good. */
  isComplete() {
    return this.size > 0 && this.found.reduce((sum, good) => sum + good.length, 0) === this.size;
  }

  /** What comes of a replay in this thread that relies on what was found. */
  async replayHere(end) {
    const { bundle } = await this.handed;
    const content = isFile(bundle) ? await contentOf(bundle) : bundle;
    if (this.over) return null;
    const auditor = new Auditor(content);
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
      bytes = isFile(bundle) ? await contentOf(bundle) : bundle;
      if (auditor) auditor.dispose();
      auditor = new Auditor(bytes);
      return auditor.size;
    },
    from: ({ from, to }) => auditor.readSignatures(from, to),
    check: () => auditor.checkSignatures(),
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
