// config/index.js
module.exports = {
  projectName: 'guanjia-taro',
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  sourceRoot: 'src',
  outputRoot: 'dist',
  designWidth: 750,
  copy: {
    // wasm 不进 webpack,原样复制到小程序包里 the wasm goes into the mini-program as it is
    patterns: [{ from: 'node_modules/guanjia/miniprogram_dist/guanjia.wasm.br', to: 'dist/guanjia.wasm.br' }],
    options: {},
  },
};
