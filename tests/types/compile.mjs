// Compiles TypeScript as strictly as it can be, and says what it has against it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const FLAGS = ['--noEmit', '--strict', '--exactOptionalPropertyTypes', '--target', 'es2022', '--module', 'nodenext'];
const LIBRARIES = ['--lib', 'es2022,dom,esnext.disposable', '--types', ''];

// Lines that may use the values' types as `t` and everything of the package as `api`.
export function compile(lines) {
  const folder = mkdtempSync(`${here}.compile-`);
  const imports = [
    "import * as t from '../../../pkg/js/types.js';",
    "import * as api from '../../../pkg/js/index.js';",
    "import * as parallel from '../../../pkg/js/parallel.js';",
    "import * as lottery from '../../../pkg/js/lottery/index.js';",
  ];
  try {
    writeFileSync(`${folder}/program.ts`, [...imports, ...lines, ''].join('\n'));
    return tsc(`${folder}/program.ts`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function tsc(file) {
  const compiler = `${here}node_modules/typescript/bin/tsc`;
  const { stdout, stderr } = spawnSync(process.execPath, [compiler, ...FLAGS, ...LIBRARIES, file], { cwd: here });
  return `${stdout}${stderr}`;
}
