// Beside the page: everything about lotteries of panels that may take long, one question for each worker.

import { compareMethods, findLottery, GuanjiaError, init, pinnedPeople, relaxQuotas } from 'guanjia';

import type { Answer, Question } from './lottery';

/** How many ways out of quotas that contradict each other are shown. */
const WAYS = 5;

const said = (answer: Answer): void => self.postMessage(answer);

async function answered(question: Question): Promise<unknown> {
  const { pool, seats } = question;
  if (question.what === 'find') {
    const { panels, objective } = question;
    return findLottery(pool, seats, { panels, objective, onProgress: (done, of) => said({ done, of }) });
  }
  if (question.what === 'compare') return compareMethods(pool, seats, question.lotteries, { by: question.by });
  const ways = relaxQuotas(pool, seats, WAYS);
  return { ways, pinned: ways.length === 0 ? pinnedPeople(pool, seats) : [] };
}

self.onmessage = async ({ data }: MessageEvent<Question>) => {
  try {
    await init();
    said({ found: await answered(data) });
  } catch (error) {
    said({ failed: error instanceof GuanjiaError ? { zh: error.zh, en: error.en } : { zh: String(error), en: String(error) } });
  }
};
