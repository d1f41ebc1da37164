import './controls.css';
import './style.css';

import { markChinese } from './chinese';
import { frame } from './frame';
import { route } from './router';
import { chosen, speak } from './words';

const app = document.getElementById('app');
if (app) {
  await speak(chosen()).catch(() => {}); // Chinese, which is there
  markChinese(app);
  frame(app);
  window.addEventListener('hashchange', () => route());
  route();
}

if (import.meta.env.PROD && 'serviceWorker' in navigator) navigator.serviceWorker.register('./sw.js');
