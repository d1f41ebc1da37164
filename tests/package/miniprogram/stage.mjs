// The sample as its developer has it: the packed tarball installed, and packed for the mini-program by WeChat's own tool.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
export const root = resolve(here, '../../..');
export const sample = join(root, 'www/miniprogram');

/** The tarball that `npm pack` left in pkg/, or the one that GUANJIA_TARBALL names. */
export function tarball() {
  if (process.env.GUANJIA_TARBALL) return resolve(process.env.GUANJIA_TARBALL);
  const packed = readdirSync(join(root, 'pkg')).filter((name) => /^guanjia-\d.*\.tgz$/.test(name));
  if (packed.length !== 1) throw new Error('run `npm run build` and `npm pack` in pkg/ first');
  return join(root, 'pkg', packed[0]);
}

/** A folder that is deleted at the end. */
export function scratch(after) {
  const folder = mkdtempSync(join(tmpdir(), 'guanjia-mini-'));
  after(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** A copy of a project in `folder`, the sample unless told, with the tarball installed. */
export function install(folder, project = sample) {
  cpSync(project, folder, { recursive: true, filter: (path) => !/node_modules|miniprogram_npm|run-/.test(path.slice(project.length)) });
  execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--offline', tarball()], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Runs one step of WeChat's tool on a project in a process of its own, since it leaves workers behind. */
export function wechat(step, folder, ...args) {
  const output = execFileSync(process.execPath, [join(here, 'wechat.mjs'), step, folder, ...args], { encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'pipe'] });
  return JSON.parse(output.slice(output.lastIndexOf('\n{')));
}

/** Writes what the compiler handed back as the package that a phone would load. */
export function write(folder, files) {
  for (const [path, base64] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), Buffer.from(base64, 'base64'));
  }
}
