//! What somebody is on the record and may do now 我的事项: a household, a steward, an owner (SPEC.md sections 4 to 8).
//!
//! ```
//! # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
//! # let hall = guanjia::Hall::replay(bundle.entries().iter());
//! let mine = hall.standing(&"H-1".parse().unwrap()).unwrap();
//! assert_eq!(mine.registers[0].strata["building"].as_str(), "B01");
//! // One open vote, in which this household has not voted: what it may sign now, and which keys it has for it.
//! let vote = &mine.motions[0];
//! assert!(vote.may_vote && vote.ballot.is_none() && mine.kid.is_some());
//! assert_eq!(vote.options.iter().map(|option| option.text.zh.as_str()).collect::<Vec<_>>(), ["同意", "不同意"]);
//! assert_eq!(hall.standing(&"H-9".parse().unwrap()).unwrap_err().code(), "register.not-listed");
//! ```

mod acts;
mod seats;

use crate::map::{Map, Set};

use serde::Serialize;

use super::{BallotView, ObjectionView, OptionView, State, motion};
use crate::ballot::Choice;
use crate::error::Error;
use crate::hall::{Hall, MotionRecord};
use crate::hash::Hash;
use crate::id::Id;
use crate::measure::Amounts;
use crate::motion::Text;
use crate::points::PointsClaim;
use crate::register::Register;
use crate::rule::Channel;
use crate::session::When;
use crate::sign::{Kid, PublicKey};
use crate::stratum::Strata;

pub use acts::{DriveStanding, PostStanding, SignatureStanding, TaskStanding};
pub use seats::{DrawStanding, RosterStanding, SessionStanding};

use acts::{claims, drafts, in_drive, objections, posts, raised, supportable, tasks};
use seats::{in_draw, in_session, on_roster};

/// Who somebody is on the record, and what they may do now with their own key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Standing {
    /// Who.
    pub handle: Id,
    /// The key they sign with now; without one everything is done on paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kid: Option<Kid>,
    /// Where they stand on a register now.
    pub registers: Vec<RegisterStanding>,
    /// The rosters on which they stand, hold a seat or wait for one.
    pub rosters: Vec<RosterStanding>,
    /// The draws in which they may be drawn, were drawn, or are a party.
    pub draws: Vec<DrawStanding>,
    /// The sessions they are convened to or may speak in.
    pub sessions: Vec<SessionStanding>,
    /// The motions they are entitled to vote on.
    pub motions: Vec<MotionStanding>,
    /// The conventions they may sign, or might.
    pub drives: Vec<DriveStanding>,
    /// What is public and takes objections today.
    pub posts: Vec<PostStanding>,
    /// The objections they lodged.
    pub objections: Vec<ObjectionView>,
    /// The conventions whose drafts they may comment on now.
    pub drafts: Vec<Id>,
    /// The matters they raised, as far as those may be shown.
    pub raised: Vec<Id>,
    /// The matters they may support now.
    pub supportable: Vec<Id>,
    /// The tasks they are to do.
    pub tasks: Vec<TaskStanding>,
    /// What they have in points, as a household: the sum of what was credited.
    pub balance: i64,
    /// Their claims to points.
    pub claims: Map<Id, PointsClaim>,
}

/// Somebody on a register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct RegisterStanding {
    /// The register.
    pub register: Id,
    /// What they count for: one head, and the other measures.
    pub amounts: Amounts,
    /// Where they belong.
    pub strata: Strata,
    /// Whether they may vote.
    pub voter: bool,
}

/// Somebody who is entitled to vote on a motion.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct MotionStanding {
    /// The motion.
    pub motion: Id,
    /// The leaf hash of the entry that opened it: the `re` of a ballot.
    pub leaf: Hash,
    /// A short title.
    pub title: Text,
    /// `open`, `closed` or `announced`.
    pub state: State,
    /// The session it belongs to.
    pub session: Id,
    /// When that session meets; where to vote is to attend, until when one may vote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// What one may choose, in the order of the ballot.
    pub options: Vec<OptionView>,
    /// How many options a ballot may name, where it may name several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marks: Option<u32>,
    /// The channels that are open.
    pub channels: Set<Channel>,
    /// What they stand for.
    pub amounts: Amounts,
    /// Whether a ballot signed with their own key would be taken now.
    pub may_vote: bool,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Error>,
    /// Their ballot in the box.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ballot: Option<BallotView>,
    /// Their ballots that do not count, with why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refused: Vec<Error>,
}

impl Hall {
    /// What somebody is on the record and may do now: somebody on a register, in a base, or in an office
    /// that has tasks. `register.not-listed` for who is nobody here.
    ///
    /// ```
    /// # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
    /// # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
    /// # let hall = guanjia::Hall::replay(bundle.entries().iter());
    /// let standing = hall.standing(&"H-3".parse().unwrap()).unwrap();
    /// let open: Vec<_> = standing.motions.iter().filter(|motion| motion.may_vote).collect();
    /// assert_eq!((open[0].title.zh.as_str(), open[0].marks), ("在小游园添三张长椅", None));
    /// ```
    pub fn standing(&self, handle: &Id) -> Result<Standing, Error> {
        self.check_known(handle)?;
        Ok(Standing {
            handle: handle.clone(),
            kid: self.founding().member_key(handle).map(PublicKey::kid),
            registers: self.registers().filter_map(|register| on_register(register, handle)).collect(),
            rosters: self.rosters().filter_map(|roster| on_roster(roster, handle)).collect(),
            draws: self.draws().filter_map(|draw| in_draw(self, draw, handle)).collect(),
            sessions: self.sessions().filter_map(|session| in_session(session, handle)).collect(),
            motions: self.motions().into_iter().filter_map(|motion| on_motion(self, motion, handle)).collect(),
            drives: self.drives().filter_map(|(id, drive)| in_drive(self, id, drive, handle)).collect(),
            posts: posts(self, handle),
            objections: objections(self, handle),
            drafts: drafts(self, handle),
            raised: raised(self, handle),
            supportable: supportable(self, handle),
            tasks: tasks(self, handle),
            balance: self.balances().get(handle).copied().unwrap_or_default(),
            claims: claims(self, handle),
        })
    }
}

fn on_register(register: &Register, handle: &Id) -> Option<RegisterStanding> {
    let unit = register.unit(handle)?;
    Some(RegisterStanding {
        register: register.name().clone(),
        amounts: unit.counted().unwrap_or_default(),
        strata: unit.strata.clone(),
        voter: unit.voter,
    })
}

fn on_motion(hall: &Hall, motion: &MotionRecord, handle: &Id) -> Option<MotionStanding> {
    let ballots = motion.ballots();
    let elector = ballots.electors().get(handle)?;
    // To abstain is possible on every ballot, so that only who and when is asked.
    let refusal = hall.may_vote(motion.leaf(), handle, &Choice::Abstain).err();
    let question = motion.question();
    Some(MotionStanding {
        motion: question.id.clone(),
        leaf: motion.leaf(),
        title: question.title.clone(),
        state: motion::state(motion),
        session: motion.session().clone(),
        when: hall.session(motion.session()).map(|session| session.called().when),
        options: motion::options(question, None),
        marks: ballots.terms().marks,
        channels: question.channels.clone(),
        amounts: elector.amounts.clone(),
        may_vote: refusal.is_none(),
        refusal,
        ballot: BallotView::of(hall, motion, handle),
        refused: ballots
            .refused()
            .iter()
            .filter(|error| error.field("elector") == Some(handle.as_str()))
            .cloned()
            .collect(),
    })
}
