// The package beside its peers, in Node and in Chromium, in one run: `make bench`, or after `make build` and `npm ci` here
//
//   node peers.mjs [--ballots 100,1700,10000] [--rounds 5] [--only node|chromium] [--json]
//
// The records are written by `cargo run --release --features sample --example vote`.

import { execFileSync } from 'node:child_process';
import * as nodeCrypto from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { chromium } from 'playwright-core';
import esbuild from 'esbuild';

import { contest, summary } from './contest.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const dist = join(root, 'pkg/dist');
const { values } = parseArgs({
  options: {
    ballots: { type: 'string', default: '100,1700,10000' },
    rounds: { type: 'string', default: '5' },
    only: { type: 'string' },
    json: { type: 'boolean' },
  },
});
const rounds = Number(values.rounds);
const sizes = values.ballots.split(',').map(Number);
const WORKERS = [1, 2];
const tell = (line) => process.stderr.write(`${line}\n`);

const folder = join(root, 'target/bench');
mkdirSync(folder, { recursive: true });

/** The record of a vote of so many households, as the bytes that whoever downloads it has. */
function record(size) {
  const path = join(folder, `${size}.bundle`);
  if (!existsSync(path)) {
    tell(`writing the record of ${size} ballots`);
    const made = execFileSync('cargo', ['run', '--quiet', '--release', '--features', 'sample', '--example', 'vote', '--', String(size)], { cwd: root, maxBuffer: 1 << 30 });
    writeFileSync(path, made);
  }
  return new Uint8Array(readFileSync(path));
}

/** From nothing to the first answer, in milliseconds, in a process or a page of its own. */
const FIRST = `const began = performance.now();
const { init, keyFromSeed } = await import(AT);
await init();
const { kid } = keyFromSeed('nDh9kXYIy9meL4QeDBMyusd2vaWIkWpht16ArevQlB4');
const took = performance.now() - began;
if (kid.length !== 11) throw new Error(kid);
`;

const clocked = (clock) => ({ clock, processor: NaN });

async function inNode() {
  const guanjia = await import(pathToFileURL(join(dist, 'parallel-node.js')));
  await guanjia.init();
  const bundles = sizes.map((size) => [size, record(size)]);
  const rows = await contest({ guanjia, bundles, nodeCrypto, rounds, tell, workers: WORKERS });
  const script = FIRST.replace('AT', JSON.stringify(pathToFileURL(join(dist, 'node.js')).href));
  const cold = Array.from({ length: rounds }, () => clocked(Number(execFileSync(process.execPath, ['--input-type=module', '-e', `${script}console.log(took)`]))));
  return [...rows, { name: 'cold start: import, compile, instantiate, first call', unit: 'ms', ...summary(cold) }];
}

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm', '.bundle': 'text/plain' };

function serve() {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://any');
    if (pathname === '/') return response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>bench</title>');
    const file = pathname.startsWith('/dist/') ? join(root, 'pkg', pathname) : join(folder, pathname);
    if (!existsSync(file)) return response.writeHead(404).end();
    return response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file));
  });
  return new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(server)));
}

async function inChromium() {
  const executablePath = process.env.GUANJIA_CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) return tell(`skipped: no browser at ${executablePath}`) ?? null;
  sizes.forEach(record);
  await esbuild.build({ entryPoints: [join(here, 'contest.mjs')], bundle: true, format: 'esm', outfile: join(folder, 'contest.js'), logLevel: 'error' });
  const server = await serve();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'], timeout: 600_000 });
  try {
    const url = `http://127.0.0.1:${server.address().port}/`;
    const cold = [];
    for (let round = 0; round < rounds; round += 1) {
      const fresh = await browser.newContext();
      const page = await fresh.newPage();
      await page.goto(url);
      cold.push(clocked(await page.evaluate(`(async () => { ${FIRST.replace('AT', '"/dist/index.js"')} return took; })()`)));
      await fresh.close();
    }
    const page = await browser.newPage();
    page.setDefaultTimeout(0);
    page.on('console', (message) => tell(message.text()));
    await page.goto(url);
    const rows = await page.evaluate(
      async ({ sizes, rounds, workers }) => {
        const [{ contest }, guanjia] = await Promise.all([import('/contest.js'), import('/dist/parallel.js')]);
        await guanjia.init();
        const tell = (line) => console.log(line);
        const bundles = [];
        for (const size of sizes) bundles.push([size, new Uint8Array(await (await fetch(`/${size}.bundle`)).arrayBuffer())]);
        return contest({ guanjia, bundles, rounds, tell, workers });
      },
      { sizes, rounds, workers: WORKERS },
    );
    return [...rows, { name: 'cold start: fetch, compile, instantiate, first call', unit: 'ms', ...summary(cold) }];
  } finally {
    await browser.close();
    server.close();
  }
}

function table(where, rows) {
  const figure = (n) => (n < 10 ? n.toFixed(2) : n < 100 ? n.toFixed(1) : Math.round(n).toString());
  const used = ({ processor, unit }) => (processor >= 0 ? `${figure(processor)} ${unit}` : '');
  const line = (row) => `| ${row.name} | ${figure(row.median)} ${row.unit} | ${figure(row.least)}–${figure(row.greatest)} | ${used(row)} |`;
  return [`| ${where} | median | range | processor time |`, '|---|---|---|---|', ...rows.map(line), ''].join('\n');
}

const told = {};
if (values.only !== 'chromium') told[`Node ${process.version}`] = await inNode();
if (values.only !== 'node') {
  const rows = await inChromium();
  if (rows) told.Chromium = rows;
}
if (values.json) console.log(JSON.stringify(told));
else {
  console.log(`${cpus().length} × ${cpus()[0].model}, ${rounds} rounds, interleaved\n`);
  for (const [where, rows] of Object.entries(told)) console.log(table(where, rows));
}
