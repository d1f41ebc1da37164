import { spoken } from './words';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** A day of a record as people say it: 2026年5月16日. */
export function day(date: string): string {
  const [year = 0, month = 1, at = 1] = date.split('-').map(Number);
  return spoken() === 'zh' ? `${year}年${month}月${at}日` : `${at} ${MONTHS[month - 1]} ${year}`;
}

/** A month of a record as people say it: 2026年5月. */
export function month(of: string): string {
  const [year = 0, at = 1] = of.split('-').map(Number);
  return spoken() === 'zh' ? `${year}年${at}月` : `${MONTHS[at - 1]} ${year}`;
}

/** A time of a record by the community's clock, `zone` minutes east: 2026年5月16日 14:30. */
export function moment(time: number, zone: number): string {
  const [date = '', hour = ''] = local(time, zone).split('T');
  return `${day(date)} ${hour}`;
}

/** A time as the field of a form has it: 2026-05-16T14:30. */
export function local(time: number, zone: number): string {
  return new Date((time + zone * 60) * 1000).toISOString().slice(0, 16);
}

/** The time that somebody chose in such a field. */
export function timeOf(chosen: string, zone: number): number {
  return Date.parse(`${chosen}Z`) / 1000 - zone * 60;
}

/** How many days from one day to another. */
export function daysFrom(one: string, other: string): number {
  return Math.round((Date.parse(other) - Date.parse(one)) / 86_400_000);
}

/** A day some days after another. */
export function later(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}
