// One of the workers of `parallel-node.js`; the module of the wasm comes with the first message.

import { parentPort } from 'node:worker_threads';

import { answering } from './asking.js';
import { connect } from './core.js';
import { checker } from './crew.js';
import { load } from './web.js';

connect({ load });

parentPort.on('message', answering(checker(), (message) => parentPort.postMessage(message)));
