// Headless Chromium, and a server that serves files as they are.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { after } from 'node:test';
import { chromium } from 'playwright-core';
import { LONG } from './stage.mjs';

const program = process.env.GUANJIA_CHROMIUM ?? '/usr/bin/chromium';

/** Why there is no browser, if there is none. */
export const absent = existsSync(program) ? false : `no browser at ${program}: install chromium, or name one in GUANJIA_CHROMIUM`;
if (absent && process.env.GUANJIA_BROWSERS === 'required') throw new Error(absent);
if (absent) console.log(`# skipped: ${absent}`);

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
let browser;
after(async () => (await browser)?.close());

/** A fresh browser, as if of somebody else; `options` are Playwright's. */
export async function context(options = {}) {
  browser ??= chromium.launch({ executablePath: program, args: QUIET, timeout: LONG });
  return (await browser).newContext(options);
}

/** The same with a camera that shows a film over and over: uncompressed, as Chromium takes it. */
export async function filmed(film, options = {}) {
  const camera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
  const own = await chromium.launch({ executablePath: program, args: [...QUIET, ...camera], timeout: LONG });
  after(() => own.close());
  return own.newContext(options);
}

/** Opens a page, and gives what stands on it once there is anything, or what it said in the console before it failed. */
export async function reads(url) {
  const fresh = await context();
  try {
    const page = await fresh.newPage();
    const heard = [];
    page.on('console', (message) => heard.push(message.text()));
    let failed = false;
    page.on('pageerror', (error) => (failed = heard.push(error.stack)));
    await page.goto(url, { timeout: LONG });
    for (const end = Date.now() + LONG / 5; Date.now() < end && !failed; ) {
      const text = await page.evaluate(() => document.body?.textContent.trim());
      if (text) return text;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(heard.join('\n') || 'nothing stands on the page');
  } finally {
    await fresh.close();
  }
}

/** Opens a page, and gives what it says in the console as `told`; a page that says `failed`, or nothing, throws. */
export async function visit(url) {
  const fresh = await context();
  const heard = [];
  try {
    const page = await fresh.newPage();
    return await new Promise((done, fail) => {
      const late = setTimeout(() => fail(new Error(`nothing was told:\n${heard.join('\n')}`)), LONG / 5);
      const end = (settle, value) => (clearTimeout(late), settle(value));
      page.on('pageerror', (error) => end(fail, error));
      page.on('response', (answer) => answer.status() < 400 || heard.push(`${answer.status()} ${answer.url()}`));
      page.on('console', (message) => {
        const text = message.text();
        heard.push(text);
        if (text.startsWith('told ')) end(done, { ...JSON.parse(text.slice(5)), heard });
        if (text.startsWith('failed ')) end(fail, new Error(`${text}\n${heard.join('\n')}`));
      });
      page.goto(url, { timeout: LONG }).catch((error) => end(fail, error));
    });
  } finally {
    await fresh.close();
  }
}

const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.mjs': 'text/javascript', '.wasm': 'application/wasm', '.bundle': 'text/plain; charset=utf-8', '.svg': 'image/svg+xml', '.webmanifest': 'application/manifest+json' };

/** Serves a folder until the tests end, with more headers and other types of files if they are given. */
export async function serve(folder, { headers = {}, types = {} } = {}) {
  const server = createServer((request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, 'http://any').pathname)).replace(/\/$/, '/index.html');
    const file = join(folder, path);
    if (!existsSync(file)) return response.writeHead(404).end();
    const type = { ...TYPES, ...types }[extname(path)] ?? 'application/octet-stream';
    return response.writeHead(200, { 'content-type': type, ...headers }).end(readFileSync(file));
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return `http://127.0.0.1:${server.address().port}/`;
}
