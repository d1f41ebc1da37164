import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

/** What is kept only once it was asked for: the sample with its keys. */
const LATER = /\.(bundle|keys\.json)$/;

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Writes the service worker with the names of everything the page is made of, so that it works offline after one visit. */
function offline(): Plugin {
  return {
    name: 'offline',
    apply: 'build',
    writeBundle() {
      const files = readdirSync(here('dist'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name !== 'sw.js')
        .map((entry) => `${entry.parentPath}/${entry.name}`.slice(here('dist').length + 1))
        .filter((file) => !LATER.test(file))
        .sort();
      const hash = createHash('sha256');
      for (const file of files) hash.update(readFileSync(here(`dist/${file}`)));
      const worker = readFileSync(here('src/offline.js'), 'utf8');
      const made = worker
        .replace("'__VERSION__'", JSON.stringify(hash.digest('hex').slice(0, 12)))
        .replace("['__FILES__']", JSON.stringify(['./', ...files]))
        .replace('/__LATER__/', String(LATER));
      writeFileSync(here('dist/sw.js'), made);
    },
  };
}

export default defineConfig({
  base: './',
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  worker: { format: 'es' },
  optimizeDeps: { exclude: ['guanjia'] },
  server: { fs: { allow: ['..'] } },
  plugins: [offline()],
});
