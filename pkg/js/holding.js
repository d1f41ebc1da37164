import { instance } from './core.js';
import { failure } from './errors.js';
import { call } from './instance.js';

/** What lives in the wasm until it is disposed. */
export const halls = holding('Hall');
export const auditors = holding('Auditor');

/** Objects of one class in the wasm, by what stands for them outside. */
function holding(name) {
  const all = new WeakMap();
  const find = (outside) => {
    const held = all.get(outside);
    if (!held) throw failure('input.wrong-type', { name: 'this', expected: name });
    return held;
  };
  return {
    find,
    open(outside, make) {
      const inside = instance();
      all.set(outside, { inside, object: call(inside, make) });
    },
    ask(outside, work) {
      const { inside, object } = find(outside);
      if (!object) throw failure('package.disposed');
      return call(inside, () => work(object));
    },
    /** What becomes of an object that is used up by it. */
    spend(outside, work) {
      const held = find(outside);
      const { inside, object } = held;
      if (!object) throw failure('package.disposed');
      held.object = null;
      return { inside, object: call(inside, () => work(object)) };
    },
    /** Has something outside stand for what another class's object became. */
    keep(outside, held) {
      all.set(outside, held);
      return outside;
    },
    dispose(outside) {
      const held = find(outside);
      const { object } = held;
      held.object = null;
      if (object && !held.inside.panic) object.free();
    },
  };
}
