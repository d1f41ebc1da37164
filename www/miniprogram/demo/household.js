// The household of the sample. A secret key that everybody can read is good for a demonstration only.
module.exports = { handle: 'H-1', key: { seed: 'nDh9kXYIy9meL4QeDBMyusd2vaWIkWpht16ArevQlB4' } };
