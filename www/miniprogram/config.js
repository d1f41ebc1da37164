// What an installation changes. The key by which the record is trusted comes with the program: it is never asked of the host.
module.exports = {
  origin: 'example.org/hall',
  hostKey: { crv: 'Ed25519', kty: 'OKP', x: 'U2UsXMQeujN1MAgNxbjiAvq4G_1P2uvmEt2SWXUEEek' },
  phone: '01012345678',
};
