import { glue } from './glue.js';
import { keeper } from './instance.js';

// The wasm that nearly everything is in.

export const { connect, platform, init, instance, another, ask } = keeper(glue);
