// One of the workers of `parallel.js`; the module of the wasm comes with the first message.

import { answering } from './asking.js';
import { connect } from './core.js';
import { checker } from './crew.js';
import { load } from './web.js';

connect({ load });

const answer = answering(checker(), (message) => self.postMessage(message));

self.onmessage = ({ data }) => answer(data);
