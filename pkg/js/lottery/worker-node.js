// The worker of `node.js`; the module of the wasm comes with the message.

import { parentPort } from 'node:worker_threads';

import { answering } from '../asking.js';
import { load } from '../web.js';
import { connect } from './core.js';
import { searcher } from './search.js';

connect({ load });

const post = (message) => parentPort.postMessage(message);

parentPort.on('message', answering(searcher(post), post));
