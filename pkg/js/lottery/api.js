import { json, number, searchOptions, text } from '../arguments.js';
import { ask, init } from './core.js';
import { beside } from './search.js';

export { GuanjiaError } from '../errors.js';
export { init };

export function poolFromTables(quotas, people) {
  text('quotas', quotas);
  text('people', people);
  return ask((raw) => raw.poolFromTables(quotas, people));
}

export async function findLottery(pool, seats, options) {
  const wanted = searchOptions(options);
  return beside('findLottery', [json('pool', pool), number('seats', seats), wanted.panels, wanted.objective], wanted);
}

export async function relaxQuotas(pool, seats, options) {
  const wanted = searchOptions(options);
  return beside('relaxQuotas', [json('pool', pool), number('seats', seats), wanted.most], wanted);
}

export async function pinnedPeople(pool, seats, options) {
  const wanted = searchOptions(options);
  return beside('pinnedPeople', [json('pool', pool), number('seats', seats)], wanted);
}

export async function compareMethods(pool, seats, lotteries, options) {
  const wanted = searchOptions(options);
  return beside('compareMethods', [json('pool', pool), number('seats', seats), wanted.by, wanted.panels, json('lotteries', lotteries)], wanted);
}

export function rfc3797(sources, value, pool, select) {
  const written = json('sources', sources);
  text('value', value);
  number('pool', pool);
  number('select', select);
  return ask((raw) => raw.rfc3797(written, value, pool, select));
}
