import { instance } from './core.js';
import { failure } from './errors.js';
import { call } from './instance.js';

/** Objects of one class that live in the wasm until they are disposed, by what stands for them outside. */
export function holding(name) {
  const all = new WeakMap();
  const find = (outside) => {
    const held = all.get(outside);
    if (!held) throw failure('input.wrong-type', { name: 'this', expected: name });
    return held;
  };
  return {
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
