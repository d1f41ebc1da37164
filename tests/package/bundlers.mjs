// Vite and webpack, called as their command lines call them, on a project that has neither installed.
import { join } from 'node:path';
import { after } from 'node:test';
import * as vite from 'vite';
import webpack from 'webpack';

const LOCAL = { host: '127.0.0.1', port: 0 };

/** The development server on a project; gives its URL. */
export async function viteDev(folder) {
  const server = await vite.createServer({ root: folder, logLevel: 'warn', server: LOCAL });
  after(() => server.close());
  await server.listen();
  return server.resolvedUrls.local[0];
}

/** Builds a project and serves what was built; gives the URL. */
export async function viteBuild(folder) {
  await vite.build({ root: folder, logLevel: 'error' });
  const server = await vite.preview({ root: folder, logLevel: 'warn', preview: LOCAL });
  after(() => server.close());
  return server.resolvedUrls.local[0];
}

/** Builds with a project's own configuration, or with none; gives the folder of what was built. */
export function webpackBuild(folder, config = {}) {
  return new Promise((done, fail) => {
    webpack({ mode: 'production', context: folder, performance: { hints: false }, ...config, output: { path: join(folder, 'dist'), ...config.output } }, (error, stats) => {
      if (error || stats.hasErrors()) fail(error ?? new Error(stats.toString('errors-only')));
      else if (stats.hasWarnings()) fail(new Error(stats.toString('errors-warnings')));
      else done(join(folder, 'dist'));
    });
  });
}
