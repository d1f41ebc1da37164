// Beside the page: what may take long besides the search for a lottery, which has a worker of its own.

import { compareMethods, GuanjiaError, init, pinnedPeople, relaxQuotas } from 'guanjia/lottery';

import type { Answer, Question } from './lottery';

/** How many ways out of quotas that contradict each other are shown. */
const WAYS = 5;

const said = (answer: Answer): void => self.postMessage(answer);

function answered(question: Question): unknown {
  const { pool, seats } = question;
  if (question.what === 'compare') return compareMethods(pool, seats, question.lotteries, { by: question.by });
  const ways = relaxQuotas(pool, seats, WAYS);
  return { ways, pinned: ways.length === 0 ? pinnedPeople(pool, seats) : [] };
}

self.onmessage = async ({ data }: MessageEvent<Question>) => {
  try {
    await init();
    said({ found: answered(data) });
  } catch (error) {
    said({ failed: error instanceof GuanjiaError ? { zh: error.zh, en: error.en } : { zh: String(error), en: String(error) } });
  }
};
