// What a program that uses the package may write, and what TypeScript refuses.
import { type Event, type Payload, Hall, audit, generateKey, init, judge, rules, sign } from '../../pkg/js/index.js';

export async function vote(bundle: string, now: number): Promise<string> {
  await init();
  const { seed } = await generateKey();
  const hall = new Hall(bundle);
  const motion = hall.motions()[0]!;
  const ballot = hall.sign({ kind: 'ballot', re: motion.leaf, choice: { option: 'Y' } }, seed, now);
  hall.admit(ballot.jws);

  // @ts-expect-error A ballot names its motion.
  hall.sign({ kind: 'ballot', choice: 'abstain' }, seed, now);
  // @ts-expect-error There is no such choice.
  hall.sign({ kind: 'ballot', re: motion.leaf, choice: 'maybe' }, seed, now);
  // @ts-expect-error A clock is about no entry.
  hall.sign({ kind: 'clock', at: now, re: motion.leaf }, seed, now);
  // @ts-expect-error There is no such event.
  hall.sign({ kind: 'vote', re: motion.leaf, choice: 'abstain' }, seed, now);
  // @ts-expect-error A whole payload says for which record it is, when, and as which of its signer's entries.
  sign({ kind: 'clock', at: now }, seed);

  const standing = hall.standing('H-0001');
  const open = standing.motions.filter((each) => each.may_vote);
  // @ts-expect-error A household may have no key.
  standing.kid.length;
  return open.map((each) => each.title.en ?? each.title.zh).join();
}

// The kind of an event tells its members.
export function said(event: Event): string | undefined {
  switch (event.kind) {
    case 'statement':
      return typeof event.said === 'object' && 'text' in event.said ? event.said.text : undefined;
    case 'ballot':
      return event.for ?? event.re;
    case 'matter-move':
      return typeof event.move === 'object' && 'refer' in event.move ? event.move.refer.to : undefined;
    default:
      // @ts-expect-error Not every event has one.
      return event.choice;
  }
}

export async function findings(bundle: string, payload: Payload): Promise<string[]> {
  const report = await audit(bundle, { onProgress: (done, size) => console.log(done / size) });
  const verdict = judge(rules()[0]!, { participation: {}, approval: {} }, 'Y');
  console.log(payload.aud, payload.iat, verdict.outcome);
  return report.findings.map((finding) => `${finding.entry ?? ''} ${finding.code} ${finding.zh}`);
}
