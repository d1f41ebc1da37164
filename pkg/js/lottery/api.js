import { compareOptions, json, number, text } from '../arguments.js';
import { ask, init } from './core.js';

export { GuanjiaError } from '../errors.js';
export { init };

export function poolFromTables(quotas, people) {
  text('quotas', quotas);
  text('people', people);
  return ask((raw) => raw.poolFromTables(quotas, people));
}

export function relaxQuotas(pool, seats, most = 5) {
  const written = json('pool', pool);
  number('seats', seats);
  number('most', most);
  return ask((raw) => raw.relaxQuotas(written, seats, most));
}

export function pinnedPeople(pool, seats) {
  const written = json('pool', pool);
  number('seats', seats);
  return ask((raw) => raw.pinnedPeople(written, seats));
}

export function compareMethods(pool, seats, lotteries, options) {
  const [posed, found] = [json('pool', pool), json('lotteries', lotteries)];
  number('seats', seats);
  const { by, panels } = compareOptions(options);
  return ask((raw) => raw.compareMethods(posed, seats, by, panels, found));
}
