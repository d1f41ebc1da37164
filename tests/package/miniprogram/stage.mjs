// A mini-program as its developer has it: the packed tarball installed, and packed and compiled by WeChat's own tool.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, scratch, tarball } from '../stage.mjs';

const here = dirname(fileURLToPath(import.meta.url));
export const sample = join(root, 'www/miniprogram');

/** What is not the developer's, in a project's folder. */
export const OTHERS = /node_modules|miniprogram_npm|run-/;

/** A copy of a project in `folder`, the sample unless told, with the tarball installed. */
export function install(folder, project = sample) {
  cpSync(project, folder, { recursive: true, filter: (path) => !OTHERS.test(path.slice(project.length)) });
  const args = ['install', '--no-save', '--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', tarball()];
  execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
}

/** Runs one step of WeChat's tool on a project in a process and a folder of its own, since it leaves workers and files behind. */
export function wechat(step, folder) {
  const output = execFileSync(process.execPath, [join(here, 'wechat.mjs'), step, folder], { cwd: scratch(), encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'pipe'] });
  return JSON.parse(output.slice(output.lastIndexOf('\n{')));
}

/** Writes what the compiler handed back as the package that a phone would load. */
export function write(folder, files) {
  for (const [path, base64] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), Buffer.from(base64, 'base64'));
  }
}
