// The types of guanjia's values, made from its Rust types. Do not edit:
// GUANJIA_WRITE=1 cargo test --all-features --test types

/** What an abstention does 弃权. */
export type Abstention =
  /** It stays in the base 计入分母. */
  | "in-denominator"
  /** It is as good as a no, since the base is everyone entitled 等同反对. */
  | "counts-against"
  /** One is enough to prevent the decision, since all must agree 阻却. */
  | "blocks"
  /** It leaves the base 不计入分母. */
  | "excluded";

/**
 * A paper that two clerks read differently is settled 裁定 by a supervisor; counts once a witness
 * attests.
 */
export type Adjudicate = {
  /** What it is held to say. */
  choice: Choice;
  /** Why. */
  reason: string;
  /** The number on the paper. */
  serial: Id;
};

/** That a convention was adopted 通过: which text, by which motion. */
export type Adoption = {
  /** The convention's digest. */
  convention: Hash;
  /** The leaf hash of the entry that opened the motion. */
  motion: Hash;
};

/** What an objection is against, which decides who answers it. */
export type Against =
  /** A draft that is public; the committee or a supervisor answers. */
  | "draft"
  /** A result, a list, points: anything already decided; a supervisor answers. */
  | "result";

/** What a session will deal with, as it is posted. */
export type Agenda = {
  /** Its items, numbered 1, 2, 3 … */
  items: Array<AgendaItem>;
};

/** An agenda with its questions. */
export type AgendaAsk = {
  /** Its items in order. */
  items: Array<ItemAsk>;
};

/** An item 议题 of an agenda. */
export type AgendaItem = {
  /** The matter it comes from, if it comes from one. */
  matter?: Id;
  /** The motions to be voted on; none when the item is only talked about. */
  motions?: Array<AgendaMotion>;
  /** Its number, from 1. */
  no: number;
  /** What it is called. */
  title: string;
};

/** A motion on an agenda, with the digest of its exact question. */
export type AgendaMotion = {
  /** The motion. */
  id: Id;
  /** The digest of its question, see `Question::digest`. */
  question: Hash;
};

/** An agenda 议程 as it was posted. */
export type AgendaView = {
  /** The digest that fixes it. */
  digest: Hash;
  /** Its items in order. */
  items: Array<ItemView>;
};

/**
 * A breakdown that may be published: groups and columns merged until no cell is small.
 *
 * Every cell, zero included, is at least the threshold; rows and columns each are a partition, so
 * that sums and differences of cells, also with the totals of the single columns beside them, give
 * no smaller part. Of all ways to merge columns (the rarest first) the one is taken that tells
 * the most beyond the totals. A column that is zero throughout is left out. A community of fewer than the threshold
 * has no rows.
 *
 * Two breakdowns of the same counts at different times can be subtracted: publish one, at the end.
 */
export type Aggregate = {
  /** The columns, each a list of the kinds that were merged into it. */
  columns: Array<Array<string>>;
  /** The rows, each of neighbouring groups, in the order of the groups. */
  rows: Array<AggregateRow>;
};

/** A row of a published breakdown. */
export type AggregateRow = {
  /** The groups that were merged into it. */
  groups: Array<string>;
  /** One count for each column. */
  counts: Array<number>;
};

/** How much of each measure; what is not mentioned is zero, and a zero is never written. */
export type Amounts = { [key in Measure]?: number };

/**
 * The result that is announced 宣布 of the motion that `re` names; stands only if it is what the
 * record gives, and is final once two witnesses attest. Signed by a facilitator or clerk.
 */
export type Announce = {
  /** Heads that abstained. */
  abstain: number;
  /** Heads whose ballots are invalid. */
  invalid: number;
  /** Heads for each option. */
  options: { [key in Id]: number };
  /** What is decided. */
  outcome: Outcome;
  /** Heads that took part. */
  participating: number;
};

/** A result to be announced. */
export type AnnounceAsk = {
  /** The motion, by its name or the leaf hash of the entry that opened it. */
  motion: string;
};

/** A draw is announced 抽签公告, by the committee. */
export type AnnounceDraw = {
  /** The announcement, whose hash commitments are made under; its candidates must be those of `from`. */
  draw: Draw;
  /** Among whom. */
  from: DrawFrom;
  /**
   * The session those drawn are convened for: there unless a roster is filled. No session is drawn
   * for twice.
   */
  session?: Id;
};

/** A result as it was announced, and who witnessed it. */
export type Announcement = {
  /** The entry that announced it. */
  entry: number;
  /** Who announced it. */
  by: Id;
  /** When. */
  on: Date;
  /** What was announced. */
  figures: Announce;
  /** Who stood by the count. */
  witnesses: Array<Id>;
};

/** An appeal 申诉 against a triage. */
export type Appeal = {
  /** By whom. */
  by: Id;
  /** When. */
  on: Date;
  /** Why. */
  reason: string;
};

/** A member appeals 申诉 against a triage, within the charter's `appeal_days`. */
export type AppealTriage = {
  /** The matter. */
  matter: Id;
  /** Why, in at least five characters. */
  reason: string;
};

/** An article 条款. */
export type Article = {
  /** Its number, which it keeps through all versions. */
  no: Id;
  /** Its title. */
  title: string;
  /** What it is; an article may combine kinds. */
  kind: Array<ArticleKind>;
  /** What it says. */
  text: string;
  /** The articles of law it rests on. */
  basis?: Array<string>;
};

/** How an article differs. */
export type ArticleDiff = {
  /** The article. */
  no: Id;
  /** In the old version. */
  old?: Article;
  /** In the new version. */
  new?: Article;
  /** Its text, in pieces. */
  text: Array<Piece>;
};

/** A hit of the lint in an article. */
export type ArticleHit = {
  /** The article. */
  article: Id;
  /** Whether it is in the title rather than the text. */
  in_title: boolean;
  /** The hit. */
  hit: LintHit;
};

/** What an article is. */
export type ArticleKind =
  /** Reminds of what the law demands anyway 法定义务提示. */
  | "duty"
  /** What neighbours agree on 约定. */
  | "agreement"
  /** What is asked for but not demanded 倡导. */
  | "encouragement"
  /** How the convention itself is made and changed 程序. */
  | "procedure";

/** What somebody decides about an event; the rest of it follows from the record. */
export type Ask =
  | { kind: "freeze" } & FreezeAsk
  | { kind: "roster" } & RosterAsk
  | { kind: "draw" } & DrawAsk
  | { kind: "commit" } & CommitAsk
  | { kind: "reveal" } & RevealDraw
  | { kind: "drawn" } & DrawnAsk
  | { kind: "notice" } & NoticeAsk
  | { kind: "motion" } & MotionAsk
  | { kind: "round" } & RoundAsk
  | { kind: "close" } & CloseAsk
  | { kind: "announce" } & AnnounceAsk
  | { kind: "minutes" } & MinutesAsk
  | { kind: "convention" } & ConventionAsk
  | { kind: "review" } & ReviewAsk
  | { kind: "post" } & PostAsk;

/** A task is assigned 交办, by the committee. */
export type AssignTask = {
  /** The matter it carries out, if it is about one; its first task sets the matter to being done. */
  matter?: Id;
  /** What is to be done, by whom, until when, and how one will know. */
  task: TaskPlan;
};

/** Who counts as having taken part. */
export type Attendance =
  /** 到会: who checked in; without a session, who took part in the vote. */
  | "present"
  /** 参与表决: who took part in the vote. */
  | "participating";

/** A second signature 会签 under the entry that `re` names: a triage, minutes, a count, a new key. */
export type Attest = Record<symbol, never>;

/** A way for a resident to prove who they are. */
export type Auth =
  /** A code by text message 短信验证码. */
  | "sms"
  /** A code handed out by the community 社区码. */
  | "code"
  /** In person before a worker 现场核验. */
  | "in-person"
  /** By face 刷脸. */
  | "face";

/** Somebody's ballot in the box, to be found again. */
export type BallotView = {
  /** Whose vote it is. */
  elector: Id;
  /** The entry it is, or with which a paper came in. */
  entry: number;
  /** The leaf hash of that entry, for its receipt. */
  leaf: Hash;
  /** The way it came in. */
  channel: Channel;
  /** Who cast it for the voter. */
  by?: Id;
  /** Whether it counts as it is; false for a paper that was not read twice and alike, nor settled. */
  counted: boolean;
  /** What it says, once the motion is closed. */
  choice?: Choice;
};

/** What is announced of a base: every total, each under its measure, and the digest of the list. */
export type BaseNotice = {
  /** The identifier that motions and draws refer to. */
  id: Id;
  /** The register it was frozen from. */
  register: Id;
  /** Which part of the register. */
  scope: Scope;
  /** The totals by measure: households and residents both, where the register knows both. */
  totals: Amounts;
  /** The digest of register, scope and members, see `Base::digest`. */
  digest: Hash;
};

/** A base 基数, frozen from a register. */
export type BaseView = {
  /** What was announced of it, with every total. */
  notice: BaseNotice;
  /** Its members by their handles. */
  members: { [key in Id]: Member };
  /** The totals of each stratum, for every key under which all members have one. */
  strata: { [key in Id]: { [key in Stratum]: Amounts } };
};

/** What a rule binds. */
export type Binding =
  /** By national law. */
  | "statutory"
  /** By a local ordinance. */
  | "local"
  /** By an administrative policy. */
  | "policy"
  /** By Party procedure. */
  | "party"
  /** By a charter, covenant or contract of those concerned. */
  | "contract"
  /** Not at all: the result is an opinion. */
  | "advisory"
  /** No longer: another law took its place, and nothing may be decided by it. */
  | "superseded";

/** What a ballot without a mark is 空白票. */
export type Blank =
  /** An abstention 计弃权. */
  | "abstain"
  /** An invalid ballot 计无效. */
  | "invalid";

/** Whose decisions a rule governs. */
export type Body =
  /** 居民: the residents of a community, or their representatives. */
  | "residents"
  /** 村民: the villagers, or their representatives. */
  | "villagers"
  /** 农村集体经济组织成员: the members of a rural collective. */
  | "collective"
  /** 业主: the owners in a building or estate, or their committee. */
  | "owners"
  /** 党员: the members of a Party branch. */
  | "party"
  /** 百姓管家: a panel of stewards, whose vote is an opinion. */
  | "stewards";

/** Something with a name, a title and a state. */
export type Brief = {
  /** Its name. */
  id: Id;
  /** What it is called or about, in Chinese. */
  title?: string;
  /** Where it stands. */
  state: State;
};

/** The call 召集 of a session. */
export type Call = {
  /**
   * Whether to take part in the vote is to attend 参加表决即到会, as in an assembly that goes from door to door for days:
   * then nobody checks in, and participation is judged when a motion is counted.
   */
  by_voting?: boolean;
  /** Who is convened and counts for the quorum. */
  convened: Array<Id>;
  /** Who may speak but does not count or vote 列席: part-time members, police, property managers, advisers. */
  guests?: Array<Id>;
  /** Its number, such as `SES-2026Q2-1`. */
  id: Id;
  /** Where, in words. */
  place?: string;
  /** Those of the convened who have a stake in the matter 利益相关方. */
  stakeholders?: Array<Id>;
  /** How often one person may speak to one question; without limit if absent. */
  turns?: number;
  /** Where it meets. */
  venue: Venue;
  /** When it meets. */
  when: When;
};

/** A candidate of a `DrawSpec`. */
export type CandidateSpec = {
  /** Who. */
  handle: Id;
  /** Where the candidate belongs. */
  strata?: { [key in Id]: Stratum };
};

/** A case, or two that leave nothing out. */
export type Case =
  /** The weights, taken so many times, and the quotas, taken together, say so. */
  | { closed: {
      /** How many times the weights are taken; with 0 there is no panel in this case. */
      times: number;
      /** How many times each quota is taken. */
      multipliers: Multipliers;
    } }
  /** Either at most so many of those like a person sit, or more. */
  | { split: {
      /** The first in the pool of people who are alike. */
      like: number;
      /** How many of them. */
      most: number;
      /** At most so many sit. */
      fewer: Case;
      /** More sit. */
      more: Case;
    } };

/** The proof, level by level, from the least likely people upwards 证明. */
export type Certificate = {
  /** The levels. Whoever is in none of them sits on every panel, or on none because they must not. */
  levels: Array<SortitionLevel>;
};

/** A quota made wider. */
export type Change = {
  /** What the feature is called. */
  feature: string;
  /** What the value is called. */
  value: string;
  /** Which end of its quota. */
  end: End;
  /** What it is. */
  from: number;
  /** What it would have to be. */
  to: number;
};

/** The way a ballot comes in 渠道. */
export type Channel =
  /** 线上实名: signed by the voter's own key. */
  | "online"
  /** 会场纸质: on paper, at the meeting. */
  | "onsite-paper"
  /** 上门纸质: on paper, collected at the door. */
  | "home-paper";

/** The first entry 章程: what this record is and who holds which office. Signed by the key in `cnf`. */
export type Charter = {
  /** How a resident proves who they are; a face is never the only way (AB37). */
  auth: Array<Auth>;
  /** The key of the founder, who holds the offices of `offices[0]`. */
  cnf: Confirmation;
  /** The community's name, in its own language. */
  name: string;
  /** Who holds which office at the start; the first is the founder. */
  offices: Array<Office>;
  /** What lets online attendance count as attendance 到会 (an article of the residents' own charter); none if nothing does. */
  online_basis?: string;
  /** Within how many days of an objection its answer is due. */
  answer_days: number;
  /** Within how many days of a triage it can be appealed. */
  appeal_days: number;
  /** Minutes east of UTC. */
  zone: Zone;
};

/** One check by name. */
export type Check = {
  /** The name that never changes. */
  name: string;
  /** The name in Chinese. */
  zh: string;
  /** The name in English. */
  en: string;
  /** What came of it. */
  outcome: CheckOutcome;
  /** How many things were checked. */
  checked: number;
};

/** Someone checks in 签到: themselves, or as a clerk enters it. */
export type CheckIn = {
  /** Who. */
  handle: Id;
  /** In the hall or online. */
  presence: Presence;
  /** The session. */
  session: Id;
};

/** What came of a check. */
export type CheckOutcome =
  /** It holds. */
  | "passed"
  /** It does not, or something should be looked at: see the findings. */
  | "failed"
  /** It was not asked for. */
  | "skipped";

/** Somebody other than the doers checked a task 验收: a supervisor, or the committee. */
export type CheckTask = {
  /** Digests of what the check shows. */
  evidence?: Array<Hash>;
  /** What was found. */
  outcome: TaskOutcome;
  /** The task. */
  task: Id;
};

/**
 * What a ballot says.
 *
 * A question that takes one option is answered with `option`, one that takes several with
 * `options`, even if it is a single one.
 */
export type Choice =
  /** One option. */
  | { option: Id }
  /** Several options, at least one. */
  | { options: Array<Id> }
  /** 弃权. */
  | "abstain"
  /** 空白: no mark. */
  | "blank"
  /** 无效: only ever read on paper. */
  | { invalid: Defect };

/**
 * Points are claimed 积分申报, by a clerk or the household; they count once another clerk or a supervisor
 * attests and they were public.
 */
export type ClaimPoints = {
  /** A new name for the claim. */
  claim: Id;
  /** Digests of what shows that it was done. */
  evidence: Array<Hash>;
  /** The household. */
  household: Id;
  /** The item it was done for, such as a dog, where the rule counts items. */
  item?: Id;
  /** When it was done. */
  on: Date;
  /** The code of the rule. */
  rule: Id;
};

/** What the host's clock says 时刻; signed by an office with the role `host`. */
export type Clock = {
  /** The time at the host. */
  at: Time;
};

/**
 * The vote on the motion that `re` names ends 截止; every ballot after this entry is late. Signed by
 * a clerk.
 */
export type Close = {
  /** How many papers were counted by hand in the box, where there are any. */
  papers?: number;
};

/** A vote to be ended. */
export type CloseAsk = {
  /** The motion, by its name or the leaf hash of the entry that opened it. */
  motion: string;
  /** How many papers were counted by hand in the box. It does not follow: it is what the record is held against. */
  papers?: number;
};

/**
 * The drive that `re` names ends 签约截止, by a clerk, after its last day. Its counts may be posted once a
 * supervisor attests.
 */
export type CloseDrive = Record<symbol, never>;

/** Every kind of error; `Code::ALL` lists them with their sentences. */
export type Code =
  | "base64.invalid"
  | "id.invalid"
  | "date.invalid"
  | "ratio.invalid"
  | "json.invalid"
  | "json.not-canonical"
  | "measure.too-large"
  | "machine.step"
  | "machine.role"
  | "reason.short"
  | "words.empty"
  | "words.personal"
  | "words.salt-short"
  | "words.differ"
  | "key.invalid"
  | "key.seed"
  | "key.weak"
  | "kid.invalid"
  | "signature.invalid"
  | "entry.kind"
  | "entry.too-long"
  | "entry.malformed"
  | "entry.header"
  | "entry.not-text"
  | "entry.other-key"
  | "key-name.invalid"
  | "vkey.invalid"
  | "vkey.type"
  | "note.control"
  | "note.signature"
  | "note.too-many"
  | "checkpoint.malformed"
  | "checkpoint.unsigned"
  | "policy.malformed"
  | "policy.name-taken"
  | "policy.name-unknown"
  | "policy.member-twice"
  | "policy.key-twice"
  | "policy.no-quorum"
  | "policy.unmet"
  | "proof.malformed"
  | "proof.inclusion"
  | "proof.consistency"
  | "receipt.no-entry"
  | "receipt.beyond"
  | "bundle.header"
  | "bundle.count"
  | "bundle.entry"
  | "event.unknown"
  | "event.re-missing"
  | "event.re-unexpected"
  | "entry.repeated"
  | "entry.foreign"
  | "entry.sequence"
  | "charter.missing"
  | "charter.repeated"
  | "charter.founder"
  | "charter.face-only"
  | "key.unknown"
  | "key.ended"
  | "key.taken"
  | "office.missing"
  | "office.unknown"
  | "member.missing"
  | "member.no-key"
  | "attest.unasked"
  | "attest.same-person"
  | "member.other"
  | "time.ahead"
  | "time.backwards"
  | "tree.root"
  | "checkpoint.origin"
  | "rule.unknown"
  | "rule.incomplete"
  | "rule.condition-invalid"
  | "rule.ratio-invalid"
  | "rule.abstain-contradicts"
  | "rule.special-notice"
  | "rule.proxy-cap"
  | "rule.id-taken"
  | "rule.silent-as-majority"
  | "rule.silence-by-covenant"
  | "rule.not-in-force"
  | "rule.superseded"
  | "rule.basis-missing"
  | "rule.base-missing"
  | "rule.group-missing"
  | "rule.kind"
  | "stratum.invalid"
  | "stratum.missing"
  | "register.person-counted"
  | "register.unit-taken"
  | "register.heads-given"
  | "register.area-twice"
  | "register.area-missing"
  | "register.adults"
  | "register.not-listed"
  | "register.not-eligible"
  | "register.unknown"
  | "register.personal"
  | "register.office-name"
  | "register.has-key"
  | "register.digest-alg"
  | "register.digest-taken"
  | "base.unknown"
  | "base.repeated"
  | "base.empty"
  | "base.changed"
  | "roster.base-unit"
  | "roster.base-unit-changed"
  | "seats.base-zero"
  | "seats.none"
  | "seats.too-few"
  | "roster.unknown"
  | "roster.repeated"
  | "roster.seats-wrong"
  | "roster.measure-switched"
  | "roster.until"
  | "roster.nominations-closed"
  | "roster.nominations-open"
  | "roster.stands"
  | "roster.no-vacancy"
  | "roster.not-verifying"
  | "roster.draw-needed"
  | "roster.nobody"
  | "roster.not-public"
  | "roster.all-recommended"
  | "draw.candidate-twice"
  | "draw.candidates-changed"
  | "draw.candidates-few"
  | "draw.stratum-unknown"
  | "draw.seats-given"
  | "draw.party-twice"
  | "draw.party-unknown"
  | "draw.source-missing"
  | "draw.dates"
  | "draw.commit-late"
  | "draw.commit-twice"
  | "draw.commits-open"
  | "draw.not-committed"
  | "draw.reveal-wrong"
  | "draw.reveal-twice"
  | "draw.reveal-late"
  | "draw.reveals-open"
  | "draw.reveal-missing"
  | "draw.value-invalid"
  | "draw.value-early"
  | "draw.repeated"
  | "draw.for-roster"
  | "draw.session"
  | "draw.forfeited"
  | "draw.unknown"
  | "draw.open"
  | "draw.overdue"
  | "pool.not-member"
  | "panel.not-in-pool"
  | "panel.stakeholder-share"
  | "panel.stratum-empty"
  | "panel.one-stratum"
  | "sortition.feature-twice"
  | "sortition.value-twice"
  | "sortition.quota-inverted"
  | "sortition.person-twice"
  | "sortition.person-value"
  | "sortition.too-large"
  | "sortition.panel-count"
  | "sortition.panel-seats"
  | "sortition.panel-member"
  | "sortition.panel-quota"
  | "sortition.panel-household"
  | "sortition.panel-must"
  | "sortition.panel-must-not"
  | "sortition.count"
  | "sortition.counts-missing"
  | "sortition.proof-row"
  | "sortition.proof-level"
  | "sortition.proof-empty"
  | "sortition.proof-search"
  | "sortition.proof-open"
  | "sortition.proof-wrong"
  | "sortition.unsolved"
  | "table.empty"
  | "table.quote"
  | "table.cells"
  | "table.column"
  | "table.column-twice"
  | "table.number"
  | "table.value"
  | "table.twice"
  | "sortition.packed"
  | "sortition.conflict"
  | "sortition.conflict-deep"
  | "sortition.cancelled"
  | "sortition.pinned-in"
  | "sortition.pinned-out"
  | "sortition.widen-min"
  | "sortition.widen-max"
  | "draw.lottery-none"
  | "draw.lottery-seats"
  | "draw.lottery-alternates"
  | "draw.lottery-panels"
  | "draw.lottery-part"
  | "draw.lottery-twice"
  | "draw.lottery-late"
  | "draw.lottery-missing"
  | "draw.lottery-off"
  | "panel.quota-missed"
  | "catalogue.invalid"
  | "catalogue.item-unknown"
  | "matter.not-own"
  | "matter.text-exposed"
  | "matter.supported"
  | "matter.settled"
  | "matter.not-read-back"
  | "matter.not-compared"
  | "matter.into-itself"
  | "matter.parts-missing"
  | "matter.negative-list"
  | "matter.due-past"
  | "matter.test-missing"
  | "matter.not-studied"
  | "matter.same-measure"
  | "matter.own-work"
  | "matter.not-publicised"
  | "matter.unknown"
  | "matter.taken"
  | "matter.elsewhere"
  | "matter.not-part"
  | "matter.supporters-missing"
  | "matter.not-passed"
  | "matter.passed"
  | "matter.not-reserved"
  | "triage.rule-missing"
  | "triage.unproposed"
  | "triage.differs"
  | "triage.same-person"
  | "triage.unconfirmed"
  | "triage.safety"
  | "triage.unreported"
  | "triage.appeal-late"
  | "agenda.empty"
  | "agenda.numbering"
  | "agenda.repeated"
  | "agenda.item-unknown"
  | "agenda.not-on-agenda"
  | "agenda.text-changed"
  | "notice.short"
  | "notice.special"
  | "agenda.question-taken"
  | "agenda.deferred"
  | "notice.shortened"
  | "session.unknown"
  | "session.taken"
  | "session.other-panel"
  | "session.elsewhere"
  | "session.by-voting"
  | "session.not-voting"
  | "session.vote-open"
  | "session.decline-unclear"
  | "session.online-basis"
  | "session.recused-by-other"
  | "session.nobody-convened"
  | "session.window"
  | "session.roles-mixed"
  | "session.wrong-day"
  | "session.not-open"
  | "session.not-convened"
  | "session.checked-in"
  | "session.attendance"
  | "session.no-quorum"
  | "session.quorate"
  | "session.item-done"
  | "session.not-speaking"
  | "session.not-present"
  | "session.turns-used"
  | "session.statement-unknown"
  | "session.statement-on-record"
  | "session.not-speaker"
  | "session.one-sided"
  | "session.recusal-late"
  | "session.outcome-missing"
  | "session.unwitnessed"
  | "session.witness-partial"
  | "session.challenge-late"
  | "minutes.statement-missing"
  | "minutes.statement-unknown"
  | "minutes.motion-missing"
  | "minutes.outcome-differs"
  | "minutes.differs"
  | "minutes.same-person"
  | "minutes.signed"
  | "minutes.not-posted"
  | "minutes.unsigned"
  | "motion.not-competent"
  | "motion.text-missing"
  | "motion.options-few"
  | "motion.option-twice"
  | "motion.approves-unknown"
  | "motion.marks-invalid"
  | "motion.poll-unsuited"
  | "motion.channels-missing"
  | "motion.secret-unsupported"
  | "motion.rule-differs"
  | "motion.proxy-cap"
  | "motion.opinion-only"
  | "motion.changed"
  | "motion.same"
  | "motion.bundled"
  | "motion.abstain-option"
  | "motion.channel-unfounded"
  | "motion.proxy-uncapped"
  | "motion.tied"
  | "ballot.not-eligible"
  | "ballot.recused"
  | "ballot.measure-missing"
  | "ballot.not-present"
  | "ballot.late"
  | "ballot.channel-closed"
  | "ballot.choice-unknown"
  | "ballot.too-many"
  | "ballot.duplicate"
  | "ballot.duplicate-channel"
  | "ballot.proxy-off"
  | "ballot.proxy-unwritten"
  | "ballot.proxy-household"
  | "ballot.proxy-cap"
  | "ballot.not-issued"
  | "ballot.serial-taken"
  | "ballot.same-clerk"
  | "ballot.entered"
  | "ballot.not-disputed"
  | "ballot.entry-mismatch"
  | "ballot.paper-count"
  | "ballot.unknown"
  | "ballot.void"
  | "ballot.closed"
  | "motion.unknown"
  | "motion.taken"
  | "motion.round-unfit"
  | "count.open"
  | "count.wrong"
  | "count.no-quorum"
  | "count.repeated"
  | "attest.same"
  | "publicity.privacy"
  | "publicity.short"
  | "publicity.no-evidence"
  | "publicity.person-listed"
  | "publicity.repeated"
  | "publicity.unknown"
  | "publicity.missing"
  | "publicity.over"
  | "publicity.not-ended"
  | "publicity.outdated"
  | "publicity.days"
  | "publicity.unready"
  | "publicity.list"
  | "publicity.table-wrong"
  | "publicity.table-again"
  | "objection.window"
  | "objection.unanswered"
  | "objection.answered"
  | "objection.own-case"
  | "objection.role"
  | "objection.dismissed-voids"
  | "objection.about-nothing"
  | "objection.unknown"
  | "objection.overdue"
  | "objection.voids-nothing"
  | "finalise.repeated"
  | "finalise.not-announced"
  | "convention.empty"
  | "convention.article-twice"
  | "convention.article-unknown"
  | "convention.unchanged"
  | "convention.unreviewed"
  | "convention.blocked"
  | "convention.unanswered"
  | "convention.comment-unanswered"
  | "convention.comment-unknown"
  | "convention.other-text"
  | "convention.no-party-gate"
  | "convention.not-passed"
  | "convention.dates"
  | "convention.unknown"
  | "convention.version"
  | "convention.lint"
  | "convention.no-basis"
  | "convention.passed"
  | "convention.not-filed"
  | "convention.not-yet"
  | "convention.review-due"
  | "drive.window"
  | "drive.closed"
  | "drive.open"
  | "drive.duplicate"
  | "drive.not-signed"
  | "drive.unknown"
  | "drive.repeated"
  | "drive.not-promulgated"
  | "task.no-owner"
  | "task.no-due"
  | "task.no-acceptance"
  | "task.no-evidence"
  | "task.not-doer"
  | "task.same-person"
  | "task.state"
  | "task.unknown"
  | "task.repeated"
  | "task.doer-unknown"
  | "task.due-past"
  | "task.overdue"
  | "points.rule"
  | "points.rule-twice"
  | "points.for-choice"
  | "points.for-rights"
  | "points.claim-twice"
  | "points.unknown"
  | "points.item"
  | "points.limit"
  | "points.same-person"
  | "points.no-evidence"
  | "points.future";

/**
 * A proposal for a draft, or a comment 意见 on one that is public; by a member, or by a clerk who
 * took it down.
 */
export type Comment = {
  /** The article it is about, where it is about one. */
  article?: Id;
  /** The convention. */
  convention: Id;
  /** Whose words a clerk took down; absent when a member signs. */
  handle?: Id;
  /** What it says. */
  words: Words;
};

/** A proposal or comment, and what became of it. */
export type CommentRecord = {
  /** Who made it. */
  by: Id;
  /** The article it is about. */
  article?: Id;
  /** What it says. */
  words: Words;
  /** The version it was made on. */
  version: number;
  /** The entry it came in. */
  entry: number;
  /** What a reviewer said of it. */
  finding?: ReviewFinding;
  /** What the drafters made of it. */
  reply?: CommentReply;
};

/** What became of a comment 意见 on a public draft. */
export type CommentReply = {
  /** The leaf hash of the entry that holds the comment: the commenter's receipt. */
  comment: Hash;
  /** Whether the draft was changed accordingly 采纳. */
  adopted: boolean;
  /** Why, or why not. */
  reason: string;
};

/** A commitment to be made. The secret stays with the party until it reveals it. */
export type CommitAsk = {
  /** The draw. */
  draw: Id;
  /** The office or handle that will sign it. */
  party: Id;
  /** Its secret: 32 bytes. */
  secret: Reveal;
};

/** A party commits 承诺 to a secret before the public value exists. */
export type CommitDraw = {
  /** `commitment` under the announcement and the party's office or handle. */
  commitment: Hash;
  /** The draw. */
  draw: Id;
};

/**
 * A test, or several joined by "and" or "or".
 *
 * One spelling: a single test is `{"test": …}`, no condition at all is `{"all": []}`, and every
 * other list has two members or more.
 */
export type Condition =
  /** Every one must hold. */
  | { all: Array<Condition> }
  /** One is enough 任一. */
  | { any: Array<Condition> }
  /** One inequality. */
  | { test: Test };

/** A key, as proof of possession names it (RFC 7800 section 3.2). */
export type Confirmation = {
  /** The public key. */
  jwk: PublicKey;
};

/**
 * A version of a convention 公约. Its articles have different numbers, and each has a text and at
 * least one kind.
 */
export type Convention = {
  /** Its name. */
  id: Id;
  /** Its version, from 1. */
  version: number;
  /** What it is called. */
  title: string;
  /** What it says. */
  articles: Array<Article>;
};

/** A version of a convention to be drafted. */
export type ConventionAsk = {
  /** The convention: a new name, or that of one of which this is the next version. */
  convention: Id;
  /** What it is called. */
  title: string;
  /** What it says. */
  articles: Array<Article>;
  /** Why a draft that is public is changed. */
  reason?: string;
  /** What becomes of every comment that has no reply yet; only where a public draft is changed. */
  replies?: Array<CommentReply>;
};

/** How two versions differ. */
export type ConventionDiff = {
  /** The title, in pieces; empty when it is the same. */
  title?: Array<Piece>;
  /** Articles that differ, in the order of the new version; removed ones come last. */
  articles?: Array<ArticleDiff>;
  /** Whether articles that both have stand in another order. */
  reordered: boolean;
};

/**
 * What happens to a convention: `{"pass":{"motion":"<leaf hash>"}}`. Drafts, comments and reviews
 * have entries of their own.
 */
export type ConventionStep =
  /** The draft goes to the legal adviser 送法律审查. */
  | { "send-review": Record<symbol, never> }
  /** The public draft is put to the vote 提交表决. */
  | { "to-vote": {
      /** What becomes of every comment that came in and has no reply yet. */
      replies?: Array<CommentReply>;
    } }
  /** It was passed 表决通过. */
  | { pass: {
      /** The leaf hash of the entry that opened the motion. */
      motion: Hash;
    } }
  /** It was not passed 表决未通过. */
  | { fail: {
      /** The leaf hash of the entry that opened the motion. */
      motion: Hash;
      /** Why, and what is to be changed. */
      reason: string;
    } }
  /** It is filed with the street 报送备案. */
  | { file: {
      /** Digests of what shows it, such as the receipt 备案回执. */
      evidence: Array<Hash>;
    } }
  /** The street orders it to be put right 责令改正. */
  | { "order-correct": {
      /** Why. */
      reason: string;
    } }
  /** It is made public as adopted 公布. */
  | { promulgate: {
      /** The first day on which it holds 施行. */
      in_force: Date;
      /** The day by which it is looked at again 评估. */
      review: Date;
    } }
  /** The day has come on which it holds; the host says so. */
  | { "enter-force": Record<symbol, never> }
  /** It is looked at again 开始评估, by the committee or a steward. */
  | { "start-review": {
      /** Why. */
      reason: string;
    } }
  /** It goes on as it is 继续施行. */
  | { keep: {
      /** Why. */
      reason: string;
      /** The day by which it is looked at again. */
      review: Date;
    } }
  /** It is to be changed 修订; it holds until the new version does. */
  | { amend: {
      /** Why. */
      reason: string;
    } }
  /** It holds no longer 废止. */
  | { repeal: {
      /** The leaf hash of the entry that opened the motion to repeal it. */
      motion: Hash;
      /** Why. */
      reason: string;
    } };

/** A convention's text, fixed by its digest. */
export type ConventionText = {
  /** The convention. */
  convention: Id;
  /** The digest of the version that is put to the vote. */
  digest: Hash;
};

/** A convention 公约 with all its versions. */
export type ConventionView = {
  /** Its name. */
  id: Id;
  /** Where it stands. */
  state: State;
  /** Every version in order. */
  versions: Array<VersionView>;
  /** What changed from each version to the next. */
  diffs: Array<ConventionDiff>;
  /** What the reviewers found, in order. */
  findings: Array<Finding>;
  /** Proposals and comments, by the leaf hashes of their entries. */
  comments: { [key in Hash]: CommentRecord };
  /** Where the lint met the current version. */
  lint: Array<ArticleHit>;
  /** The record of the Party organisation's study. */
  study?: PartyStudy;
  /** By which motion the last version that was put to the vote was adopted. */
  adoption?: Adoption;
  /** The name of that motion. */
  motion?: Id;
  /** What shows that it was filed. */
  filed: Array<Hash>;
  /** The version that was last made public as adopted, also before the day it holds from. */
  promulgated?: Promulgated;
  /** The version that holds, also while the next one is drafted. */
  in_force?: Promulgated;
};

/** Something put right 更正; both versions stay on the record. */
export type Correction = {
  /** What, such as `同意`. */
  what: string;
  /** What was published. */
  was: string;
  /** What it should be. */
  is: string;
};

/**
 * What was counted on one question.
 *
 * The two sides of a rule may stand on different numbers: somebody who recused themselves was
 * convened and is present, but is nobody's vote.
 */
export type Count = {
  /** The bases on which participation is judged. */
  participation: { [key in Of]?: Amounts };
  /** The bases on which approval is judged: without those recused. */
  approval: { [key in Of]?: Amounts };
  /** The support of each option. */
  options?: { [key in Id]: Amounts };
  /** Abstentions, with the blank ballots where those are abstentions. */
  abstain?: Amounts;
  /** Blank ballots, which are counted among the abstentions or the invalid ones. */
  blank?: Amounts;
  /** Invalid ballots, with the blank ones where those are invalid. */
  invalid?: Amounts;
  /** By how much each base may still grow; nothing once the ballot is closed. */
  outstanding?: { [key in Of]?: Amounts };
  /** The same for groups of those entitled, where a rule speaks of them. */
  groups?: { [key in Id]: Count };
};

export type Curve = "Ed25519";

/** A day of the Gregorian calendar, written `2026-05-16`. */
export type Date = string;

/** How a question is decided. */
export type Decision = {
  /** The question. */
  question: Id;
  /** Passed if any option is adopted. */
  outcome: Outcome;
  /** The verdict on each option that was put to the rule. */
  verdicts: { [key in Id]: Verdict };
  /** The options that are adopted, by their support; equals in the order of the ballot. */
  adopted?: Array<Id>;
  /** The two options between which there is a second round. */
  runoff?: [Id, Id];
  /** Who is equal where only some can go on. */
  tied?: Tied;
};

/** A roster 百姓管家名册 is declared with its base, rule and seats, by the committee. */
export type DeclareRoster = {
  /** What is announced; its seats must be what the rule gives. */
  roster: RosterNotice;
};

/**
 * Somebody does not take a seat or gives it up 推辞: they sign it themselves, or a clerk enters it.
 * The next alternate takes the seat.
 */
export type Decline = {
  /** Which seat. */
  from: SeatOf;
  /** Who. */
  handle: Id;
  /** Why. */
  reason: string;
};

/** What makes a paper ballot invalid. */
export type Defect =
  /** 多选: more marks than one may make. */
  | "multiple"
  /** 无法辨认. */
  | "unreadable";

/** How disclosures are hashed. */
export type DigestAlg = "sha-256";

/**
 * A version of a convention is drafted 拟稿, by the committee. Every draft is a version of its own,
 * which stays on the record; one that takes the place of a draft that is public sends it back to review.
 */
export type DraftConvention = {
  /** The whole text; the version is one more than that of the draft before. */
  convention: Convention;
  /** The digest of the version before; none for the first. */
  previous?: Hash;
  /** Why a draft that is public is changed 修改理由. */
  reason?: string;
  /** What becomes of every comment that came in and has no reply yet; only where a public draft is changed. */
  replies?: Array<CommentReply>;
};

/**
 * The words of a convention while they are being written, before they are on any record: articles may still be
 * empty, or have the same number.
 */
export type DraftText = {
  /** What it is called. */
  title?: string;
  /** What it says. */
  articles: Array<Article>;
};

/** A version of a convention on the record. */
export type DraftVersion = {
  /** The text. */
  text: Convention;
  /** The entry it came in. */
  entry: number;
  /** Who drafted it, and does not review it. */
  by: Id;
};

/**
 * The announcement of a draw 抽签公告: all that decides it except the secrets of the parties and
 * values that do not exist yet (RFC 3797 section 2).
 */
export type Draw = {
  /** Names what is filled, such as the pool of a year or the panel of a meeting. It is drawn once. */
  id: Id;
  /** The digest of the candidates, see `Candidates::digest`. */
  candidates: Hash;
  /** The key of the strata that the seats are shared out among; none when all are drawn together. */
  by?: Id;
  /** The seats of each stratum; of the one stratum `all` when there is no key. */
  seats: { [key in Stratum]: number };
  /** How many alternates 备选 each stratum gets, if it has as many candidates. */
  alternates: number;
  /** How many general alternates there are besides, for strata whose own run out. */
  general: number;
  /** Those who bring in a secret: the committee, a supervisor, an observing resident. None is allowed. */
  parties?: Array<Id>;
  /** The last day for commitments. */
  commit_by: Date;
  /** The last day for reveals, before the first source has a value. */
  reveal_by: Date;
  /** The public sources, in the order in which their values are written. */
  sources: Array<PublicSource>;
  /** The lottery 方案 one of whose panels is drawn; without one, the seats are drawn person by person. */
  lottery?: LotteryNotice;
};

/** A draw to be announced. */
export type DrawAsk = {
  /** A new name for the draw. */
  draw: Id;
  /** Among whom. */
  from: DrawFrom;
  /** The session those drawn are convened for; left out where a roster is filled. */
  session?: Id;
  /** The key of the strata that share the seats; of a roster it follows. */
  by?: Id;
  /** The seats of each stratum; of a roster they follow. */
  seats?: { [key in Stratum]: number };
  /** How many alternates each stratum gets. */
  alternates: number;
  /** How many general alternates there are besides. */
  general: number;
  /** Those who bring in a secret. */
  parties?: Array<Id>;
  /** The last day for commitments. */
  commit_by: Date;
  /** The last day for reveals. */
  reveal_by: Date;
  /** The public sources, in the order in which their values are written. */
  sources: Array<PublicSource>;
  /** The lottery one of whose panels is drawn, if so. */
  lottery?: LotteryNotice;
};

/** What a party of a draw, or the committee, is to enter. */
export type DrawDuty =
  /** Its commitment 承诺. */
  | "commit"
  /** What it committed to 揭示. */
  | "reveal"
  /** The parts of its lottery that are not on the record yet 方案. */
  | "panels";

/** Among whom is drawn: `{"pool":"R-2026"}`. */
export type DrawFrom =
  /** Those who stand for a roster; who is drawn will hold its seats. */
  | { candidates: Id }
  /** Those who hold a roster's seats, for a panel. */
  | { pool: Id }
  /** The voters of a base, for a panel. */
  | { base: Id };

/** A draw done again, with every hash on the way. */
export type DrawReport = {
  /** The seats as the rule gives them, where a rule was given. */
  seats?: Seats;
  /** The announcement, whose canonical JSON is hashed. */
  announcement: Draw;
  /** The lot of every candidate for the seats; the smallest are selected. Empty where a panel of a lottery is drawn. */
  tickets: { [key in Id]: Hash };
  /** The result, with the hash of the announcement, the value and the seed. */
  drawn: Drawn;
};

/** A draw with everything that decides it, as `guanjia draw` reads it. */
export type DrawSpec = {
  /** What is filled. */
  id: Id;
  /** Who may be drawn, in any order. */
  candidates: Array<CandidateSpec>;
  /** The key of the strata that share the seats. */
  by?: Id;
  /** The seats of each stratum. Either they are given, or a rule and weights. */
  seats?: { [key in Stratum]: number };
  /** The rule that says how many seats there are. */
  rule?: SeatRule;
  /** How much of the rule's measure there is in each stratum. */
  weights?: { [key in Stratum]: number };
  /** How many alternates each stratum gets. */
  alternates: number;
  /** How many general alternates there are. */
  general: number;
  /** The parties, in order. */
  parties?: Array<PartySpec>;
  /** The last day for commitments. */
  commit_by: Date;
  /** The last day for reveals. */
  reveal_by: Date;
  /** The public sources, in order. */
  sources: Array<PublicSource>;
  /** The lottery one of whose panels is drawn, if so. */
  lottery?: LotteryNotice;
  /** Its parts, as they are on the record. */
  parts?: Array<string>;
  /** What the public sources showed, in canonical form. */
  value: string;
};

/** Somebody in a draw. */
export type DrawStanding = {
  /** The draw. */
  draw: Id;
  /** `announced`, `committed`, `drawn` or `failed`. */
  state: State;
  /** The session those drawn are convened for. */
  session?: Id;
  /** Whether they are a candidate. */
  candidate: boolean;
  /** Whether they are a party that commits and reveals. */
  party: boolean;
  /** The stratum of the seat they hold on the panel. */
  seat?: Stratum;
  /** Whether they wait for a seat on the panel as an alternate 递补. */
  waits: boolean;
};

/** A draw 抽签. */
export type DrawView = {
  /** Its name. */
  id: Id;
  /** `announced` 已公告, `committed` 待揭示, `drawn` 已开签 or `failed` 未成: no party revealed in time. */
  state: State;
  /** The leaf hash of the entry that announced it. */
  leaf: Hash;
  /** The announcement. */
  announcement: Draw;
  /** Its digest, which commitments bind themselves to. */
  digest: Hash;
  /** Among whom is drawn. */
  from: DrawFrom;
  /** The session those drawn are convened for. */
  session?: Id;
  /** The candidates in the order of their handles. */
  candidates: Array<CandidateSpec>;
  /** The parties in order, with what they committed to and revealed. */
  parties: Array<PartySpec>;
  /** The lottery one of whose panels is drawn, if so. */
  lottery?: LotteryView;
  /** The result: what the public sources showed, the seed, who was selected, the alternates. */
  drawn?: Drawn;
  /** Who holds the seats of a panel now, and who was replaced by whom. */
  panel?: Pool;
};

/** A draw that waits for a party's secret, or for its lottery. */
export type DrawWaiting = {
  /** The draw. */
  draw: Id;
  /** What is to be entered. */
  duty: DrawDuty;
  /** The last day for it. */
  until: Date;
};

/** A finished draw. */
export type Drawn = {
  /** The draw. */
  draw: Id;
  /** The hash of its announcement. */
  announcement: Hash;
  /** What the public sources showed. */
  value: PublicValue;
  /** The seed all lots follow from. */
  seed: Seed;
  /** The parties that brought in nothing, because they did not commit or did not reveal. */
  forfeited?: Array<Id>;
  /** Those selected in each stratum, in the order of their lots. */
  selected: { [key in Stratum]: Array<Id> };
  /** The alternates of each stratum, in the order in which they move up. */
  alternates: { [key in Stratum]: Array<Id> };
  /** The general alternates, in the order in which they move up. */
  general: Array<Id>;
  /** Which panel of the lottery was drawn, counted from 0. */
  panel?: number;
};

/** A draw to be made. */
export type DrawnAsk = {
  /** The draw. */
  draw: Id;
  /** What each public source showed, number by number. */
  values: Array<Array<string>>;
};

/** A panel drawn by a public value. */
export type DrawnPanel = {
  /** What the lottery is known by; it is published before the value exists. */
  digest: Hash;
  /** What the public sources showed. */
  value: PublicValue;
  /** The seed, which follows from both. */
  seed: Seed;
  /** Which panel it is, counted from 0. */
  panel: number;
  /** Who is on it, in the order of the pool. */
  members: Array<string>;
  /** Who waits behind them, in the order in which they are asked. */
  reserve: Array<string>;
};

/** A household that may sign a convention. */
export type DriveStanding = {
  /** The drive. */
  drive: Id;
  /** The leaf hash of the entry that opened it: the `re` of a signature. */
  leaf?: Hash;
  /** Where it stands. */
  state: State;
  /** The convention that is signed. */
  convention: Id;
  /** The first day on which it can be signed. */
  opens: Date;
  /** The last day. */
  closes: Date;
  /** Whether they signed. */
  signature: SignatureStanding;
  /** Whether they may sign now with their own key. */
  may_sign: boolean;
  /** Whether they may withdraw their signature now with their own key. */
  may_unsign: boolean;
  /** Why they may not sign, or not withdraw what they signed. */
  refusal?: ErrorData;
};

/** A signature drive 签约. */
export type DriveView = {
  /** Its name. */
  id: Id;
  /** The leaf hash of the entry that opened it: the `re` of signatures. */
  leaf?: Hash;
  /** Where it stands. */
  state: State;
  /** The convention that is signed. */
  convention: Id;
  /** The digest of its text. */
  text: Hash;
  /** The base whose households may sign. */
  base: Id;
  /** The first day on which it can be signed. */
  opens: Date;
  /** The last day. */
  closes: Date;
  /** How many households signed, once it is closed: two counts in between would tell who did. */
  signed?: number;
  /** How many signatures were withdrawn, once it is closed. */
  withdrawn?: number;
  /** What was published of it. */
  table?: Aggregate;
};

/** Until when something is due: a day such as `2026-07-31`, or `standing` 长期. */
export type Due = string;

/** Which of several ballots of one voter counts 重复票规则; declared before the ballot opens. */
export type Duplicates =
  /** The first one 以第一张为准. */
  | "first"
  /** The last one before the close 以最后一张为准. */
  | "last"
  /** An online one before a paper one; the first of each 以线上为准. */
  | "online"
  /** A paper one before an online one; the first of each 以纸质为准. */
  | "paper";

/** What a result is. */
export type Effect =
  /** 协商意见: an opinion, on which those who may decide can draw. */
  | "opinion"
  /** 决定: a decision. */
  | "decision";

/** Which end of a quota. */
export type End =
  /** The minimum. */
  | "min"
  /** The maximum. */
  | "max";

/** A post has run its time 期满; by a clerk or the host, once every objection is answered. */
export type EndPost = {
  /** Further digests of what shows that it was up. */
  evidence?: Array<Hash>;
  /** The post. */
  post: Id;
};

/**
 * A unit is put on a register 登记, by a registrar or clerk.
 *
 * The payload is shaped like that of an SD-JWT (RFC 9901): what could name the person stays with
 * them as disclosures, of which only the digests are here. Disclosures are never on the record.
 */
export type Enrol = {
  /** The digests of the unit's salted disclosures, in the order of their bytes (RFC 9901 section 4.2.4.1). */
  _sd?: Array<Hash>;
  /** How they were made; there if and only if there are any (RFC 9901 section 4.1.1). */
  _sd_alg?: DigestAlg;
  /**
   * The member's own key, or the household's, which its representative 户代表 keeps. None for
   * those who vote on paper.
   */
  cnf?: Confirmation;
  /** The register; its first unit opens it. */
  register: Id;
  /** Who, under a random handle, and what they count for. One handle is one person, on whatever registers. */
  unit: Unit;
};

/** A line of the record. */
export type EntryView = {
  /** Its index. */
  index: number;
  /** Its leaf hash. */
  leaf: Hash;
  /** The kind of entry, where it could be read. */
  kind?: string;
  /** The host's time when it came. */
  time: Time;
  /** Why it is void, if it is. */
  void?: ErrorData;
};

/** What is wrong, with what, and where. */
export type ErrorData = {
  /** The name that never changes. */
  code: Code;
  /** How much it says about the record. */
  severity: Severity;
  /** The index of the entry it is about, if about one. */
  entry?: number;
  /** What the sentences name. */
  fields: { [key in string]: string };
  /** The sentence in Chinese. */
  zh: string;
  /** The sentence in English. */
  en: string;
};

/** Why a matter goes to an assembly. */
export type EscalationGround =
  /** It remains contested. */
  | "contested"
  /** A statute reserves it to the assembly. */
  | "reserved";

/** What can happen in a deliberation; `re` is the leaf hash of the entry it is about. */
export type Event =
  | { kind: "charter" } & Charter
  | { kind: "clock" } & Clock
  | { kind: "office" } & Office
  | { kind: "office-end" } & OfficeEnd
  | { kind: "attest"; re: Hash } & Attest
  | { kind: "motion" } & Motion
  | { kind: "ballot"; re: Hash } & Vote
  | { kind: "hand-out"; re: Hash } & HandOut
  | { kind: "hand-in"; re: Hash } & HandIn
  | { kind: "read-paper"; re: Hash } & ReadPaper
  | { kind: "adjudicate"; re: Hash } & Adjudicate
  | { kind: "close"; re: Hash } & Close
  | { kind: "announce"; re: Hash } & Announce
  | { kind: "enrol" } & Enrol
  | { kind: "rekey" } & Rekey
  | { kind: "unenrol" } & Unenrol
  | { kind: "freeze" } & Freeze
  | { kind: "roster" } & DeclareRoster
  | { kind: "roster-move" } & MoveRoster
  | { kind: "nominate" } & Nominate
  | { kind: "draw" } & AnnounceDraw
  | { kind: "panels" } & PutPanels
  | { kind: "commit" } & CommitDraw
  | { kind: "reveal" } & RevealDraw
  | { kind: "drawn" } & FinishDraw
  | { kind: "decline" } & Decline
  | { kind: "matter" } & RaiseMatter
  | { kind: "support" } & Support
  | { kind: "triage" } & TriageMatter
  | { kind: "appeal" } & AppealTriage
  | { kind: "matter-move" } & MoveMatter
  | { kind: "notice" } & Notice
  | { kind: "check-in" } & CheckIn
  | { kind: "session-move" } & MoveSession
  | { kind: "statement" } & MakeStatement
  | { kind: "recuse" } & Recuse
  | { kind: "minutes" } & TakeMinutes
  | { kind: "convention" } & DraftConvention
  | { kind: "comment" } & Comment
  | { kind: "review" } & ReviewDraft
  | { kind: "gate" } & PartyGate
  | { kind: "convention-move" } & MoveConvention
  | { kind: "drive" } & OpenDrive
  | { kind: "sign"; re: Hash } & Sign
  | { kind: "unsign"; re: Hash } & Unsign
  | { kind: "drive-close"; re: Hash } & CloseDrive
  | { kind: "post" } & Post
  | { kind: "post-end" } & EndPost
  | { kind: "object"; re: Hash } & Object
  | { kind: "answer"; re: Hash } & ObjectionAnswer
  | { kind: "finalise"; re: Hash } & Finalise
  | { kind: "task" } & AssignTask
  | { kind: "task-done" } & ReportTask
  | { kind: "task-check" } & CheckTask
  | { kind: "points-rule" } & PointsRule
  | { kind: "points" } & ClaimPoints
  | { kind: "points-move" } & MovePoints;

/** A feature of a `LotteryView`. */
export type FeatureView = {
  /** What it is called. */
  name: string;
  /** Its values. */
  values: Array<ValueView>;
};

/**
 * What `re` names (a post or what it is about) stands for good 定案, by a clerk: it was public for its
 * days and every objection is answered.
 */
export type Finalise = Record<symbol, never>;

/**
 * What a reviewer found about an article as it stood; a later finding by the same reviewer on the
 * same text takes its place.
 */
export type Finding = {
  /** The article. */
  article: Id;
  /** The digest of the article that was read: once the text is changed, it is read again. */
  text: Hash;
  /** Who found it. */
  reviewer: Reviewer;
  /** What was found. */
  level: Level;
  /** The law it rests on; empty when there is nothing against the article. */
  basis?: string;
  /** What the drafters answered; a warning needs an answer, a block needs another text. */
  reply?: string;
  /** Rules of the lint that met the article and, the reviewer says, do not apply. */
  dismissed?: Array<string>;
};

/** The public value exists and the draw is made 开签, by the committee; the result follows from the record. */
export type FinishDraw = {
  /** The draw. */
  draw: Id;
  /** What the public sources showed, in the form of `PublicValue`. */
  value: string;
};

/** A ratio of two integers, written `[num, den]`, with `den` at least 1. */
export type Fraction = [number, number];

/** A base is frozen and announced 基数公告, by the committee. */
export type Freeze = {
  /** What is announced; it must be what the register gives. */
  base: BaseNotice;
};

/** A base to be frozen. */
export type FreezeAsk = {
  /** A new identifier for the base. */
  base: Id;
  /** The register. */
  register: Id;
  /** Which part of it; all that may vote when left out. */
  scope?: Scope;
};

/** What points are given for. */
export type Ground =
  /** Signing a convention 签约. */
  | "signing"
  /** A round of patrol 巡查. */
  | "patrol"
  /** A proof of immunisation 免疫. */
  | "immunisation"
  /** A gift of things or money 认捐. */
  | "donation"
  /** Voluntary work 志愿服务. */
  | "volunteering"
  /** Keeping what was agreed 履约. */
  | "compliance";

/** A paper is put into the box 交票, to be read later; signed by a clerk. */
export type HandIn = {
  /** The number on the paper. */
  serial: Id;
};

/** A paper ballot is handed out 领票 for the motion that `re` names; signed by a clerk. */
export type HandOut = {
  /** At the meeting or at the door. */
  channel: Channel;
  /** Whose ballot it is. */
  handle: Id;
  /** Who votes for them, by proxy. */
  holder?: Id;
  /** The digest of the written mandate. */
  mandate?: Hash;
  /** The number on the paper 票号. */
  serial: Id;
};

/** Who has to answer or act, and by when. */
export type Handler = {
  /** By which day; that day is still in time. None for a standing task 长期. */
  due?: Date;
  /** How it will be known that it is done, for a task. */
  test?: string;
  /** The office, handle or department. */
  who: string;
};

/** A SHA-256 digest, written as 43 characters of unpadded base64url. */
export type Hash = string;

/** An exclusive part: a flat, a shop, a parking place. */
export type Holding = {
  /** Which one, under an identifier that says nothing about the door. */
  unit: Id;
  /** Its area in units of 0.01 m², at least 1 (司法解释第8条). */
  area: number;
};

/** 1 to 64 characters out of `A–Z a–z 0–9 . _ -`, compared byte for byte. */
export type Id = string;

/** How a matter came in. */
export type Intake =
  /** Written by the resident 本人提交. */
  | "own"
  /** Told to a clerk who took it down 口头代记. */
  | "oral"
  /** Handed in on paper and typed by a clerk 纸质代录. */
  | "paper";

/** An item of an agenda with its questions. */
export type ItemAsk = {
  /** The matter it comes from, if it comes from one. */
  matter?: Id;
  /** The questions to be voted on; none when the item is only talked about. */
  motions?: Array<Question>;
  /** Its number, which is its place when left out. */
  no?: number;
  /** What it is called. */
  title: string;
};

/** An item 议题 of an agenda. */
export type ItemView = {
  /** Its number, from 1. */
  no: number;
  /** What it is called. */
  title: string;
  /** The matter it comes from. */
  matter?: Id;
  /** Whether that matter was put off. */
  deferred: boolean;
  /** The questions to be voted on. */
  motions: Array<QuestionView>;
};

/** A test and both its sides. */
export type Judged = {
  /** The side of the rule. */
  side: Side;
  /** What was counted. */
  measure: Measure;
  /** The group it is about. */
  group?: Id;
  /** A share of whom. */
  of: Of;
  /** Which share. */
  ratio: Fraction;
  /** Whether it must be more than the share. */
  strict: boolean;
  /** The base. */
  base: number;
  /** The smallest amount that passes. */
  need: number;
  /** The amount there is. */
  have: number;
  /** Whether it passes; on a base of zero nothing does. */
  met: boolean;
  /** `need − have` when it does not pass. */
  shortfall: number;
  /**
   * Whether nothing that is still to come in could change it. Ballots that may yet be replaced
   * under the rule on duplicates are not still to come in.
   */
  decided: boolean;
};

export type KeyType = "OKP";

/**
 * The first eight bytes of the SHA-256 digest of a public key, written as 11 characters of
 * unpadded base64url. It finds a key among those on a register; it does not stand for one.
 */
export type Kid = string;

/** What a rule is about. */
export type Kind =
  /** Whether a motion is carried 表决. */
  | "decision"
  /** Whether a body is made up as it should be 组成. */
  | "composition"
  /** Whether enough people ask for a meeting 提议. */
  | "initiative";

/** What a review or a lint says of a text. */
export type Level =
  /** Nothing against it 无意见. */
  | "ok"
  /** To be thought over and answered 提示. */
  | "warn"
  /** May not be put to a vote 不得提交表决. */
  | "block";

/**
 * How often points are given: so many times per period, for each household or, where the rule says
 * so, for each item of it such as a dog.
 */
export type Limit = {
  /** How many times, at least 1. */
  times: number;
  /** In which period. */
  per: Period;
  /** Whether each item of the household counts for itself 每犬. */
  each_item?: boolean;
};

/** A place in a text that a rule of the lint speaks to. */
export type LintHit = {
  /** The first character, counted in characters from 0. */
  start: number;
  /** The character after the last. */
  end: number;
  /** The rule. */
  rule: string;
  /** How much it says here: wording about what an authority does by law is only a warning. */
  level: Level;
  /** The words met. */
  words: string;
  /** The law it rests on, in Chinese. */
  basis: string;
  /** What to write instead, in Chinese. */
  suggestion: string;
};

/** Whom an entry of a red or black list 红黑榜 is about. */
export type Listed =
  /** An organisation, such as a property company. */
  | { organisation: {
      /** Its name. */
      name: string;
    } }
  /** A natural person, who may not be listed. */
  | { person: {
      /** The handle. */
      handle: Id;
    } };

/** Everything that is needed to check a lottery and to draw from it, as `guanjia draw` writes and reads it. */
export type LotteryFile = {
  /** Who may be selected, and the quotas. */
  pool: SortitionPool;
  /** How many sit on a panel. */
  seats: number;
  /** The panels and their proof. */
  lottery: SortitionLottery;
};

/**
 * What is announced of a lottery of panels 方案公告: with the candidates, all that decides which panels there may be, and the
 * hashes of the panels and their proof.
 */
export type LotteryNotice = {
  /** What a panel has to look like: keys of the candidates' strata, with the quota of every stratum. */
  features: Array<SortitionFeature>;
  /** The key whose strata are households; of each, at most one sits on a panel. */
  household?: Id;
  /** Who must sit on every panel. */
  sit?: Array<Id>;
  /** Who must sit on none. */
  out?: Array<Id>;
  /** What the chances were made as fair as possible by. */
  objective: Objective;
  /** How many panels there are. */
  panels: number;
  /** The hash of each part of the packed lottery. */
  parts: Array<Hash>;
};

/** A lottery 方案: panels, one of which is drawn. */
export type LotteryView = {
  /** What the chances were made as fair as possible by. */
  objective: Objective;
  /** How many panels there are. */
  panels: number;
  /** How many of its parts are on the record. */
  parts: number;
  /** How many parts it has. */
  of: number;
  /** What its proof was found to show, once it is all on the record. */
  proved?: SortitionProved;
  /** Community, pool and panel side by side. */
  features: Array<FeatureView>;
  /** On how many panels each candidate sits, once it is all on the record: of `panels`, that is the chance. */
  chances: { [key in Id]: number };
};

/**
 * Someone speaks 发言; the leaf hash of the entry is their receipt. Signed by the speaker, or by a
 * recorder or clerk who took it down.
 */
export type MakeStatement = {
  /** Whose words were taken down; absent when the speaker signs. */
  handle?: Id;
  /** The motion it is about, if about one. */
  motion?: Id;
  /** What was said. */
  said: Said;
  /** The session. */
  session: Id;
  /** The side it takes. */
  stance: Stance;
};

/** The terms on which one may vote for another. */
export type Mandate = {
  /** How many a person may vote for, 1 to 3; absent where the law leaves it to local rules. */
  cap?: number;
  /** Only within one household 同户. */
  same_household: boolean;
  /** Only with a mandate in writing 书面委托. */
  written: boolean;
};

/** The life of a matter 事项: triage into 大事, 小事 and 私事, consultation, and striking off. */
export type MatterState =
  /** 已提交. */
  | "submitted"
  /** 待分类. */
  | "screening"
  /** 已并案. */
  | "merged"
  /** 已退回. */
  | "returned"
  /** 大事. */
  | "major"
  /** 小事. */
  | "minor"
  /** 私事. */
  | "private"
  /** 已转办. */
  | "referred"
  /** 已指路. */
  | "advised"
  /** 候选议题. */
  | "shortlisted"
  /** 已列入议程. */
  | "on_agenda"
  /** 已议定. */
  | "decided"
  /** 协商中. */
  | "consulting"
  /** 已提交上级会议. */
  | "escalated"
  /** 未议定. */
  | "not_agreed"
  /** 办理中. */
  | "implementing"
  /** 待核验. */
  | "feedback"
  /** 已销号. */
  | "struck_off"
  /** 已归档. */
  | "archived";

/** A step on a matter: `{"return":{"reason":"…"}}`. */
export type MatterStep =
  /**
   * A clerk takes it up 受理, after comparing it with those that are alike and, where it was not
   * written by the resident, reading it back 复述确认.
   */
  | { accept: {
      /** The matters it was compared with 查重. */
      compared?: Array<Id>;
      /** Whether it was read back to the resident, who confirmed it. */
      read_back?: boolean;
    } }
  /** It goes on in another matter 并案. */
  | { merge: {
      /** The other matter. */
      into: Id;
      /** Why. */
      reason: string;
    } }
  /** A mixed matter goes on in its parts 拆分, each handed in by itself. */
  | { split: {
      /** The parts, two or more. */
      into: Array<Id>;
      /** Why. */
      reason: string;
    } }
  /** It is sent back 退回. */
  | { return: {
      /** Why. */
      reason: string;
    } }
  /** It turns out to touch personal safety or a crime. */
  | { "flag-safety": {
      /** Why. */
      reason: string;
    } }
  /** It was reported 报告 to the authority that must know at once. */
  | { report: {
      /** To whom. */
      to: string;
    } }
  /** A clerk proposes its triage. */
  | { propose: {
      /** The triage. */
      triage: Triage;
    } }
  /** A resident appeals 申诉 against its triage. */
  | { appeal: {
      /** Why. */
      reason: string;
    } }
  /** It is referred 转办 to a department. */
  | { refer: {
      /** By which day an answer is due 回告日期. */
      due: Date;
      /** The department. */
      to: string;
    } }
  /** The resident is told where to turn 指路. */
  | { advise: {
      /** Where to. */
      advice: string;
    } }
  /** It becomes a candidate for an agenda. */
  | "shortlist"
  /** It stands on the posted agenda of a session. */
  | { "put-on-agenda": {
      /** The session. */
      session: Id;
    } }
  /** The committee agrees it at once, under a rule that lets it. */
  | { "direct-agree": {
      /** The rule. */
      rule: string;
    } }
  /** The session begins with it. */
  | "open-consult"
  /** It is put off to another session. */
  | { defer: {
      /** Why. */
      reason: string;
    } }
  /** The session agreed 议定. */
  | { resolve: {
      /** The motion by which it did. */
      motion: Id;
    } }
  /** It is taken to an assembly 提交上级会议. */
  | { escalate: {
      /** Why an assembly must decide. */
      ground: EscalationGround;
      /** The party organisation studied it first (村委会组织法 and 城市居委会组织法: 重要事项). */
      studied: PartyStudy;
    } }
  /** The assembly adopted it. */
  | { adopt: {
      /** The motion by which it did. */
      motion: Id;
    } }
  /** The session did not agree. */
  | { "no-agreement": {
      /** The digest of what was put to it. */
      measure: Hash;
      /** Why. */
      reason: string;
    } }
  /** The assembly did not adopt it. */
  | { reject: {
      /** The motion that was not carried. */
      motion: Id;
    } }
  /** It comes back with something changed; the same is not put again (同案不得原样重投). */
  | { retry: {
      /** The digest of what will be put. */
      measure: Hash;
    } }
  /** Someone is to carry it out 交办. */
  | { assign: {
      /** By which day; none for a standing task 长期. */
      due?: Date;
      /** Who. */
      owner: Id;
      /** How it will be known that it is done. */
      test: string;
    } }
  /** The doer says it is done. */
  | { "report-done": {
      /** The digest of the evidence. */
      evidence: Hash;
    } }
  /** The result is not accepted. */
  | { "reject-result": {
      /** Why. */
      reason: string;
    } }
  /** It is struck off 销号 by someone who did not do it. */
  | "strike-off"
  /** A resident has it taken up again. */
  | { reopen: {
      /** Why. */
      reason: string;
    } }
  /** It is put away 归档. */
  | "archive";

/** A matter 事项 that may be shown. */
export type MatterView = {
  /** Its number. */
  id: Id;
  /** Where it stands. */
  state: State;
  /** What it says, or its salted digest. */
  words: Words;
  /** How it came in. */
  intake: Intake;
  /** The day it was handed in. */
  submitted: Date;
  /** Who raised it, where that is on the record. */
  resident?: Id;
  /** The matter it is a part of. */
  part_of?: Id;
  /** The matters it went on in. */
  continued_in?: Array<Id>;
  /** How many support it. */
  support: number;
  /** The triage in force. */
  triage?: SettledTriage;
  /** The triage that waits for a second person. */
  proposed?: Triage;
  /** The appeals against its triage. */
  appeals?: Array<Appeal>;
  /** Who has to answer or act, and by when. */
  handler?: Handler;
  /** By how many days that is overdue. */
  overdue: number;
  /** The session on whose agenda it stands. */
  session?: Id;
};

/**
 * A measure 计量口径: every number that depends on "how many" names one, so that residents and
 * households are never mixed up.
 */
export type Measure =
  /**
   * Persons as the register counts them 人数: whoever stands on it is 1, whatever they hold
   * (最高法建筑物区分所有权司法解释第9条).
   */
  | "heads"
  /** Households 户数. */
  | "households"
  /** Residents of every age 居民数. */
  | "residents"
  /** Residents of 18 years and more 成年居民数 (居委会组织法第22条). */
  | "adults"
  /** Area of exclusive parts in units of 0.01 m² 专有部分面积 (民法典第278条). */
  | "area";

/** One who counts in a base. */
export type Member = {
  /** One head, and the other measures. */
  amounts: Amounts;
  /** Where the member belongs. */
  strata: { [key in Id]: Stratum };
  /** Whether the member may vote. */
  voter: boolean;
};

/** A way to select 抽选方法. */
export type Method =
  /** Everybody by the same lot, whatever the quotas say 简单抽签. */
  | "simple"
  /** The seats are shared out among the values of one feature, and each is drawn by itself 分层抽签. */
  | "stratified"
  /** A lottery of panels by Nash welfare 纳什公平. */
  | "nash"
  /** A lottery of panels by LEXIMIN 最小者优先. */
  | "leximin";

/** What a method does; chances are of those who may sit. */
export type MethodOutcome = {
  /** The method. */
  method: Method;
  /** The chance of the least likely person, as an exact ratio. */
  least: [number, number];
  /** The chance of the most likely person who need not sit, as an exact ratio. */
  most: [number, number];
  /** How many people have no chance at all. */
  never: number;
  /** How unequal the chances are: Gini's coefficient in millionths, rounded down, of chances in parts of 10^15, rounded down. */
  gini: number;
  /** How many panels were looked at: those of the lottery, or some that the method draws. */
  panels: number;
  /** How many of them miss a quota. */
  quotas: number;
  /** How many of them seat two people of one household. */
  households: number;
};

/** The minutes of a session. */
export type Minutes = {
  /** Every motion that was put, and its outcome. */
  outcomes: { [key in Id]: Outcome };
  /** Every statement, by the index of its entry. */
  statements: Array<number>;
  /** The digest of the text. */
  text: Hash;
};

/** Minutes to be taken. */
export type MinutesAsk = {
  /** The session. */
  session: Id;
  /** Their text, which stays off the record. */
  text: string;
};

/** An amount that is missing. */
export type Missing = {
  /** Of which measure. */
  measure: Measure;
  /** Of which group, by its name in Chinese. */
  group_zh?: string;
  /** Of which group. */
  group?: Id;
  /** How much. */
  amount: number;
};

/**
 * A question opens to the vote 开始表决; signed by a facilitator or clerk. Its leaf hash is what
 * ballots name, so that a ballot's signature covers the exact question.
 */
export type Motion = {
  /** The convention it adopts, so that the text that is voted on is the text that is agreed. */
  convention?: ConventionText;
  /** The question, as the agenda announced it by its digest. */
  question: Question;
  /** The session on whose agenda it stands. */
  session: Id;
};

/** A question to be put to the vote, in the words of the agenda. */
export type MotionAsk = {
  /** The session on whose agenda it stands. */
  session: Id;
  /** The question. */
  question: Question;
  /** The convention whose current version it adopts. */
  convention?: Id;
};

/** Somebody who is entitled to vote on a motion. */
export type MotionStanding = {
  /** The motion. */
  motion: Id;
  /** The leaf hash of the entry that opened it: the `re` of a ballot. */
  leaf: Hash;
  /** A short title. */
  title: Text;
  /** `open`, `closed` or `announced`. */
  state: State;
  /** The session it belongs to. */
  session: Id;
  /** When that session meets; where to vote is to attend, until when one may vote. */
  when?: When;
  /** What one may choose, in the order of the ballot. */
  options: Array<OptionView>;
  /** How many options a ballot may name, where it may name several. */
  marks?: number;
  /** The channels that are open. */
  channels: Array<Channel>;
  /** What they stand for. */
  amounts: Amounts;
  /** Whether a ballot signed with their own key would be taken now. */
  may_vote: boolean;
  /** Why not. */
  refusal?: ErrorData;
  /** Their ballot in the box. */
  ballot?: BallotView;
  /** Their ballots that do not count, with why. */
  refused?: Array<ErrorData>;
};

/** A motion 议案 from its opening on. */
export type MotionView = {
  /** Its name. */
  id: Id;
  /** The leaf hash of the entry that opened it: the `re` of its ballots. */
  leaf: Hash;
  /** The index of that entry. */
  opened: number;
  /** `open` 表决中, `closed` 已截止 or `announced` 已宣布: the result as it is now, before witnesses. */
  state: State;
  /** The session it belongs to. */
  session: Id;
  /** When that session meets; where to vote is to attend, until when one may vote. */
  when?: When;
  /** Everything that was fixed when it opened. */
  question: Question;
  /** The rule that decides it. */
  rule?: Rule;
  /** What the rule counts. */
  measures: Array<Measure>;
  /** The convention whose text it adopts. */
  convention?: ConventionText;
  /** What everyone entitled stands for, those who stepped aside included. */
  entitled: Amounts;
  /** Those who stepped aside 回避. */
  recused: Array<Id>;
  /** How many took part by now, in heads. */
  participating: number;
  /** How far participation is, by each test of the rule. */
  participation: Array<Judged>;
  /** The options in the order of the ballot, with their support once it is closed. */
  options: Array<OptionView>;
  /** What the ballots came to; none before it is closed. */
  tally?: Tally;
  /** How it is decided by the ballots as they are; none before it is closed. */
  decision?: Decision;
  /** Each verdict of the decision in words. */
  verdicts?: { [key in Id]: Sentence };
  /** Why a closed motion has no tally yet: `ballot.entry-mismatch`. */
  uncounted?: ErrorData;
  /** The result, once it was announced and witnessed. */
  outcome?: Outcome;
  /** Every result that was announced, the last one standing. */
  announcements: Array<Announcement>;
  /** Ballots that were declared void, with why. */
  corrections: Array<ErrorData>;
  /** How many papers there are. */
  papers: PaperCount;
  /** The papers in the box that were not read twice and alike, nor settled. */
  unsettled: Array<PaperView>;
  /** The rounds of its question in order, this one among them. */
  rounds: Array<RoundView>;
};

/** A convention takes a step that does not follow from another entry. */
export type MoveConvention = {
  /** The convention. */
  convention: Id;
  /** What happens. */
  move: ConventionStep;
};

/**
 * Something else is done with a matter. Steps that follow from other entries are not taken here:
 * a triage, an appeal, a notice, a debate and tasks have entries of their own.
 */
export type MoveMatter = {
  /** The matter. */
  matter: Id;
  /** What is done. */
  move: MatterStep;
};

/** A claim takes a step that does not follow from another entry. */
export type MovePoints = {
  /** The claim. */
  claim: Id;
  /** What happens. */
  move: PointsStep;
};

/** A roster takes a step, by the committee. */
export type MoveRoster = {
  /** What happens. */
  event: RosterEvent;
  /** Why; needed to fill vacancies and to dissolve. */
  reason?: string;
  /** The roster. */
  roster: Id;
  /** The last day for nominations; needed for `open_nomination` and `rotate`, and nowhere else. */
  until?: Date;
};

/**
 * A session goes on. Steps that follow from other entries are not taken here: a notice, check-in,
 * statement, recusal, vote and minutes have entries of their own.
 */
export type MoveSession = {
  /** What happens. */
  move: SessionStep;
  /** The session. */
  session: Id;
};

/** How many times each quota is taken; those not named are not. */
export type Multipliers = {
  /** Of the number of seats. */
  seats?: number;
  /** Of quotas, as `[feature, value, times]`, by places in the pool, ascending: of the maximum above zero, of the minimum below. */
  quotas?: Array<[number, number, number]>;
  /** Of households, as `[person, times]`, by the first person of each in the pool, ascending. */
  households?: Array<[number, number]>;
};

/** What a test needs at some base. */
export type Need = {
  /** The side of the rule. */
  side: Side;
  /** The test. */
  test: Test;
  /** The base it was asked for. */
  base: number;
  /** The smallest amount that passes. */
  need: number;
};

/** Somebody stands for a roster 推荐: they sign it themselves, or a clerk or the committee enters it. */
export type Nominate = {
  /** Who stands. */
  handle: Id;
  /** The roster. */
  roster: Id;
  /** Who put them forward; one who signs it puts themselves forward. */
  source: Nominator;
};

/** Who put a candidate forward 产生方式. */
export type Nominator =
  /** The candidate 自荐. */
  | "own"
  /** The building 楼栋推荐. */
  | "building"
  /** Several residents together 居民联名推荐. */
  | "joint";

/**
 * A session is announced 公告 with its agenda, which is frozen by that; signed by the facilitator.
 * It is posted on the day it has at the host.
 */
export type Notice = {
  /** What will be dealt with. */
  agenda: Agenda;
  /** Who is convened. */
  body: SessionBody;
  /** Who may speak but does not count or vote 列席. */
  guests?: Array<Id>;
  /** Where, in words. */
  place?: string;
  /** The rule that says how many must be there and how long the notice hangs. */
  rule: RuleRef;
  /** A new number for the session. */
  session: Id;
  /** Special circumstances 特殊情况 that shorten the notice, where the rule allows them. */
  special?: string;
  /** Who has a stake in the matter, and their share of those present, if the session needs one. */
  stakeholders?: Stakeholders;
  /** How often one person may speak to one question; without limit if absent. */
  turns?: number;
  /** Where it meets. */
  venue: Venue;
  /** When it meets. */
  when: When;
};

/** A session to be announced. */
export type NoticeAsk = {
  /** What will be dealt with, with the whole questions. */
  agenda: AgendaAsk;
  /** Who is convened. */
  body: SessionBody;
  /** Who may speak but does not count or vote. */
  guests?: Array<Id>;
  /** Where, in words. */
  place?: string;
  /** The rule that says how many must be there and how long the notice hangs. */
  rule: RuleRef;
  /** A new number for the session. */
  session: Id;
  /** Special circumstances that shorten the notice. */
  special?: string;
  /** Who has a stake in the matter, and their share of those present. */
  stakeholders?: Stakeholders;
  /** How often one person may speak to one question. */
  turns?: number;
  /** Where it meets. */
  venue: Venue;
  /** When it meets. */
  when: When;
};

/**
 * An objection 异议 to the entry that `re` names (a post or what it is about), while it is posted; by
 * somebody on a register, or by a clerk who took it down. Its leaf hash names it.
 */
export type Object = {
  /** What is wrong. */
  claim: string;
  /** Whose words a clerk took down; absent when a member signs. */
  handle?: Id;
};

/** An objection 异议, and its answer once there is one. It is only made by `Objection::lodge`. */
export type Objection = {
  /** Its number. */
  id: Id;
  /** What it is against. */
  against: Against;
  /** Who lodged it. */
  by: Id;
  /** Whose doing it is against, where it is somebody's. */
  objected_to?: Id;
  /** When it was lodged. */
  lodged: Date;
  /** The last day for its answer. */
  due: Date;
  /** Why. */
  reason: string;
  /** The answer. */
  answer?: ObjectionAnswer;
};

/** An answer 答复. */
export type ObjectionAnswer = {
  /** Whether the objection was right. */
  ruling: Ruling;
  /** Why, in writing. */
  reason: string;
  /** Leaf hashes of ballots that do not count any more. */
  voids?: Array<Hash>;
  /** What is put right. */
  corrections?: Array<Correction>;
};

/** An objection 异议. */
export type ObjectionView = {
  /** The leaf hash of its entry: the `re` of its answer. */
  leaf: Hash;
  /** Its entry. */
  entry: number;
  /** What it is about. */
  subject: Subject;
  /** The claim to points it is about, if about one. */
  claim?: Id;
  /** Who lodged it and why, the last day for its answer, and the answer. */
  objection: Objection;
  /** Whether it waits for an answer. */
  open: boolean;
  /** Whether it waits after the last day for it, so that the street may answer. */
  overdue: boolean;
};

/** What everybody's chances are made as fair as possible by 公平目标. */
export type Objective =
  /** The least chance is as great as can be, then the next (LEXIMIN). */
  | "leximin"
  /** The product of all chances is as great as can be (Nash welfare). Its proof is of the least chance only. */
  | "nash";

/** The base of a test: a share of whom 基数. */
export type Of =
  /** 应到/名册: all who are on the frozen register of the question. */
  | "entitled"
  /** 召集: all who were convened to this session. */
  | "convened"
  /** 到会: all who checked in; without a session, all who took part. */
  | "present"
  /** 参与表决: all who took part in the vote, invalid ballots included. */
  | "participating"
  /** 投票: all whose ballot is in the box, invalid ballots included. */
  | "cast"
  /** 有效票: all whose ballot is in the box and valid, abstentions included. */
  | "valid";

/** An office 职务 is given, changed or given a new key; signed by the committee. */
export type Office = {
  /** The holder's key. */
  cnf: Confirmation;
  /** The office: one person, whatever keys they had. */
  office: Id;
  /** What it may do. */
  roles: Array<Role>;
};

/** An office ends; its key signs nothing after this entry. Signed by the committee. */
export type OfficeEnd = {
  /** The office. */
  office: Id;
  /** Why. */
  reason: string;
};

/** An office 职务 as it stands or stood. */
export type OfficeHeld = {
  /** The office. */
  office: Id;
  /** What it may do, or might. */
  roles: Array<Role>;
  /** Its key, or the last it had. */
  kid?: Kid;
  /** Whether it is in force. */
  in_force: boolean;
};

/** The signing of a convention household by household opens 开始签约 on the day it is entered, by a clerk. */
export type OpenDrive = {
  /** The frozen base whose households may sign. */
  base: Id;
  /** The convention, which was made public. */
  convention: Id;
  /** A new name for the drive. */
  drive: Id;
  /** The last day for signing. */
  until: Date;
};

/** An option 选项 and its support. */
export type OptionView = {
  /** Its name on ballots. */
  id: Id;
  /** Its words. */
  text: Text;
  /** Its support, once the motion is closed. */
  support?: Amounts;
};

/** What is decided 表决结果. */
export type Outcome =
  /** 通过. */
  | "passed"
  /** 未通过: enough took part, too few agreed. */
  | "failed"
  /** 参与不足: too few took part, whatever they said. */
  | "inquorate";

/** Papers, counted 票数核对. */
export type PaperCount = {
  /** Handed out 发出. */
  issued: number;
  /** Put into the box 收回. */
  arrived: number;
  /** Entered twice, the same 一致. */
  equal: number;
  /** Settled in front of witnesses 裁定. */
  adjudicated: number;
};

/** How far a paper has come. */
export type PaperState =
  /** With the voter 已领. */
  | "out"
  /** In the box 已交. */
  | "in"
  /** Entered by one clerk 已录一次. */
  | "entered-once"
  /** Entered twice, the same 两次一致. */
  | "equal"
  /** Entered twice, not the same 两次不一致. */
  | "disputed"
  /** Settled in front of witnesses 已裁定. */
  | "adjudicated";

/** A paper 纸质票 that is not beyond doubt. */
export type PaperView = {
  /** The number on it. */
  serial: Id;
  /** How far it has come. */
  state: PaperState;
};

/** A paper that two clerks read differently. */
export type PaperWaiting = {
  /** The leaf hash of the entry that opened the motion: the `re` of the `adjudicate`. */
  motion: Hash;
  /** The motion's name. */
  question: Id;
  /** Its title. */
  title: Text;
  /** The number on the paper. */
  serial: Id;
  /** Both readings. */
  readings: Array<ReadingView>;
  /** Whether somebody has settled it already, which waits for a witness. */
  settled: boolean;
};

/**
 * The Party organisation studied a convention 党组织研究, which the committee puts on record: the day and
 * where it is recorded, nothing of what was said.
 */
export type PartyGate = {
  /** The convention. */
  convention: Id;
  /** When, and where it is recorded. */
  study: PartyStudy;
};

/** A party of a `DrawSpec`. */
export type PartySpec = {
  /** Who. */
  id: Id;
  /** What it committed to, if it did. */
  commitment?: Hash;
  /** What it revealed, if it did. */
  reveal?: Reveal;
};

/** The dated record that the party organisation studied a matter. */
export type PartyStudy = {
  /** The day. */
  on: Date;
  /** Where it is recorded. */
  record: string;
};

/**
 * What an entry says, with what every entry says: for which record, when, and as which of its signer's entries.
 *
 * ```json
 * {"at":1778913000,"aud":"example.org/luoqisi","iat":1778913000,"seq":7}
 * ```
 */
export type Payload = {
  /** The origin of the record this entry is meant for (RFC 7519 section 4.1.3). */
  aud: string;
  /** When the signer says it was signed; order in the record decides, not this. */
  iat: Time;
  /** Above that of every earlier entry by the same key. */
  seq: number;
} & Event;

/** A period of the calendar. */
export type Period =
  /** A day 每日. */
  | "day"
  /** A month 每月. */
  | "month"
  /** A year 每年. */
  | "year"
  /** All time 一次性. */
  | "ever";

/** A piece of a text: kept, taken out or put in. */
export type Piece = {
  /** What became of it. */
  change: PieceChange;
  /** The words. */
  text: string;
};

/** What became of a piece of a text. */
export type PieceChange =
  /** In both 保留. */
  | "kept"
  /** In the old one only 删去. */
  | "removed"
  /** In the new one only 增加. */
  | "added";

/** A claim to points, and where it stands. */
export type PointsClaim = {
  /** The household. */
  household: Id;
  /** The code of the rule. */
  rule: Id;
  /** When it was done. */
  on: Date;
  /** The item it was done for, such as a dog. */
  item?: Id;
  /** Who put it in. */
  by: Id;
  /** Where it stands. */
  state: PointsState;
};

/** A rule that gives points 积分规则. */
export type PointsRule = {
  /** Its code. */
  code: Id;
  /** What for, in Chinese. */
  text: string;
  /** What was done; choices and opinions are not among the grounds. */
  ground: Ground;
  /** How many points; below zero they are taken. */
  delta: number;
  /** How often at most. */
  limit: Limit;
};

/** A rule of points, and what came of it in all. */
export type PointsRuleView = {
  /** The rule. */
  rule: PointsRule;
  /** How many claims under it are in each state. */
  claims: { [key in PointsState]?: number };
  /** What was credited under it in all. */
  credited: number;
};

/** The life of a claim to points 积分. */
export type PointsState =
  /** 已申报. */
  | "claimed"
  /** 已核实. */
  | "verified"
  /** 公示中. */
  | "publicised"
  /** 有异议. */
  | "disputed"
  /** 已入账. */
  | "credited"
  /** 已撤销. */
  | "reversed";

/**
 * What happens to a claim: `"credit"` or `{"reject":{"reason":"…"}}`. That it is verified, posted, objected to
 * and settled follows from other entries.
 */
export type PointsStep =
  /** Its publicity is over and it counts 入账; by a clerk or the host. */
  | "credit"
  /** It was not found true 不予认定; by a clerk. */
  | { reject: {
      /** Why. */
      reason: string;
    } };

/** Points 积分: the rules, the claims, and what every household has. */
export type PointsView = {
  /** The rules by their codes. */
  rules: Array<PointsRuleView>;
  /** Every claim. */
  claims: { [key in Id]: PointsClaim };
  /** What every household has: the sum of what was credited. */
  balances: { [key in Id]: number };
};

/** How choices become a result 表决方式. */
export type Poll =
  /** One option each; the rule is applied to the one that approves 同意/不同意. */
  | { choice: {
      /** The option that means yes. */
      approves: Id;
    } }
  /** Any number of options each; the rule is applied to every option alone 多选测评. */
  | { approval: {
      /** How many a ballot may name at most 每人至多选k项. */
      max?: number;
    } }
  /**
   * One option each; the rule is applied to every option, and if none passes, the first two go
   * to a second round 两轮表决.
   */
  | { "two-round": {
      /** What happens when votes are equal; the facilitator never decides it. */
      tie: Tie;
    } };

/**
 * The pool 名册: those who hold a seat now, such as the 6 % of stewards 百姓管家, and the alternates
 * who wait. Not the same as a `Panel` that is convened for one meeting, nor
 * as those who check in at it, whom the session knows.
 */
export type Pool = {
  /** What filled it: a draw, or a roster all of whose candidates were taken. */
  from: Id;
  /** Those who hold a seat, and of which stratum the seat is. */
  members: { [key in Id]: Stratum };
  /** The alternates who still wait, in the order in which they move up. */
  alternates: { [key in Stratum]: Array<Id> };
  /** The general alternates who still wait, in the order in which they move up. */
  general: Array<Id>;
  /** Who left, in the order of leaving, and who moved up. */
  replacements: Array<Replacement>;
};

/**
 * Something is posted 张贴, on the day it is entered, by a clerk. A later post about the same subject
 * takes its place and is counted from its own day.
 */
export type Post = {
  /** How many days it is up at least. */
  days: number;
  /** Digests of what shows that it is up: photographs, a page as it was. They may come with `post-end`. */
  evidence?: Array<Hash>;
  /** A later last day, as when the last day is a holiday (民法典第203条). */
  extended_to?: Date;
  /** The entries of a red or black list 红黑榜, where the subject is one. */
  listed?: Array<Listed>;
  /** A new name for the post. */
  post: Id;
  /** What it is about. */
  subject: Subject;
  /** The counts that are posted, if any are. */
  table?: Aggregate;
  /** The digest of what is posted; of a draft or a convention, the digest of its version. */
  text: Hash;
};

/** Something to be posted. */
export type PostAsk = {
  /** A new name for the post. */
  post: Id;
  /** What it is about. */
  subject: Subject;
  /** How many days it is up at least; for the result of a vote those of its rule when left out. */
  days?: number;
  /**
   * The words that are posted, which stay off the record. Of a draft and a convention they follow, and of minutes
   * they may be left out.
   */
  text?: string;
  /** The key of the strata by which the result of a vote or a drive is counted in a table; no table when left out. */
  by?: Id;
  /** Digests of what shows that it is up. */
  evidence?: Array<Hash>;
  /** A later last day. */
  extended_to?: Date;
  /** The entries of a red or black list. */
  listed?: Array<Listed>;
};

/** Something public that takes objections today. */
export type PostStanding = {
  /** The post. */
  post: Id;
  /** The leaf hash of its entry: the `re` of an objection. */
  leaf: Hash;
  /** What it is about. */
  subject: Subject;
  /** The Chinese term for what that is. */
  zh: string;
  /** The last day on which objections are taken. */
  last_day: Date;
  /** Whether they may object now with their own key. */
  may_object: boolean;
  /** Why not. */
  refusal?: ErrorData;
};

/** A post 公示. */
export type PostView = {
  /** What it is called. */
  id: Id;
  /** The leaf hash of its entry: the `re` of an objection. */
  leaf: Hash;
  /** Its entry. */
  entry: number;
  /** Who posted it. */
  by: Id;
  /** What it is about. */
  subject: Subject;
  /** The Chinese term for what that is. */
  zh: string;
  /** Where it stands. */
  state?: State;
  /** When it was posted, for how many days, and what shows it. */
  publicity: Publicity;
  /** The last day on which it must be up, and on which objections are taken. */
  last_day: Date;
  /** Whether objections are taken today. */
  takes_objections: boolean;
  /** Whether it is the post that counts for its subject. */
  counts: boolean;
  /** Whether what it is about was finalised 定案. */
  is_final: boolean;
  /** The counts that were posted. */
  table?: Aggregate;
  /** The entries of a red or black list. */
  listed?: Array<Listed>;
  /** The outcome at the time, where it is about a result. */
  outcome?: Outcome;
  /** The entry that ended it after its full time. */
  ended?: number;
};

/** How someone takes part. */
export type Presence =
  /** In the hall 现场. */
  | "hall"
  /** Online 线上. */
  | "online";

/** A version that was made public as adopted. */
export type Promulgated = {
  /** The text. */
  text: Convention;
  /** From when it holds. */
  promulgation: Promulgation;
  /** By which motion it was adopted. */
  adoption: Adoption;
};

/** From when a convention holds, and when it is looked at again. */
export type Promulgation = {
  /** The day it was made public 公布. */
  promulgated: Date;
  /** The first day on which it holds 施行. */
  in_force: Date;
  /** The day by which it is looked at again 评估. */
  review: Date;
};

/** Why a level's people cannot all have a greater chance. */
export type Proof =
  /** The quotas alone, taken together so many times, say so. */
  | { quotas: Multipliers }
  /** Panels being of whole people says so: no panel weighs more than a bound, in any of a few cases. */
  | { search: Search };

/** Whether one may vote for another 委托. */
export type Proxy =
  /** No. */
  | "off"
  /** Yes, on these terms. */
  | { allowed: Mandate };

/**
 * An Ed25519 public key 公钥 (RFC 8032), written as a JSON Web Key (RFC 8037 section 2) with exactly
 * the members `crv`, `kty` and `x`.
 *
 * A value of this type is a canonical encoding of a point that is not of low order.
 */
export type PublicKey = {
  /** The curve. */
  crv: Curve;
  /** The type of key: octet key pair. */
  kty: KeyType;
  /** The 32 bytes of the key. */
  x: Hash;
};

/**
 * A source of public randomness 公开随机源, announced before it exists (RFC 3797 section 3.1):
 * a lottery's result in the newspapers, a beacon's round, dice thrown in the hall.
 */
export type PublicSource = {
  /** What it is, exactly enough that everyone reads off the same values. */
  text: string;
  /** The day on which its values come to be. */
  date: Date;
  /**
   * Whether the order of its values counts, as with dice; otherwise they are sorted, as with
   * the balls of a lottery.
   */
  ordered?: boolean;
};

/**
 * What the public sources showed, in the form of RFC 3797 section 4: each value followed by a dot,
 * each source by a slash.
 */
export type PublicValue = string;

/**
 * Something posted for a number of days 公示. The day of posting is not counted; the last day counts
 * to its end (民法典第201–203条).
 */
export type Publicity = {
  /** The digest of what was posted. */
  text: Hash;
  /** The day of posting, day 0. */
  posted: Date;
  /** How many days it must be up. */
  days: number;
  /** A later last day, as when the last day is a holiday (民法典第203条); an earlier one is ignored. */
  extended_to?: Date;
  /** The day it was taken down before the time; it is then posted anew and counted from the start. */
  pulled?: Date;
  /** Digests of what shows that it was up: photographs, a page as it was. */
  evidence?: Array<Hash>;
};

/**
 * A part of the lottery 方案 one of whose panels is to be drawn, by the committee: all parts are on the record, and the lottery
 * is checked, before anybody commits to anything.
 */
export type PutPanels = {
  /** The bytes, in base64url; those whose hash was announced. */
  data: string;
  /** The draw. */
  draw: Id;
  /** Which part, counted from 0. */
  part: number;
};

/** Everything about a vote that is fixed when it opens. */
export type Question = {
  /** Its name on the record. */
  id: Id;
  /** A short title. */
  title: Text;
  /** The text that is decided on. */
  text: Text;
  /** What one may choose, in the order of the ballot. To abstain is always possible besides. */
  options: Array<QuestionOption>;
  /** How choices become a result. */
  poll: Poll;
  /** The rule it is decided by. */
  rule: RuleRef;
  /** Which of several ballots of one voter counts. */
  duplicates: Duplicates;
  /** What a ballot without a mark is. */
  blank: Blank;
  /** The channels that are open. */
  channels: Array<Channel>;
  /** The charter's or ordinance's words that open a channel of which the rule says nothing. */
  channel_basis?: string;
  /** Whether it can be known how somebody voted; only `named` is supported. */
  secrecy: Secrecy;
  /** How many a person may vote for, where the rule leaves it to local rules. */
  proxy_cap?: number;
  /** What the result is. */
  effect: Effect;
  /** The contested articles 有争议条款 that it covers. */
  contested?: Array<Id>;
  /** The question of which it is a later round. */
  follows?: Id;
};

/** Something one may choose 选项. */
export type QuestionOption = {
  /** Its name on ballots. */
  id: Id;
  /** Its words. */
  text: Text;
};

/** A question on an agenda. */
export type QuestionView = {
  /** Its name. */
  id: Id;
  /** The digest of its exact words. */
  question: Hash;
  /** How far it is, once it was put to the vote in this session. */
  stage?: VoteStage;
  /** The outcome that the session announced. */
  outcome?: Outcome;
  /** Who is recused from it, and why. */
  recused: { [key in Id]: Recusal };
  /** Why it can not be put to the vote now, while it was not yet. */
  refusal?: ErrorData;
};

/** How many a rule needs and how many there are; nobody declares one, it is computed. */
export type Quorum = {
  /** How many there are. */
  have: number;
  /** How many the rule needs, at least 1. */
  need: number;
};

/** A matter is handed in 提交: by a member, or by a clerk who took it down. */
export type RaiseMatter = {
  /** What is handed in, under a new number. */
  matter: Submission;
};

/** What a clerk reads on a paper 录入; two clerks read it independently. */
export type ReadPaper = {
  /** What is marked. */
  choice: Choice;
  /** The number on the paper. */
  serial: Id;
};

/** What a clerk read on a paper. */
export type ReadingView = {
  /** The clerk. */
  clerk: Id;
  /** The entry. */
  entry: number;
  /** What they read, once the motion is closed. */
  choice?: Choice;
};

/** Why someone takes no part in a motion. */
export type Recusal = {
  /** Who put it on the record: the person, the facilitator or the supervisor. */
  by: Id;
  /** Why. */
  reason: string;
};

/**
 * Someone takes no part in a motion 回避, said before it is put to the vote: by themselves, or by
 * the facilitator or supervisor, which is flagged.
 */
export type Recuse = {
  /** Who. */
  handle: Id;
  /** The motion. */
  motion: Id;
  /** Why, in at least five characters. */
  reason: string;
  /** The session it is on the agenda of. */
  session: Id;
};

/** Entries that were refused for one reason. */
export type Refused = {
  /** How many. */
  count: number;
  /** Why the first of them was. */
  first: ErrorData;
};

/** Somebody on a register. */
export type RegisterStanding = {
  /** The register. */
  register: Id;
  /** What they count for: one head, and the other measures. */
  amounts: Amounts;
  /** Where they belong. */
  strata: { [key in Id]: Stratum };
  /** Whether they may vote. */
  voter: boolean;
};

/** A register 名册 as it is now. */
export type RegisterView = {
  /** Its name. */
  name: Id;
  /** Everyone on it, in the order of their handles. */
  units: Array<UnitView>;
};

/**
 * A member gets a new key 更换密钥: by their own old key at once, or by a registrar when it is lost;
 * then it needs an `attest` by another registrar or clerk, and until then the old key stays good.
 * A household that changes its representative 户代表变更 does it in the same way.
 */
export type Rekey = {
  /** The new key. */
  cnf: Confirmation;
  /** Whose. */
  handle: Id;
  /** Why, such as 手机遗失 or 户代表变更. */
  reason: string;
};

/** Changes that are enough together, and no fewer people in all would be. */
export type Relaxation = {
  /** What to change. */
  changes: Array<Change>;
  /** The problem's quotas with these changes, to go on with. */
  pool: SortitionPool;
};

/** Somebody left, and perhaps somebody moved up 递补. */
export type Replacement = {
  /** Who declined or was struck off. */
  leaver: Id;
  /** The stratum of the seat that fell vacant; none when the leaver was waiting as an alternate. */
  seat?: Stratum;
  /** Who holds the seat now; none when nobody was left to move up. */
  successor?: Id;
  /** By how many people the quotas of a lottery's panel are missed since; none when they are met. */
  missed?: number;
};

/** What was checked, what holds, and what does not and where. */
export type Report = {
  /** The record's origin, as its checkpoint says. */
  origin: string;
  /** The number of entries. */
  size: number;
  /** The root of the tree over the entries as they stand in the bundle. */
  root: Hash;
  /**
   * The leaf hash of the charter, to be compared with one that was handed on some other way: without a
   * policy, everything rests on it.
   */
  charter?: Hash;
  /** Every check in a fixed order. */
  checks: Array<Check>;
  /** What breaks a rule or should be looked at, in the order of the record. */
  findings: Array<ErrorData>;
  /** What was refused in the ordinary course (a ballot too late, say), kept as evidence. */
  listed: Array<ErrorData>;
  /** What was promised and is not done in time 逾期: the record is true about it, and the community can see it. */
  overdue: Array<ErrorData>;
};

/** One of the doers reports a task done 报办结. */
export type ReportTask = {
  /** Digests of what shows it. */
  evidence: Array<Hash>;
  /** The task. */
  task: Id;
};

/**
 * The 32 random bytes a party commits to before the draw and shows afterwards, written as 43
 * characters of base64url. They are a secret until shown, so `Debug` does not print them.
 */
export type Reveal = string;

/** A party shows 揭示 what it committed to. */
export type RevealDraw = {
  /** The draw. */
  draw: Id;
  /** The 32 bytes. */
  secret: Reveal;
};

/** A review of the current version of a convention. */
export type ReviewAsk = {
  /** The convention. */
  convention: Id;
  /** What was found. */
  findings?: Array<ReviewFinding>;
  /** What comes of it. */
  outcome: ReviewOutcome;
};

/** A draft is reviewed 审查, by the legal adviser and then by the street. */
export type ReviewDraft = {
  /** The convention. */
  convention: Id;
  /** The digest of the version that was read. */
  digest: Hash;
  /**
   * What was found. The legal adviser's say something of every article that was not read before as
   * it stands; an article the street says nothing of has nothing against it.
   */
  findings?: Array<ReviewFinding>;
  /** What comes of it. */
  outcome: ReviewOutcome;
};

/** What a reviewer found. */
export type ReviewFinding = {
  /** About what. */
  about: Reviewed;
  /** The law it rests on; needed where there is something against it. */
  basis?: string;
  /** Rules of the lint that meet the article and do not apply. */
  dismissed?: Array<string>;
  /** What was found. */
  level: Level;
  /** What the drafters answered. */
  reply?: string;
};

/** What comes of a review: `"clear"` or `{"send-back":{"reason":"…"}}`. */
export type ReviewOutcome =
  /** It goes on 通过. */
  | "clear"
  /** It goes back to the drafters 退回. */
  | { "send-back": {
      /** Why. */
      reason: string;
    } };

/** What a finding is about: `{"article":"7"}`, or somebody's proposal by the leaf hash of its entry. */
export type Reviewed =
  /** An article of the draft. */
  | { article: Id }
  /** A proposal 建议. */
  | { proposal: Hash };

/** Who reviews a draft. */
export type Reviewer =
  /** The legal adviser 法律审查. */
  | "legal"
  /** The sub-district office 街道审核. */
  | "street";

/** One selection by `rfc3797`. */
export type Rfc3797Pick = {
  /** The place in the published list of the pool, counted from 1. */
  place: number;
  /** The MD5 hash that decided it, as 32 digits in base 16. */
  digest: string;
};

/**
 * A capacity in which someone acts: an office 职务 that is given and taken away on the
 * record, or a relation 身份 that follows from the register or from the matter itself.
 */
export type Role =
  /** 工作人员. */
  | "clerk"
  /** 居委会. */
  | "committee"
  /** 主持人. */
  | "facilitator"
  /** 记录员. */
  | "recorder"
  /** 监督员. */
  | "supervisor"
  /** 法律顾问. */
  | "legal-advisor"
  /** 街道办事处. */
  | "street"
  /** 职能部门. */
  | "department"
  /** 登记员. */
  | "registrar"
  /** 见证人. */
  | "witness"
  /** 主机. */
  | "host"
  /** 居民. */
  | "resident"
  /** 户代表. */
  | "household-rep"
  /** 业主. */
  | "owner"
  /** 百姓管家. */
  | "steward"
  /** 投票人. */
  | "voter"
  /** 提议人. */
  | "proposer"
  /** 承办人. */
  | "doer";

/** A roster to be declared. */
export type RosterAsk = {
  /** A new identifier for the roster. */
  roster: Id;
  /** The base the seats are a share of. */
  base: Id;
  /** The base whose voters may stand. */
  candidates: Id;
  /** How the seats are reckoned. */
  rule: SeatRule;
};

/** What can happen to a `RosterState`. */
export type RosterEvent =
  /** 公布基数. */
  | "declare_base"
  /** 开始推荐. */
  | "open_nomination"
  /** 结束推荐. */
  | "close_nomination"
  /** 公示名单. */
  | "publish_list"
  /** 提出异议. */
  | "object"
  /** 答复异议. */
  | "resolve_objection"
  /** 聘任. */
  | "appoint"
  /** 补缺. */
  | "fill_vacancy"
  /** 换届. */
  | "rotate"
  /** 解散. */
  | "dissolve";

/** What is announced of a roster: how many seats there are, reckoned from what, and who may stand. */
export type RosterNotice = {
  /** The base the seats are a share of, such as that of the households. */
  base: Id;
  /** The base whose voters may stand, such as that of the adult residents; it may be the same one. */
  candidates: Id;
  /** The roster. */
  id: Id;
  /** How the seats are reckoned. */
  rule: SeatRule;
  /** The seats; they must be what the rule gives over the base. */
  seats: Seats;
};

/** Somebody on a roster of stewards. */
export type RosterStanding = {
  /** The roster. */
  roster: Id;
  /** Where it stands. */
  state: State;
  /** Who put them forward, if they stand in this round. */
  stands?: Nominator;
  /** Whether they are on the list of those to be appointed. */
  listed: boolean;
  /** The stratum of the seat they hold. */
  seat?: Stratum;
  /** Whether they wait for a seat as an alternate 递补. */
  waits: boolean;
};

/** A roster 百姓管家名册. */
export type RosterView = {
  /** Its name. */
  id: Id;
  /** Where it stands. */
  state: State;
  /** What was announced: the rule, and its seats by stratum. */
  notice: RosterNotice;
  /** What the same share of every measure of the base would be. */
  by_measure: { [key in Measure]?: number };
  /** The last day for nominations of this round. */
  until?: Date;
  /** The seats to be filled in this round. */
  open: { [key in Stratum]: number };
  /** Who stands in this round, and who put them forward. */
  standing: { [key in Id]: Nominator };
  /** The draw of this round. */
  draw?: Id;
  /** Who is to be appointed in this round, once that is known. */
  list?: Pool;
  /** Those who hold its seats, with alternates and replacements. */
  pool?: Pool;
};

/** The next round of a question, once the last one was announced without a decision. */
export type RoundAsk = {
  /** The question as it stands on the agenda. */
  question: Id;
};

/** A round of a question. */
export type RoundView = {
  /** The motion. */
  id: Id;
  /** The leaf hash of the entry that opened it. */
  leaf: Hash;
};

/** How a share that is not whole becomes whole 取整. */
export type Rounding =
  /** Down to the whole number below 舍去. */
  | "floor"
  /** To the nearest whole number, a half goes up 四舍五入. */
  | "half-up"
  /** Up to the whole number above 进一. */
  | "ceil";

/** Which way a matter goes: `"major"`, `{"minor":"B1"}` or `"private"`. */
export type Route =
  /** 大事: of government and public service; referred to a department. */
  | "major"
  /** 小事: of the community; consulted on under an item of the catalogue. */
  | { minor: Id }
  /** 私事: of a person or the market; advised. */
  | "private";

/**
 * What is needed for something to be decided, composed or put on the way, and where that is written.
 *
 * A member that is absent is one on which the source is silent. A rule that a community states for
 * itself may be silent on nothing that bears on the result; see `Rule::check`.
 */
export type Rule = {
  /** Its name, which never changes: `cn.owners.general.278`. */
  id: Id;
  /** Its title in Chinese. */
  zh: string;
  /** Its title in English. */
  en: string;
  /** What it is about. */
  kind: Kind;
  /** Whose decisions it governs. */
  body: Body;
  /** Who is entitled, in words 基数. */
  electorate: string;
  /** Who counts as having taken part when participation is judged. */
  attendance: Attendance;
  /** What participation it needs 参与条件. */
  participation: Condition;
  /** What support it needs 通过条件. */
  approval: Condition;
  /** The groups its tests speak of, with their names in Chinese. */
  groups?: { [key in Id]: string };
  /** What an abstention does. */
  abstain?: Abstention;
  /** What a blank ballot is, where the source says. */
  blank?: Blank;
  /** Which of several ballots counts, where the source says. */
  duplicates?: Duplicates;
  /** What not voting does. */
  silence: Silence;
  /** The clause of the owners' covenant 管理规约 that lets silence count, if any does. */
  covenant?: string;
  /** Whether one may vote for another. */
  proxy: Proxy;
  /** The channels the source allows by itself; any other needs a basis in the question. */
  channels: Array<Channel>;
  /** Whether it can be known how somebody voted. */
  secrecy?: Secrecy;
  /** Days from notice to session 通知期. */
  notice_days?: number;
  /** Days for which the result is public 公示期. */
  publicity_days?: number;
  /** Whether notice may be shorter in recorded special circumstances 特殊情况. */
  special_notice: boolean;
  /** The first day it applies. */
  effective_from?: Date;
  /** The last day it applies. */
  effective_to?: Date;
  /** Where it is written. */
  source: Source;
  /** How well the source was checked. */
  status: Status;
  /** What it binds. */
  binding: Binding;
  /** Within which limits it binds, in words. */
  scope?: string;
  /** Anything else a reader should know. */
  note?: string;
};

/** A rule, by name or in full. */
export type RuleRef =
  /** A rule that comes with the library. */
  | { preset: Id }
  /** A rule stated by the community, which states everything. */
  | { custom: Rule };

/** Whether an objection was right. */
export type Ruling =
  /** It was 成立. */
  | "upheld"
  /** It was not 不成立. */
  | "dismissed";

/** What was said: `{"text":"…"}`, `{"digest":"…"}` or `"declined"`. */
export type Said =
  /** On the record for good. */
  | { text: string }
  /** The salted digest of words kept elsewhere, so that they can be withdrawn. */
  | { digest: Hash }
  /** Nobody wanted to speak on this side after being asked 经询问无人发言; entered by the facilitator. */
  | "declined";

/** Which units of a register a base takes in; by default all that may vote. */
export type Scope = {
  /** Only those who belong to each of these strata, such as one building. */
  strata?: { [key in Id]: Stratum };
  /** Also those who may not vote. Seats may be reckoned on everyone; a vote never is. */
  everyone?: boolean;
};

/** Weights of people, and why no panel weighs more than a bound. */
export type Search = {
  /** What each person of the pool weighs. */
  weights: Array<number>;
  /** What no panel exceeds. */
  bound: number;
  /** The cases, which leave nothing out. */
  cases: Case;
};

/** Where a seat is: `{"draw":"PANEL-2026Q2"}`. */
export type SeatOf =
  /** In the panel that was drawn. */
  | { draw: Id }
  /** In the roster, or standing for it. */
  | { roster: Id };

/**
 * How seats are reckoned 名额规则, such as 6 % of the households by building.
 *
 * The share is made whole once, for the whole community; the seats are then shared out among the
 * strata. Rounding each stratum by itself would give another total.
 */
export type SeatRule = {
  /** The share, such as `[6, 100]`. */
  ratio: Fraction;
  /**
   * Of what it is a share. It must be said (`roster.base-unit`): 6 % of 1,698 households are 102
   * seats, of their 4,415 residents 265. It can be left out in JSON only so that leaving it out
   * has its own error.
   */
  measure?: Measure;
  /** How the number of seats becomes whole. */
  rounding: Rounding;
  /** The key of the strata that share the seats; none when they are not shared out. */
  by?: Id;
  /** Whether every stratum gets at least one seat. */
  floor_one?: boolean;
};

/** The number of seats, with what it was reckoned from. */
export type Seats = {
  /** The measure the share is of. */
  measure: Measure;
  /** How much of it there is. */
  base: number;
  /** All seats. */
  total: number;
  /** The seats of each stratum; of the one stratum `all` when they are not shared out. */
  strata: { [key in Stratum]: number };
};

/** Whether it can be known how somebody voted 记名/无记名. */
export type Secrecy =
  /** 记名: each ballot bears its voter's handle. */
  | "named"
  /** 无记名: nobody may know. */
  | "secret"
  /** The law leaves it open. */
  | "either";

/** What a draw runs on: every later number is a function of it and nothing else. */
export type Seed = Hash;

/** A sentence in both languages. */
export type Sentence = {
  /** In Chinese. */
  zh: string;
  /** In English. */
  en: string;
};

/**
 * Who is convened to a session: `{"draw":"panel-2026Q2"}`, `{"roster":"2026"}` or
 * `{"base":"households-2026"}`.
 */
export type SessionBody =
  /** Those drawn 本次召集. */
  | { draw: Id }
  /** All who hold a seat on a roster 全体百姓管家. */
  | { roster: Id }
  /** All who may vote in a frozen base. */
  | { base: Id };

/** Somebody who is convened to a session, or a guest of it. */
export type SessionStanding = {
  /** The session. */
  session: Id;
  /** Where it stands. */
  state: State;
  /** When it meets. */
  when: When;
  /** Whether they may speak but do not count or vote 列席. */
  guest: boolean;
  /** How they are present, once they checked in. */
  presence?: Presence;
};

/** A step of a session: `"open-checkin"`. */
export type SessionStep =
  /** The agenda is posted with the notice; from then on it is frozen. */
  | { "publish-agenda": {
      /** The agenda. */
      agenda: Agenda;
      /**
       * The base on the register that quorum and majority will be computed on; absent where
       * that is those convened.
       */
      base?: BaseNotice;
      /** Special circumstances that shorten the notice, where the rule allows them. */
      special?: string;
    } }
  /** Check-in begins, on the announced day. */
  | "open-checkin"
  /** Someone convened checks in 签到, or a clerk enters it. */
  | { "check-in": {
      /** In the hall or online. */
      presence: Presence;
      /** Who. */
      who: Id;
    } }
  /** The session begins: the rule's quorum is met. */
  | "begin"
  /** The session does not begin: the rule's quorum is not met. */
  | "adjourn"
  /** It is announced again for another time; the agenda stays. */
  | { renotice: {
      /** Special circumstances that shorten the notice, where the rule allows them. */
      special?: string;
      /** When it meets. */
      when: When;
    } }
  /** Someone convened takes no part in a motion 回避. */
  | { recuse: {
      /** The motion. */
      motion: Id;
      /** Why. */
      reason: string;
      /** Who. */
      who: Id;
    } }
  /** The debate on an item begins. */
  | { "start-debate": {
      /** The item's number. */
      item: number;
    } }
  /** Someone speaks; the entry's index is their receipt. */
  | { speak: {
      /** The motion it is about, if about one. */
      motion?: Id;
      /** Who. */
      speaker: Id;
      /** For, against or neither. */
      stance: Stance;
      /** What was said, or its salted digest. */
      words: Words;
    } }
  /** Nobody wants to speak on a side, after being asked. */
  | { decline: {
      /** The motion. */
      motion: Id;
      /** The side. */
      stance: Stance;
    } }
  /** A speaker takes back words that were kept off the record. */
  | { withdraw: {
      /** The index of the statement's entry. */
      statement: number;
    } }
  /** A statement is no longer shown; it stays in the minutes. */
  | { hide: {
      /** Why. */
      reason: string;
      /** The index of the statement's entry. */
      statement: number;
    } }
  /** A hidden statement is shown again. */
  | { show: {
      /** Why. */
      reason: string;
      /** The index of the statement's entry. */
      statement: number;
    } }
  /** A pause 休会冷静. */
  | { "cool-off": {
      /** Minutes. */
      minutes: number;
    } }
  /** The debate on the item closes and its vote begins. */
  | "close-debate"
  /**
   * The vote on the item ends though not every motion of it was put; it ends by itself when all
   * that were put are closed (see `Session::follow`).
   */
  | "close-vote"
  /** On to the next item. */
  | "next-item"
  /** The recorder drafts the minutes. */
  | { "draft-minutes": {
      /** The minutes. */
      minutes: Minutes;
    } }
  /** One of the three signs the minutes. */
  | { "sign-minutes": {
      /** The digest of their text. */
      text: Hash;
    } }
  /** Minutes and result are published. */
  | "publish"
  /** The result is challenged 申请复核. */
  | { challenge: {
      /** Why. */
      reason: string;
    } }
  /** The challenge is dismissed. */
  | { dismiss: {
      /** Why. */
      reason: string;
    } }
  /** The votes are counted again before witnesses. */
  | { recount: {
      /** Who witnesses. */
      witnesses: Array<Id>;
    } }
  /** The session is void. */
  | { annul: {
      /** Why. */
      reason: string;
    } }
  /** The days of publicity are over and nothing is open. */
  | "finalise";

/** A session 会议, from its notice to its minutes. */
export type SessionView = {
  /** Its number. */
  id: Id;
  /** Where it stands. */
  state: State;
  /** As it was called: who is convened, where, when, with which guests and stakeholders. */
  call: Call;
  /** Whom that is. */
  body: SessionBody;
  /** The rule it was announced under. */
  rule: Rule;
  /** The base named in its notice. */
  base?: BaseNotice;
  /** The day its notice was posted. */
  posted?: Date;
  /** What it deals with. */
  agenda?: AgendaView;
  /** How many are present and how many must be; none where to vote is to attend. */
  quorum?: Quorum;
  /** Those who checked in, and how. */
  present: { [key in Id]: Presence };
  /** How many of those present have a stake. */
  stakeholders_present: number;
  /** The number of the item under debate or vote. */
  item?: number;
  /** What was said, in order. */
  statements: Array<StatementView>;
  /** The minutes, once drafted. */
  minutes?: Minutes;
  /** Who signed the minutes, by role. */
  signatures: { [key in Role]?: Id };
};

/** A triage in force. */
export type SettledTriage = {
  /** Who attested it. */
  attested_by: Id;
  /** The day it was published; appeals are counted from it. */
  published: Date;
  /** Who proposed it. */
  proposed_by: Id;
  /** What it says. */
  triage: Triage;
};

/** How much an error says about a record. */
export type Severity =
  /** Listed as evidence; it is in the nature of voting that some ballots come late 列明. */
  | "listed"
  /** Something a supervisor should look at; no result depends on it 提示. */
  | "warning"
  /** A rule was broken by an office-holder, or the record cannot be trusted 问题. */
  | "fault";

/** The side of a rule on which a test stands. */
export type Side =
  /** Whether enough took part. */
  | "participation"
  /** Whether enough agreed. */
  | "approval";

/**
 * A household signs 签约 in the drive that `re` names: with its own key, or on paper taken by a clerk;
 * then it counts once a second clerk attests.
 */
export type Sign = {
  /** The household whose paper a clerk took; absent when it signs itself. */
  handle?: Id;
};

/** Whether somebody signed a convention. */
export type SignatureStanding =
  /** They did not 未签约. */
  | "unsigned"
  /** Their signature stands 已签约. */
  | "signed"
  /** They withdrew it 已撤回. */
  | "withdrawn";

/** An entry that waits for a second signature 会签. */
export type SignatureWaiting = {
  /** Its index. */
  entry: number;
  /** Its leaf hash: the `re` of the `attest`. */
  leaf: Hash;
  /** What kind of entry it is, such as `triage`. */
  kind: string;
  /** Who made it. */
  by?: Id;
  /** What it is about: a handle, a drive, a claim, a motion, a matter or a session. */
  about: Id;
  /** What it says, in Chinese. */
  zh: string;
  /** In English. */
  en: string;
};

/** What not voting does 沉默. */
export type Silence =
  /** Who does not vote does not take part 不计入参与. */
  | "not-participating"
  /**
   * Who signed for a ballot takes part, and abstains if none comes back
   * 签收视为参与,未表态视为弃权 (四川省物业管理条例第31条).
   */
  | "received-abstains"
  /** Who does not vote counts with the majority 计入多数, where the owners' covenant says so. */
  | "counts-with-majority";

/** A proof that no panel can meet the quotas. */
export type SortitionConflict = {
  /** The cases, in each of which the quotas contradict each other; mostly one. */
  cases: Case;
};

/** Something by which people differ, of which everybody has one value 特征. */
export type SortitionFeature = {
  /** What it is called. */
  name: string;
  /** Its values, each with its quota. */
  values: Array<SortitionQuota>;
};

/** A proof that, as long as everybody of the levels before has their chance, some people cannot all have more. */
export type SortitionLevel = {
  /** The chance that they cannot all exceed, in parts of 10^15, rounded down. */
  chance: number;
  /** How many people are of this level. */
  people: number;
  /** On how many panels the least served of them sits. */
  least: number;
  /** On how many panels the most served of them sits. */
  most: number;
  /** Why. */
  proof: Proof;
};

/** Panels, each as likely as any other to be drawn, and the proof that nobody could be given a fairer chance 抽签方案. */
export type SortitionLottery = {
  /** How many sit on a panel. */
  seats: number;
  /** For each panel its members, as places in the pool, ascending. */
  panels: Array<Array<number>>;
  /** For each person of the pool, on how many panels they sit. */
  counts: Array<number>;
  /** Why nobody could have been given more. */
  certificate: Certificate;
};

/** Somebody who may be selected. */
export type SortitionPerson = {
  /** Who it is, on this list. */
  id: string;
  /** For each feature, the place of this person's value among the feature's values. */
  values: Array<number>;
  /** Where this person lives; of those who say the same, at most one sits on a panel. */
  household?: string;
  /** `true` for whoever must sit, `false` for whoever must not. */
  must?: boolean;
};

/** Somebody whom the quotas leave no chance, or no choice. */
export type SortitionPinned = {
  /** Their places in the pool; they are alike. */
  people: Array<number>;
  /** Whether they sit on every panel, or on none. */
  sits: boolean;
  /** The quotas that say so, taken together. */
  multipliers: Multipliers;
};

/** Those who may be selected, and what a panel has to look like 候选池. */
export type SortitionPool = {
  /** What is looked at, such as age band or building. */
  features: Array<SortitionFeature>;
  /** Everybody, in the order that was committed to. */
  people: Array<SortitionPerson>;
};

/** How far a search has come: so many of so many panels, once the chances are known. */
export type SortitionProgress = {
  /** What is done. */
  done: number;
  /** Of what there is to do. */
  of: number;
};

/** What `check` found to be so. */
export type SortitionProved = {
  /** On how many panels the least likely person sits (of those who may sit and need not). */
  least: number;
  /** On how many, at most, any lottery of as many panels could have put the least likely person. */
  best: number;
  /** The chance that no lottery at all could give everybody more than, as an exact ratio; `None` when nobody's is open. */
  chance: [number, number] | null;
  /** How many levels each have everybody within one panel of what is proved for them, from the first on. */
  levels: number;
  /** By how many panels the person farthest from it is off what is proved of their level; 1 at most in rounding. */
  off: number;
};

/** How many of a panel may have a value 名额. */
export type SortitionQuota = {
  /** What the value is called. */
  name: string;
  /** No fewer than these. */
  min: number;
  /** No more than these. */
  max: number;
};

/** Where a rule is written. */
export type Source = {
  /** The law, ordinance or charter, with the date of its text. */
  law?: string;
  /** The article, or where else it stands. */
  article: string;
  /** Its words. */
  quote?: string;
  /** Where it can be read. */
  url?: string;
};

/** Which of those convened have a stake. */
export type Stake =
  /** These. */
  | { handles: Array<Id> }
  /** Those of a stratum. */
  | { stratum: {
      /** The key. */
      key: Id;
      /** The stratum. */
      value: Stratum;
    } };

/** Those who have a stake 利益相关方, and their share of those present. */
export type Stakeholders = {
  /** The least share; in Chongqing one half (2025). */
  share: Fraction;
  /** Who they are. */
  who: Stake;
};

/** Which side a statement takes 先表明赞成或反对. */
export type Stance =
  /** For 赞成. */
  | "for"
  /** Against 反对. */
  | "against"
  /** Neither 不表态. */
  | "neither";

/** Who somebody is on the record, and what they may do now with their own key. */
export type Standing = {
  /** Who. */
  handle: Id;
  /** The key they sign with now; without one everything is done on paper. */
  kid?: Kid;
  /** Where they stand on a register now. */
  registers: Array<RegisterStanding>;
  /** The rosters on which they stand, hold a seat or wait for one. */
  rosters: Array<RosterStanding>;
  /** The draws in which they may be drawn, were drawn, or are a party. */
  draws: Array<DrawStanding>;
  /** The sessions they are convened to or may speak in. */
  sessions: Array<SessionStanding>;
  /** The motions they are entitled to vote on. */
  motions: Array<MotionStanding>;
  /** The conventions they may sign, or might. */
  drives: Array<DriveStanding>;
  /** What is public and takes objections today. */
  posts: Array<PostStanding>;
  /** The objections they lodged. */
  objections: Array<ObjectionView>;
  /** The conventions whose drafts they may comment on now. */
  drafts: Array<Id>;
  /** The matters they raised, as far as those may be shown. */
  raised: Array<Id>;
  /** The matters they may support now. */
  supportable: Array<Id>;
  /** The tasks they are to do. */
  tasks: Array<TaskStanding>;
  /** What they have in points, as a household: the sum of what was credited. */
  balance: number;
  /** Their claims to points. */
  claims: { [key in Id]: PointsClaim };
};

/** Where something stands in its life. */
export type State = {
  /** The name that never changes, such as `in_session`. */
  name: string;
  /** The Chinese name. */
  zh: string;
  /** What may follow, and by whom. */
  next?: Array<Step>;
};

/** What someone said 发言. */
export type StatementView = {
  /** Its entry, the speaker's receipt. */
  entry: number;
  /** The motion it is about, if about one. */
  motion?: Id;
  /** Who said it. */
  speaker: Id;
  /** Which side it takes. */
  stance: Stance;
  /** What was said; not shown when it was hidden. */
  words?: Words;
  /** Why it is not shown. */
  hidden?: string;
  /** Whether its words were withdrawn. */
  withdrawn: boolean;
};

/** How well the source of a rule was checked. */
export type Status =
  /** The quotation stands in the full text of the law. */
  | "verified-fulltext"
  /** Quoted from an account of it. */
  | "secondary"
  /** Designed for this library. */
  | "design"
  /** Stated by the community itself 自定. */
  | "declared";

/** Something that may follow on a state. */
export type Step = {
  /**
   * The event as the model calls it, such as `publish_list`; of draws, motions and tasks, which have no model of
   * their own, the kind of entry.
   */
  event: string;
  /** Its Chinese name. */
  zh: string;
  /** The roles that may cause it; none where it is for those who are named, such as the parties of a draw. */
  roles: Array<Role>;
};

/**
 * One part 分层 of a community, such as `B01` or `养犬户`: 1 to 64 characters, no blanks and
 * nothing beyond U+D7FF, compared byte for byte. It must be coarse, since it is published: a
 * building, never a door.
 */
export type Stratum = string;

/** What is made public: `{"roster":"R-2026"}`. */
export type Subject =
  /** The agenda of a session 会议公告. */
  | { agenda: Id }
  /** The draft of a convention 公约草案. */
  | { draft: Id }
  /** How many households signed in a drive 签约结果. */
  | { drive: Id }
  /** A convention that was adopted and filed 公约公布. */
  | { filing: Id }
  /** A red or black list 红黑榜, under a name. */
  | { list: Id }
  /** What was done about a matter 事项办理结果. */
  | { matter: Id }
  /** The minutes of a session 会议记录. */
  | { minutes: Id }
  /** Claims to points 积分, by their identifiers. */
  | { points: Array<Id> }
  /** The result of a vote 表决结果, by the leaf hash of the entry that opened the motion. */
  | { result: Hash }
  /** The list of a roster 百姓管家名单. */
  | { roster: Id };

/** A matter as it is handed in. */
export type Submission = {
  /** Its number, such as `M-2604-07`. */
  id: Id;
  /** How it came in. */
  intake: Intake;
  /** The matter it is a part of, when a mixed one is being split 拆分. */
  part_of?: Id;
  /** Who raised it; none when a clerk took it down from someone who is not on the register. */
  resident?: Id;
  /**
   * Whether it touches personal safety or a crime: then its words are kept off the record, and
   * it may only be 大事 and must be reported at once.
   */
  safety?: boolean;
  /** What it says. */
  words: Words;
};

/** What a record holds. */
export type Summary = {
  /** The record's origin: the `aud` of its every entry. */
  origin: string;
  /** What the community calls itself; none before the charter. */
  name?: string;
  /** The leaf hash of the charter. */
  charter?: Hash;
  /** The number of entries. */
  size: number;
  /** The root of the tree over them. */
  root: Hash;
  /** The host's time. */
  now: Time;
  /** The civil day at the host. */
  today: Date;
  /** The community's distance from UTC. */
  zone: Zone;
  /** Every office there is or was. */
  offices: Array<OfficeHeld>;
  /** How many stand on each register now. */
  registers: { [key in Id]: number };
  /** The frozen bases. */
  bases: Array<BaseNotice>;
  /** The rosters of stewards. */
  rosters: Array<Brief>;
  /** The draws. */
  draws: Array<Brief>;
  /** How many matters were triaged which way. */
  triaged: TriageCount;
  /** The matters in each state, those not shown left out. */
  matters: { [key in MatterState]?: Array<Id> };
  /** How many matters are not shown, since they touch somebody's safety. */
  withheld: number;
  /** The sessions. */
  sessions: Array<Brief>;
  /** The motions in the order they opened. */
  motions: Array<Brief>;
  /** The conventions. */
  conventions: Array<Brief>;
  /** The signature drives. */
  drives: Array<Brief>;
  /** The posts in the order they were posted. */
  posts: Array<Brief>;
  /** How many objections there are. */
  objections: number;
  /** The tasks. */
  tasks: Array<Brief>;
  /** What should be looked at though nothing is void by it. */
  flags: Array<ErrorData>;
  /** What should have been done by today and was not. */
  overdue: Array<ErrorData>;
  /** How many entries count for nothing, by the code that says why. */
  refused: { [key in string]: Refused };
};

/** A matter is supported 附议, each once: by a member, or by a clerk for those who signed on paper. */
export type Support = {
  /** Those who signed on paper; empty when a member supports it. */
  handles?: Array<Id>;
  /** The matter. */
  matter: Id;
};

/**
 * The minutes 会议记录 of a session, drafted by the recorder. They are in force with the `attest` of
 * the facilitator and the supervisor, three persons in all; before that a new draft takes their place,
 * after it nothing does.
 */
export type TakeMinutes = {
  /** The digest of their text. */
  digest: Hash;
  /** Every motion that was put to the vote, and its outcome. */
  outcomes?: { [key in Id]: Outcome };
  /** The session. */
  session: Id;
  /** Every statement of the session, by the leaf hash of its entry. */
  statements?: Array<Hash>;
};

/** What a ballot box comes to. */
export type Tally = {
  /** The question. */
  question: Id;
  /** Whether ballots may still come in. */
  open: boolean;
  /** What the rule is applied to. */
  count: Count;
  /** The ballots that count by the way they came in, invalid ones included. */
  channels: { [key in Channel]?: Amounts };
  /** How many were refused, by code. */
  refused: { [key in string]: number };
  /** What became of the papers. */
  papers: PaperCount;
};

/** A check of a report. */
export type TaskCheck = {
  /** Who checked. */
  by: Id;
  /** Why it was returned; none when the task was struck off. */
  returned?: string;
};

/** What a check found: `"struck-off"` or `{"returned":{"reason":"…"}}`. */
export type TaskOutcome =
  /** It is done 销号. */
  | "struck-off"
  /** It is not 退回. */
  | { returned: {
      /** Why. */
      reason: string;
    } };

/** A task as it is assigned. */
export type TaskPlan = {
  /** Its number. */
  id: Id;
  /** What is to be done. */
  text: string;
  /** Who answers for it, as it is published: 物业, 社区. */
  owner: string;
  /** Who acts for the owner; none of them may check the work. */
  doers: Array<Id>;
  /** Until when. */
  due?: Due;
  /** How one will know that it is done 验收标准. */
  acceptance: string;
};

/** That a task was reported done, and what the check said. */
export type TaskReport = {
  /** Who reported it. */
  by: Id;
  /** Digests of what shows it. */
  evidence: Array<Hash>;
  /** Who checked it, and why it was returned if it was. */
  check?: TaskCheck;
};

/** Somebody who is to do a task. */
export type TaskStanding = {
  /** The task. */
  task: TaskView;
  /** Whether they may report it done now. */
  may_report: boolean;
  /** Why not. */
  refusal?: ErrorData;
};

/** A task 任务. */
export type TaskView = {
  /** Its number. */
  id: Id;
  /** Where it stands. */
  state: State;
  /** What is to be done, by whom, until when, and how one will know. */
  plan: TaskPlan;
  /** Whether it should have been reported done by today. */
  overdue: boolean;
  /** The matter it carries out. */
  matter?: Id;
  /** The entry that assigned it. */
  entry: number;
  /** Every report, and its check. */
  reports: Array<TaskReport>;
  /** Digests of what the checks showed. */
  checked: Array<Hash>;
};

/**
 * One inequality: `have · den ≥ base · num`, or `>` where strict.
 *
 * In a rule of composition `group` is the part that must have this share of everyone in `of`; in
 * the other kinds it narrows both sides to that group (the signatures of a tenth of the residents).
 */
export type Test = {
  /** What is counted. */
  measure: Measure;
  /** A group of those entitled, such as `representatives` 居民代表. */
  group?: Id;
  /** A share of whom. */
  of: Of;
  /** Which share. */
  ratio: Fraction;
  /** 超过、过半数 (`true`, more than the share) or 以上 (`false`, at least the share). */
  strict: boolean;
};

/** Words in Chinese, and in English where there is a translation. The Chinese is what counts. */
export type Text = {
  /** In Chinese. */
  zh: string;
  /** In English. */
  en?: string;
};

/** What happens when votes are equal, declared before the vote opens 平票. */
export type Tie =
  /** Another round among those that are equal 再表决一轮. */
  | "third-round"
  /** A public lot 抽签. */
  | "lot"
  /** Nothing: no decision is made 不作决定. */
  | "none";

/** Options with equal support, of which only some can go on. */
export type Tied = {
  /** The option that goes on in any case. */
  ahead?: Id;
  /** Those that are equal, in the order of the ballot. */
  equal: Array<Id>;
  /** How many of them go on. */
  places: number;
  /** What was declared for this case. */
  tie: Tie;
};

/** Seconds since 1970-01-01T00:00:00Z, as in a JWT's `NumericDate` (RFC 7519 section 2). */
export type Time = number;

/** A triage as a clerk proposes it and a member of the committee attests it. */
export type Triage = {
  /** Why, in at least five characters. */
  reason: string;
  /** Which way it goes. */
  route: Route;
  /** The rule or list it follows from. */
  rule: string;
};

/** How many matters were triaged which way 三事分流. */
export type TriageCount = {
  /** 大事. */
  major: number;
  /** 小事. */
  minor: number;
  /** 私事. */
  private: number;
};

/**
 * A clerk proposes how a matter is triaged 三事分流; it has no effect before the `attest` of a
 * member of the committee, who is somebody else.
 */
export type TriageMatter = {
  /** The matter. */
  matter: Id;
  /** Which way it goes, by which rule, and why. */
  triage: Triage;
};

/**
 * A unit leaves a register 注销, by a registrar; once it stands on none, its key ends. Bases that
 * were frozen before keep it.
 */
export type Unenrol = {
  /** Who. */
  handle: Id;
  /** Why, such as 迁出. */
  reason: string;
  /** The register. */
  register: Id;
};

/**
 * One entry of a register 名册: a household, a resident or an owner, under a random handle.
 * Names and doors never appear.
 */
export type Unit = {
  /** A random handle that says nothing about the person. */
  handle: Id;
  /**
   * What the unit counts for besides one head, which is understood and never written. Area is
   * written here only where there are no holdings.
   */
  amounts?: Amounts;
  /** Where the unit belongs, coarsely. */
  strata?: { [key in Id]: Stratum };
  /**
   * The exclusive parts 专有部分 an owner holds. However many they are, the owner is one head,
   * and so is the developer with all that is unsold (最高法建筑物区分所有权司法解释第9条).
   */
  holdings?: Array<Holding>;
  /**
   * Whether the unit may vote. Those under 18 stand on the register and may speak, but have no
   * vote (居委会组织法第22条).
   */
  voter: boolean;
};

/** Somebody on a register. */
export type UnitView = {
  /** A random handle that says nothing about the person. */
  handle: Id;
  /** What they count for: one head, and the other measures. */
  amounts: Amounts;
  /** Where they belong. */
  strata: { [key in Id]: Stratum };
  /** The exclusive parts they hold. */
  holdings?: Array<Holding>;
  /** Whether they may vote. */
  voter: boolean;
  /** The key they sign with now; without one everything is done on paper. */
  kid?: Kid;
};

/** A household takes its signature back 撤回签约 while signing is open, in the same two ways. */
export type Unsign = {
  /** The household whose paper a clerk took; absent when it signs itself. */
  handle?: Id;
};

/** A value of a `FeatureView`. */
export type ValueView = {
  /** What it is called. */
  name: string;
  /** No fewer than these sit. */
  min: number;
  /** No more than these sit. */
  max: number;
  /** How many the community has: the members of the base. */
  base: number;
  /** How many candidates have it. */
  pool: number;
  /** How many of the panel have it now, once it is drawn. */
  panel?: number;
};

/** Where a session meets. */
export type Venue =
  /** In a hall 线下. */
  | "hall"
  /** Online 线上. */
  | "online"
  /** In a hall and online 线下和线上. */
  | "both";

/** A rule applied to a count, with both sides of every test. */
export type Verdict = {
  /** The rule. */
  rule: Id;
  /** The option that was put to it; none for a composition. */
  option?: Id;
  /** What is decided. */
  outcome: Outcome;
  /** Every test of the rule, those on participation first. */
  tests: Array<Judged>;
  /**
   * What would have been enough on the side that fell short, on the bases as they are: all of
   * the amounts in one of the lists. Empty when it passed.
   */
  missing?: Array<Array<Missing>>;
};

/** A version of a convention. */
export type VersionView = {
  /** The digest that fixes it. */
  digest: Hash;
  /** The text, its entry, and who drafted it. */
  draft: DraftVersion;
};

/** A ballot 选票 on the motion that `re` names; signed by the voter, or by who votes for them. */
export type Vote = {
  /** What it says. */
  choice: Choice;
  /** Whose ballot it is, when cast by proxy 委托. */
  for?: Id;
  /** The digest of the written mandate. */
  mandate?: Hash;
};

/** How far a motion is that was put to the vote. */
export type VoteStage =
  /** Ballots come in, or a further round is due. */
  | "open"
  /** No more ballots come in. */
  | "closed"
  /** It is counted before witnesses. */
  | { counted: Outcome };

/** What waits for an office, or for a member who is named. */
export type Waiting = {
  /** Who. */
  handle: Id;
  /** The roles of the office; none of a member, or of an office that ended. */
  roles: Array<Role>;
  /** The entries that an `attest` by them would stand under, in the order they were made. */
  signatures: Array<SignatureWaiting>;
  /** The objections that they may answer. */
  objections: Array<ObjectionView>;
  /** The papers in dispute that they may settle. */
  papers: Array<PaperWaiting>;
  /** The draws in which they are to commit or to reveal, or whose lottery they are to put on the record. */
  draws: Array<DrawWaiting>;
  /** The matters on which a role of theirs has the next step, with just those steps. */
  matters: Array<Brief>;
  /** The conventions on which a role of theirs has the next step, with just those steps. */
  conventions: Array<Brief>;
  /** The tasks that they are to report or to check. */
  tasks: Array<TaskView>;
};

/** When a session meets: `{"held":1778913000}` or `{"window":{"closes":…,"opens":…}}`. */
export type When =
  /** At once, at an hour. */
  | { held: Time }
  /** Over days or weeks. */
  | { window: Window };

/** From when until when a session over time is open. */
export type Window = {
  /** The last moment. */
  closes: Time;
  /** The first moment. */
  opens: Time;
};

/**
 * A text, or the salted digest of one that is kept off the record so that it can be withdrawn:
 * `{"text":"路灯不亮"}` or `{"digest":"<43 characters>"}`.
 */
export type Words =
  /** On the record for good. */
  | { text: string }
  /** The digest of a text that is kept elsewhere. */
  | { digest: Hash };

/** A community's fixed distance from UTC, in minutes east: 480 in China. */
export type Zone = number;
