// One of the workers of `parallel.js`; the module of the wasm comes with the first message.

import { answering } from './asking.js';
import { connect } from './core.js';
import { member } from './crew.js';
import { load } from './web.js';

connect({ load });

const post = (message, handed) => self.postMessage(message, handed);
const answer = answering(member(post), post);

self.onmessage = ({ data }) => answer(data);
