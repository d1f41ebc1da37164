import { glue } from './glue.js';
import { keeper } from '../instance.js';

// The wasm that finds lotteries.

export const { connect, platform, init, instance, ask } = keeper(glue);
