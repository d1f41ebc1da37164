// Empty projects with the packed tarball installed, as somebody has them who reads the README.
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
export const root = resolve(here, '../..');

/** A record in which a vote is open, and what its households may know. */
export const record = readFileSync(join(root, 'tests/vectors/open_vote.bundle'), 'utf8');

/** How long anything may take on a slow machine, in milliseconds. */
export const LONG = 600_000;

const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** An empty folder that is deleted at the end. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), 'guanjia-'));
  folders.push(folder);
  return folder;
}

function npm(args, cwd) {
  return execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], shell: process.platform === 'win32' });
}

let packed = process.env.GUANJIA_TARBALL && resolve(process.env.GUANJIA_TARBALL);

/** The package as it would be published. */
export function tarball() {
  if (!packed) {
    const folder = scratch();
    const [{ filename }] = JSON.parse(npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], join(root, 'pkg')));
    packed = join(folder, filename);
  }
  return packed;
}

/** Writes the files of a project, by path. */
export function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A project of these files with the package installed, and nothing fetched. */
export function project(files = {}, type = 'module') {
  const folder = scratch();
  write(folder, { 'package.json': JSON.stringify({ private: true, type }), ...files });
  npm(['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', tarball()], folder);
  return folder;
}

/** Runs Node in a project, and gives what it printed. */
export function node(folder, ...args) {
  return new Promise((done, fail) => {
    execFile(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28, timeout: LONG }, (error, stdout, stderr) => {
      if (error) fail(new Error(`${error.message}\n${stdout}\n${stderr}`));
      else done(stdout);
    });
  });
}

/** The last line that was printed, as JSON. */
export const said = (stdout) => JSON.parse(stdout.trim().split('\n').at(-1));

/** Runs a tool of this folder's in a project, and gives what it printed. */
export const tool = (folder, name, ...args) => node(folder, join(here, 'node_modules', name), ...args);

/** Runs the native program. */
export function native(...args) {
  const program = resolve(process.env.GUANJIA ?? join(root, 'target/release/guanjia'));
  try {
    return execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'inherit'] });
  } catch (error) {
    if (error.code === 'ENOENT') throw new Error('build the native program first, with `make build`', { cause: error });
    if (error.status === 1) return error.stdout;
    throw error;
  }
}
