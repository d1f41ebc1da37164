//! 百姓管家: a community deliberates and decides, and anyone can replay and check it.

mod actor;
mod agenda;
mod aggregate;
mod audit;
mod ballot;
mod catalogue;
mod convention;
mod error;
pub mod event;
mod fraction;
mod hall;
mod hash;
mod id;
mod json;
pub mod log;
mod lottery;
mod machine;
mod matter;
mod measure;
mod motion;
mod objection;
mod points;
mod publicity;
mod quorum;
mod reason;
mod register;
mod role;
mod roster;
mod rule;
#[cfg(feature = "sample")]
mod scribe;
mod selection;
mod session;
mod sign;
mod stratum;
mod tally;
mod task;
mod time;
mod verdict;
mod wording;
mod words;

pub use actor::Actor;
pub use agenda::{Agenda, AgendaItem, AgendaMotion, FrozenAgenda, NoticeRule};
pub use aggregate::{Aggregate, AggregateRow, Counts, SMALL_CELL};
pub use audit::{Auditor, Check, CheckOutcome, Report, audit};
pub use ballot::{Ballot, BallotBox, Choice, Defect, Elector, Issue, Paper, PaperState, Reading, Standing};
pub use catalogue::{Bilingual, Catalogue, Category, Hit, Item, WatchList};
pub use convention::{
    Adoption, Amendment, Article, ArticleDiff, ArticleHit, ArticleKind, Convention, ConventionDiff, ConventionEvent,
    ConventionState, Drive, Finding, LINT_RULES, Level, LintHit, LintRule, Piece, PieceChange, Promulgation, Reviewer,
    SignatureEvent, SignatureState, VoteFacts, lint, text_diff,
};
pub use error::{Code, Error, Severity};
pub use event::{
    AnnounceDraw, CommitDraw, DeclareRoster, Decline, DrawFrom, FinishDraw, MoveRoster, Nominate, RevealDraw, SeatOf,
};
pub use event::{Attest, Auth, Charter, Clock, Confirmation, Event, Office, OfficeEnd, Payload};
pub use event::{DigestAlg, Enrol, Freeze, Rekey, Unenrol};
pub use fraction::{Fraction, Rounding};
pub use hall::DrawRecord;
pub use hall::{Founding, Hall, Holder, Line};
pub use hash::Hash;
pub use id::Id;
pub use json::MAX_INTEGER;
pub use lottery::{PublicSource, PublicValue, Reveal, Seed, Stream, commitment};
pub use machine::{Machine, Transition};
pub use matter::{
    Appeal, EscalationGround, Handler, Intake, Matter, MatterContext, MatterEvent, MatterState, MatterStep, PartyStudy,
    Report as MatterReport, Route, SettledTriage, Submission, Triage, alike,
};
pub use measure::{Amounts, Measure};
pub use motion::{Answer, Effect, Poll, Question, RuleRef, Text, Tie};
pub use objection::{Against, Correction, Objection, ObjectionAnswer, Ruling};
pub use points::{Ground, Limit, Period, PointsClaim, PointsEvent, PointsLedger, PointsRule, PointsState};
pub use publicity::{
    Listed, Publicity, PublicityEvent, PublicityState, check_published_list, check_published_table,
    check_published_text,
};
pub use quorum::Quorum;
pub use register::{Base, BaseNotice, Holding, Member, Register, Scope, Unit};
pub use role::Role;
pub use roster::{Nominator, Roster, RosterEvent, RosterNotice, RosterState, RosterStep};
pub use rule::{
    Abstention, Attendance, Binding, Blank, Body, Channel, Condition, Duplicates, Kind, Mandate, Need, Of, Proxy, Rule,
    Secrecy, Side, Silence, Source, Status, Terms, Test, preset, presets,
};
pub use actor::*;
pub use agenda::*;
pub use aggregate::*;
pub use audit::*;
pub use ballot::*;
pub use catalogue::*;
pub use convention::*;
pub use error::*;
pub use event::{Event, Payload};
pub use fraction::*;
pub use hall::*;
pub use hash::*;
pub use id::*;
pub use json::MAX_INTEGER;
pub use lottery::*;
pub use machine::*;
pub use matter::*;
pub use measure::*;
pub use motion::*;
pub use objection::*;
pub use points::*;
pub use publicity::*;
pub use quorum::*;
pub use register::*;
pub use role::*;
pub use roster::*;
pub use rule::*;
#[cfg(feature = "sample")]
pub use scribe::Scribe;
pub use selection::*;
pub use session::*;
pub use sign::*;
pub use stratum::*;
pub use tally::*;
pub use task::*;
pub use time::*;
pub use verdict::*;
pub use words::*;
