// A server, played by the package itself.
const { Hall } = require('guanjia');
const text = require('./record');

const seed = 'E4wdeT3us-w13fR0oNur3TfDQ9ROykRcIPS74ZizmPE';
let hall;
const played = () => (hall = hall || new Hall(text));

module.exports = {
  trusted: { origin: 'example.org/hall', key: { crv: 'Ed25519', kty: 'OKP', x: 'U2UsXMQeujN1MAgNxbjiAvq4G_1P2uvmEt2SWXUEEek' } },
  me: { handle: 'H-1', seed: 'nDh9kXYIy9meL4QeDBMyusd2vaWIkWpht16ArevQlB4' },
  record: async () => played().bundle(played().checkpoint(seed)),
  send: async (jws) => played().receipt(played().admit(jws), played().checkpoint(seed)),
};
