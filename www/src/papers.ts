import type { Adjudicate, Channel, Choice, Hall, HandOut, Kid, MotionView, PaperState, ReadPaper } from 'guanjia/parallel';

import { pick } from './words';
import { paperWords } from './words/papers';

/** What the record has of a paper. */
export interface Paper {
  serial: string;
  state: PaperState;
  handle: string;
  channel: Channel;
  /** What was read on it, by whose key; nobody who still has to read it may see this. */
  readings: { kid: Kid; choice: Choice }[];
  /** What a supervisor held it to say, and the entry that a witness attests. */
  settled?: { leaf: string; choice: Choice; reason: string; witnessed: boolean };
}

type Payload = { re?: string } & Partial<HandOut> & Partial<ReadPaper> & Partial<Adjudicate>;

const KINDS = ['hand-out', 'read-paper', 'adjudicate', 'attest'];

/** Every paper of a motion, in the order in which they were handed out. */
export function papersOf(hall: Hall, view: MotionView): Paper[] {
  const papers = new Map<string, Paper>();
  const unsettled = new Map(view.unsettled.map(({ serial, state }) => [serial, state]));
  const settling = new Map<string, Paper>();
  for (const { index, kind, void: refused } of hall.entries(view.opened + 1, hall.size)) {
    if (kind === undefined || refused !== undefined || !KINDS.includes(kind)) continue;
    const entry = hall.entry(index);
    const said = JSON.parse(entry.payload) as Payload;
    if (kind === 'attest') {
      const paper = settling.get(said.re ?? '');
      if (paper?.settled) paper.settled.witnessed = true;
    }
    if (said.re !== view.leaf || said.serial === undefined) continue;
    if (kind === 'hand-out') papers.set(said.serial, { serial: said.serial, state: 'out', handle: said.handle ?? '', channel: said.channel ?? 'onsite-paper', readings: [] });
    const paper = papers.get(said.serial);
    if (!paper || said.choice === undefined) continue;
    if (kind === 'read-paper') paper.readings.push({ kid: entry.kid, choice: said.choice });
    if (kind === 'adjudicate') {
      paper.settled = { leaf: entry.leaf, choice: said.choice, reason: said.reason ?? '', witnessed: false };
      settling.set(entry.leaf, paper);
    }
  }
  for (const paper of papers.values()) paper.state = unsettled.get(paper.serial) ?? (paper.settled ? 'adjudicated' : paper.readings.length > 0 ? 'equal' : 'out');
  return [...papers.values()];
}

/** The papers that a clerk can still read: whoever read one once leaves it to another. */
export function toRead(papers: Paper[], kid: Kid): Paper[] {
  return papers.filter(({ state, readings }) => (state === 'in' || state === 'entered-once') && readings.every((reading) => reading.kid !== kid));
}

/** The number for the next paper: one more than the last, with as many digits. */
export function nextSerial(papers: Paper[]): string {
  const last = papers.at(-1)?.serial ?? 'P-0000';
  const [, before = '', number = ''] = /^(.*?)(\d+)$/.exec(last) ?? [];
  return number === '' ? '' : `${before}${String(Number(number) + 1).padStart(number.length, '0')}`;
}

/** What a ballot says, in the words of its question. */
export function saidOf(view: MotionView, choice: Choice): string {
  const t = paperWords();
  if (choice === 'abstain' || choice === 'blank') return t[choice];
  if ('invalid' in choice) return t[choice.invalid];
  const named = (option: string) => pick(view.options.find(({ id }) => id === option)?.text ?? { zh: option });
  return ('option' in choice ? [choice.option] : choice.options).map(named).join('、');
}
