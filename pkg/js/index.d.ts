/**
 * guanjia 管家: a community's deliberation as one signed record that anyone can replay and check.
 *
 * ```js
 * import { init, generateKey, Hall, audit } from 'guanjia';
 *
 * await init();
 * const hall = new Hall(bundle);                          // 重放一份记录 replay a record
 * const { motions } = hall.standing('H-0001');            // 这一户现在能做什么 what this household may do now
 * const ballot = hall.sign({ kind: 'ballot', re: motions[0].leaf, choice: { option: 'Y' } }, seed, now);
 * hall.admit(ballot.jws);                                 // 违反规则就拒收 refused, with the reason, if it breaks a rule
 * ```
 *
 * Everything that can fail throws a {@link GuanjiaError}. Secret keys (`seed`), hashes and key identifiers are base64url text,
 * times are whole seconds since 1970, records and receipts are text. SPEC.md in the repository has every format.
 */

import type {
  AnnounceDraw,
  ArticleHit,
  Ask,
  BallotView,
  BaseView,
  Convention,
  ConventionDiff,
  ConventionView,
  Count,
  DraftText,
  DrawReport,
  DrawSpec,
  DrawView,
  DrawnPanel,
  DriveView,
  EntryView,
  ErrorData,
  Event,
  Hash,
  Id,
  Kid,
  MatterView,
  MotionView,
  Need,
  ObjectionView,
  Payload,
  PointsView,
  PostView,
  PublicKey,
  PublicSource,
  RegisterView,
  Report,
  RosterView,
  Rule,
  SessionView,
  Severity,
  SortitionLottery,
  SortitionPool,
  SortitionProved,
  Standing,
  Summary,
  TaskView,
  Time,
  Verdict,
  Waiting,
  Words,
} from './types.js';

export type * from './types.js';

/** Where the wasm comes from; each entry point has its own way when this is left out. */
export type Source = string | URL | Response | ArrayBuffer | ArrayBufferView | WebAssembly.Module;

/**
 * Loads the wasm. Calling it again does nothing, unless an internal error (`package.stopped`) has ended the instance: then
 * it starts afresh, and objects of the ended instance go on throwing.
 *
 * In a mini-program the source is a path inside the package.
 */
export function init(source?: Source | Promise<Source>): Promise<void>;

/** A secret key 私钥 with its public half; `seed` is what must be kept secret. */
export interface Key {
  /** 32 bytes in base64url: the member `d` of a JWK (RFC 8037). */
  seed: string;
  /** Its short name on entries. */
  kid: Kid;
  /** The public key. */
  jwk: PublicKey;
}

/** A new key from the platform's secure randomness; in a mini-program only from `wx.getRandomValues`. */
export function generateKey(): Promise<Key>;

/** The key of a seed. */
export function keyFromSeed(seed: string): Key;

/** An entry 条目 of a record. */
export interface SignedEntry {
  /** The entry as it stands on the record: a compact JWS (RFC 7515). */
  jws: string;
  /** What kind of entry it is, such as `ballot`. */
  kind: string;
  /** The identifier of the key that it says signed it. */
  kid: Kid;
  /** Its hash as a leaf of the tree, by which other entries name it. */
  leaf: Hash;
  /** What was signed: canonical JSON, or any other text where the entry does not count. */
  payload: string;
}

/** Signs a whole payload; {@link Hall.sign} fills in `aud`, `iat` and `seq` by itself. */
export function sign(payload: Payload, seed: string): SignedEntry;

/** Reads an entry. The signature is not checked: that is what a {@link Hall} and a receipt are for. */
export function readEntry(jws: string): SignedEntry;

/** The policy 信任策略 (c2sp.org/tlog-policy) that relies on one log: the host of a record. */
export function policy(origin: string, jwk: PublicKey): string;

/** Adds the cosignature of a witness 见证方 to a checkpoint (c2sp.org/tlog-cosignature). */
export function cosign(checkpoint: string, name: string, seed: string, now: Time): string;

/** What a receipt that holds shows. */
export interface ShownReceipt {
  /** The index of the entry. */
  index: number;
  /** How many entries the record had. */
  size: number;
  /** The record's origin. */
  origin: string;
  /** The entry. */
  entry: SignedEntry;
}

/** Checks a receipt 回执 by itself, offline: the entry is on the record that the policy relies on. */
export function verifyReceipt(receipt: string, policy: string): ShownReceipt;

/** Every preset rule 决议规则, with its source, article and dates. */
export function rules(): Rule[];

/** What each test of a rule needs when its base is `base`: `need(rule, 1698)[0].need === 850`. */
export function need(rule: Rule, base: number): Need[];

/** Judges one option of a count by a rule, without a record. */
export function judge(rule: Rule, count: Count, option: Id): Verdict;

/** Does a draw 抽签 again from everything that decides it. */
export function drawSpec(spec: DrawSpec): DrawReport;

/** The SHA-256 散列 of a text in UTF-8 or of bytes: what evidence and texts off the record are named by. */
export function hash(content: string | ArrayBuffer | ArrayBufferView): Hash;

/**
 * Seals words 封存, such as those about somebody's safety: what stands on the record instead of them, and the salt, which is kept
 * with the text. The salt comes from the platform's secure randomness.
 */
export function sealWords(text: string): Promise<{ words: Words; salt: Uint8Array }>;

/** Whether words on the record are those of a text, under their salt if they were sealed. */
export function wordsSay(words: Words, text: string, salt: ArrayBuffer | ArrayBufferView): boolean;

/** Looks through a convention that is being written 公约草稿 for wording it may not have. */
export function lint(draft: DraftText | Convention): ArticleHit[];

/** How a text of a convention differs from an older one. */
export function compareConventions(older: DraftText | Convention, newer: DraftText | Convention): ConventionDiff;

/**
 * Checks a lottery 方案 that was found by `guanjia/lottery`, in exact arithmetic: every panel, every count and the proof; throws where
 * something is not as it says.
 */
export function checkLottery(pool: SortitionPool, seats: number, lottery: SortitionLottery): SortitionProved;

/** Draws a panel of a lottery by what public sources showed, with those who wait in reserve. */
export function drawPanel(
  pool: SortitionPool,
  seats: number,
  lottery: SortitionLottery,
  sources: PublicSource[],
  value: string,
  reserve?: number,
): DrawnPanel;

/** A lottery as a record carries it: the hashes for the announcement, and the data of each `panels` entry. */
export function lotteryParts(lottery: SortitionLottery): { hashes: Hash[]; data: string[] };

/** A code with its sentences; `{name}` stands for a field. */
export interface CodeSentences {
  code: string;
  severity: Severity;
  zh: string;
  en: string;
}

/** Every code that the core can throw or report. */
export function codes(): CodeSentences[];

/** A record and what is true after it 议事堂. Free it with `dispose()` or `using`. */
export class Hall {
  /** An empty record, or that of a bundle 记录包: lines that break a rule are void, and `entries` says why. */
  constructor(record?: string);
  /** The number of entries. */
  readonly size: number;
  /** Takes an entry if it breaks no rule, and gives its index; throws why it is refused otherwise, and nothing changes. */
  admit(jws: string): number;
  /** Puts an entry on the record whatever it says, as evidence; `void` says what rule it breaks. */
  record(jws: string): { index: number; void?: ErrorData };
  /**
   * An event 准备一条: what somebody decides, with all that follows from the record (digests, figures, versions, seats). Sign it
   * at once; what follows may change with every entry.
   */
  prepare(ask: Ask): Event;
  /** Signs an event as the key's next entry on this record; it is not admitted by that. */
  sign(event: Event, seed: string, now: Time): SignedEntry;
  /** The entry at an index. */
  entry(index: number): SignedEntry;
  /** The pool and seats of a draw that is going to be announced with a lottery. */
  lotteryProblem(announcement: AnnounceDraw): { pool: SortitionPool; seats: number };
  /** The checkpoint 签注 of now, signed by the host. */
  checkpoint(seed: string): string;
  /** The record as far as a checkpoint of it goes, as one file. */
  bundle(checkpoint: string): string;
  /**
   * The policy that relies on the office that hosts this record now: what somebody goes by who has nothing but the record.
   * Whoever was given the host's key some other way uses {@link policy} with that.
   */
  policy(): string;
  /** The receipt 回执 of an entry under a checkpoint. */
  receipt(index: number, checkpoint: string): string;

  /** The record at a glance. */
  summary(): Summary;
  /** The lines from one index to before another. */
  entries(from: number, to: number): EntryView[];
  /** What a household, steward or office is, and may do now: the same checks as `admit`. */
  standing(handle: Id): Standing;
  /**
   * What waits for an office 待办: signatures, objections, papers, secrets and panels of a draw, and the steps its roles have next. The same
   * checks as `admit` but for those steps, which the state alone allows.
   */
  waiting(who: Id): Waiting;
  /** A register 名册. */
  register(id: Id): RegisterView;
  registers(): RegisterView[];
  /** A frozen base 基数. */
  base(id: Id): BaseView;
  bases(): BaseView[];
  /** A roster 名单 of stewards, with the seats by stratum. */
  roster(id: Id): RosterView;
  rosters(): RosterView[];
  /** A draw 抽签. */
  draw(id: Id): DrawView;
  draws(): DrawView[];
  /** A matter 事项. */
  matter(id: Id): MatterView;
  matters(): MatterView[];
  /** A session 会议, with its agenda, quorum and who is present. */
  session(id: Id): SessionView;
  sessions(): SessionView[];
  /** A motion 议案 by its name or by the leaf hash of the entry that opened it. */
  motion(name: Id | Hash): MotionView;
  motions(): MotionView[];
  /** Every ballot in the box of a motion, without its content while the motion is open. */
  ballots(motion: Id | Hash): BallotView[];
  /** A convention 公约. */
  convention(id: Id): ConventionView;
  conventions(): ConventionView[];
  /** A signature drive 签约. */
  drive(id: Id): DriveView;
  drives(): DriveView[];
  /** Everything that was made public 公示. */
  posts(): PostView[];
  objections(): ObjectionView[];
  tasks(): TaskView[];
  points(): PointsView;

  /** Frees its memory; anything asked of it afterwards throws `package.disposed`. */
  dispose(): void;
  [Symbol.dispose](): void;
}

/** A bundle 记录包 as a text, as the bytes of its file, which are opened sooner, or as the file itself. */
export type BundleSource = string | ArrayBuffer | ArrayBufferView | Blob;

/** How a bundle is opened. */
export interface OpenOptions {
  /** Is told how far it is. */
  onProgress?: (done: number, size: number) => void;
  /** Ends it with `audit.cancelled`; an `AbortSignal`, or anything with `aborted`. */
  signal?: { readonly aborted: boolean };
  /** How long the page may wait, in milliseconds; 24 unless told otherwise. */
  slice?: number;
}

/** Opens a bundle in slices: the hall is that of `new Hall(bundle)`, which would keep a page waiting for all of a long record. */
export function openHall(bundle: BundleSource, options?: OpenOptions): Promise<Hall>;

/** How an audit is done. */
export interface AuditOptions extends OpenOptions {
  /** The policy to rely on; without one, the record's own host is relied on and no witness asked for. */
  policy?: string;
}

/** Audits 核验 a bundle in slices: every check by name, every finding located by entry. */
export function audit(bundle: BundleSource, options?: AuditOptions): Promise<Report>;

/** An audit in your own slices; a file has to be read before. */
export class Auditor {
  constructor(bundle: Exclude<BundleSource, Blob>);
  /** How far the work has come, in entries. */
  readonly done: number;
  readonly size: number;
  /** The root 树根 of the tree over the entries as they stand in the bundle, to be compared with one that is posted; nothing is replayed for it. */
  root(): Hash;
  /** Does about as much work as so many entries make; whether any is left. */
  advance(entries: number): boolean;
  /** Reads the signatures of the entries from `from` to before `to`, which `checkSignatures` then checks together. */
  readSignatures(from: number, to: number): void;
  /** The indices of the entries read since the last time whose signatures are good, to be handed to `relyOn` of another auditor of the same bundle. */
  checkSignatures(): Uint32Array;
  /** Relies on what another auditor of the same bundle found; the report is the same. */
  relyOn(good: Uint32Array): void;
  /** Replays what is left and reports. */
  finish(policy?: string): Report;
  /** Replays what is left, and gives the hall; the auditor is used up by it. */
  hall(): Hall;
  dispose(): void;
  [Symbol.dispose](): void;
}

/** Every failure 错误: a stable `code` and a sentence in Chinese and English. */
export class GuanjiaError extends Error {
  readonly code: string;
  readonly severity: Severity;
  readonly fields: Record<string, string>;
  /** The index of the entry it is about. */
  readonly entry?: number;
  readonly zh: string;
  readonly en: string;
}
