import { GuanjiaError, type MotionView } from 'guanjia/parallel';

import { zh, type Plain, type Words } from './words/zh';

export type { Words };
export type Language = 'zh' | 'en';

let language: Language = 'zh';
let all: Words = zh;

/** The words of now. */
export function words(): Words {
  return all;
}

/** The words of a part of the page: Chinese, and English of the same shape, which does not compile otherwise. */
export function both<T>(chinese: T, english: Plain<T>): () => Plain<T> {
  return () => (language === 'zh' ? (chinese as Plain<T>) : english);
}

/** The language of now. */
export function spoken(): Language {
  return language;
}

/** Whoever opens the page sees Chinese, unless they chose otherwise before. */
export function chosen(): Language {
  return localStorage.getItem('language') === 'en' ? 'en' : 'zh';
}

/** Speaks a language from now on, or from the next visit on where it cannot be fetched: English is, by those who choose it. */
export async function speak(next: Language): Promise<void> {
  localStorage.setItem('language', next);
  all = next === 'en' ? (await import('./words/en')).en : zh;
  language = next;
}

/** Something said in both languages, by the core or in a record; the Chinese where there is no English. */
export function pick(said: { zh: string; en?: string }): string {
  return language === 'en' && said.en ? said.en : said.zh;
}

/** What somebody reads when something went wrong: the library's sentence where it is one of its errors. */
export function sentence(error: unknown): string {
  if (!(error instanceof GuanjiaError)) return error instanceof Error ? error.message : String(error);
  return pick(error);
}

/** Where something stands: its Chinese name, or the name that never changes. */
export function stateOf(state: { name: string; zh: string }): string {
  return pick({ zh: state.zh, en: state.name.replaceAll('_', ' ') });
}

/** What a motion is called, and which round of its question it is where there are several. */
export function titleOf({ id, question, rounds }: MotionView): string {
  const title = pick(question.title);
  return rounds.length > 1 ? `${title} · ${words().round(rounds.findIndex((round) => round.id === id) + 1)}` : title;
}
