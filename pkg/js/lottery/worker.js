// The worker of `index.js`; the module of the wasm comes with the message.

import { answering } from '../asking.js';
import { load } from '../web.js';
import { connect } from './core.js';
import { searcher } from './search.js';

connect({ load });

const post = (message) => self.postMessage(message);
const answer = answering(searcher(post), post);

self.onmessage = ({ data }) => answer(data);
