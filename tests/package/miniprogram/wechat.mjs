// `node wechat.mjs pack|compile FOLDER`: runs WeChat's official miniprogram-ci without its servers, and prints one line of JSON.
//
// Two things are answered here that it would ask of WeChat. `attr` is an option of its project: the limits, which come with it as
// `DefaultProjectAttr`. And the list of file types a package may hold, for which it falls back on its own when nobody answers;
// so nobody is let answer, and no test depends on a network.
import http from 'node:http';
import https from 'node:https';
import ci from 'miniprogram-ci';
import config from 'miniprogram-ci/dist/config/config.js';

for (const protocol of [http, https]) {
  protocol.request = () => {
    throw new Error('no network in this test');
  };
}

const [step, folder] = process.argv.slice(2);
const project = new ci.Project({
  appid: 'touristappid',
  type: 'miniProgram',
  projectPath: folder,
  privateKey: 'never used',
  ignores: ['node_modules/**/*'],
  attr: async () => config.DefaultProjectAttr,
});
const steps = {
  pack: async () => ({ warnings: await ci.packNpm(project) }),
  async compile() {
    const files = await ci.getCompiledResult({ project, setting: { es6: true, es7: true, minify: true } });
    return { files: Object.fromEntries(Object.entries(files).map(([path, content]) => [path, Buffer.from(content).toString('base64')])) };
  },
};
const result = await steps[step]();
process.stdout.write(`\n${JSON.stringify(result)}\n`, () => process.exit(0));
