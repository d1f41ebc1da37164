// One of the workers of `parallel-node.js`; the module of the wasm comes with the first message.

import { parentPort } from 'node:worker_threads';

import { answering } from './asking.js';
import { connect } from './core.js';
import { member } from './crew.js';
import { load } from './web.js';

connect({ load });

const post = (message, handed) => parentPort.postMessage(message, handed);

parentPort.on('message', answering(member(post), post));
