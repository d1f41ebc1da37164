//! Who may do something by their standing has it admitted, really signed; who may not has it refused.

use guanjia::map::Map;

use guanjia::ballot::Choice;
use guanjia::event::{Clock, Comment, Object, RaiseMatter, Sign, Support, Unsign, Vote};
use guanjia::log::Bundle;
use guanjia::register::Register;
use guanjia::view::{PostView, Standing};
use guanjia::words::Words;
use guanjia::{Event, Hall, Hash, Payload, SecretKey, Time};

use crate::common::record::{founded, id, paper, unit};
use crate::{HALL, MOMENTS, SEED, json};

/// An event as someone would sign it now, whom nothing is asked before; none for who has no key.
fn signed(hall: &Hall, who: &str, re: Option<Hash>, event: impl Into<Event>) -> Option<String> {
    let kid = hall.founding().member_key(&id(who))?.kid();
    let derive = |generation: u64| {
        let parts: [&[u8]; 3] = [SEED, who.as_bytes(), &generation.to_be_bytes()];
        SecretKey::from_seed(&Hash::tagged("guanjia/sample-key", &parts).0)
    };
    let key = (0..3).map(derive).find(|key| key.public().kid() == kid).unwrap();
    let (aud, iat, seq) = (hall.founding().origin().to_owned(), hall.now(), hall.founding().next_seq(kid).unwrap());
    let payload = Payload { aud, iat, seq, re, event: event.into() };
    Some(payload.sign(&key).unwrap().as_str().to_owned())
}

/// A hall in which entries are tried; what is refused leaves no trace in it, so that it is as it was.
struct Trial<'a> {
    hall: &'a Hall,
    scratch: Hall,
}

impl<'a> Trial<'a> {
    fn of(hall: &'a Hall) -> Self {
        Self { hall, scratch: hall.clone() }
    }

    /// The code with which an entry is refused, and none when it is admitted.
    fn refusal(&mut self, jws: &str) -> Option<String> {
        let refusal = self.scratch.admit(jws).err().map(|error| error.code().to_owned());
        if refusal.is_none() {
            self.scratch = self.hall.clone();
        }
        refusal
    }
}

/// Stewards, households that voted in every way or not at all, somebody without a vote, an office.
const PEOPLE: [&str; 13] = [
    "S-001", "S-006", "S-014", "S-050", "S-099", "H-0001", "H-0005", "H-0016", "H-0149", "H-0700", "H-1600", "V-0001",
    "clerk-a",
];

#[test]
fn standing_agrees_with_admission_on_every_motion() {
    let (mut taken, mut refused) = (0, 0);
    for hall in MOMENTS.iter() {
        let mut trial = Trial::of(hall);
        for who in PEOPLE {
            let standing: Standing = hall.standing(&id(who)).unwrap();
            assert_eq!(json(&standing)["handle"], who);
            for motion in hall.motions() {
                let entitled = standing.motions.iter().find(|shown| shown.leaf == motion.leaf());
                let vote = Vote { choice: Choice::Abstain, principal: None, mandate: None };
                let Some(ballot) = signed(hall, who, Some(motion.leaf()), vote) else {
                    assert!(entitled.is_none_or(|shown| !shown.may_vote));
                    continue;
                };
                let refusal = trial.refusal(&ballot);
                match entitled {
                    None => assert!(refusal.is_some(), "{who} {}", motion.question().id),
                    Some(shown) => {
                        let said = shown.refusal.as_ref().map(|error| error.code().to_owned());
                        assert_eq!(said, refusal, "{who} {}", motion.question().id);
                        assert_eq!(shown.may_vote, refusal.is_none());
                        let counted = hall.counted_ballot(motion.leaf(), &id(who)).map(|(entry, _)| entry);
                        assert_eq!(shown.ballot.as_ref().filter(|b| b.counted).map(|b| b.entry), counted);
                        taken += u32::from(shown.may_vote);
                        refused += u32::from(!shown.may_vote);
                    }
                }
            }
        }
    }
    assert!(taken > 5 && refused > 20, "{taken} taken, {refused} refused");
}

#[test]
fn standing_agrees_with_admission_on_everything_else() {
    let mut taken = Map::<&str, u32>::new();
    for hall in MOMENTS.iter() {
        let mut trial = Trial::of(hall);
        let mut agree = |what: &'static str, who: &str, may: bool, entry: Option<String>| {
            let refusal = entry.map_or_else(|| Some("no key".to_owned()), |entry| trial.refusal(&entry));
            assert_eq!(may, refusal.is_none(), "{what} {who}: {refusal:?}");
            *taken.entry(what).or_default() += u32::from(may);
        };
        for who in PEOPLE {
            let standing = hall.standing(&id(who)).unwrap();
            for drive in &standing.drives {
                let refused = drive.refusal.is_some();
                assert_eq!(refused, !drive.may_sign && !drive.may_unsign);
                agree("sign", who, drive.may_sign, signed(hall, who, drive.leaf, Sign { handle: None }));
                agree("unsign", who, drive.may_unsign, signed(hall, who, drive.leaf, Unsign { handle: None }));
            }
            for post in hall.posts() {
                let may = standing.posts.iter().any(|open| open.post == post.id && open.may_object);
                let counts = PostView::of(hall, post).counts;
                let object = Object { claim: "计数与张贴的不一致".to_owned(), handle: None };
                if counts || may {
                    agree("object", who, may, signed(hall, who, Some(post.leaf), object));
                }
            }
            for (convention, _) in hall.conventions() {
                let words = Words::Text("第三条写得不清楚".to_owned());
                let comment = Comment { article: None, convention: convention.clone(), handle: None, words };
                let may = standing.drafts.contains(convention);
                agree("comment", who, may, signed(hall, who, None, comment));
            }
            for matter in hall.matters().filter(|matter| !matter.is_restricted()).step_by(25) {
                let support = Support { handles: [].into(), matter: matter.id().clone() };
                let may = standing.supportable.contains(matter.id());
                agree("support", who, may, signed(hall, who, None, support));
            }
        }
    }
    for what in ["sign", "unsign", "object", "comment", "support"] {
        assert!(taken.get(what).is_some_and(|taken| *taken > 0), "{what}: {taken:?}");
    }
}

#[test]
fn who_has_no_key_does_everything_on_paper() {
    let mut s = founded("no key");
    let household = unit(serde_json::json!({"handle": "H-1", "amounts": {"households": 1}, "voter": true}));
    s.enter("registrar", paper("households", household)).unwrap();
    let matter = serde_json::json!({"id": "M-1", "intake": "oral", "words": {"text": "路灯不亮"}});
    s.enter("clerk", RaiseMatter { matter: serde_json::from_value(matter).unwrap() }).unwrap();
    let standing = s.hall().standing(&id("H-1")).unwrap();
    assert_eq!((standing.kid, standing.supportable.len()), (None, 0));
    assert_eq!(s.hall().may_support(&id("M-1"), &id("H-1")).unwrap_err().code(), "member.no-key");
}

#[test]
fn a_standing_is_somebodys_on_the_record() {
    assert_eq!(HALL.standing(&id("nobody")).unwrap_err().code(), "register.not-listed");
    let standing = HALL.standing(&id("H-0016")).unwrap();
    assert_eq!(standing.registers[0].register, id("households"));
    assert_eq!(standing.kid, HALL.founding().member_key(&id("H-0016")).map(guanjia::PublicKey::kid));
    let vote = standing.motions.iter().find(|motion| motion.motion == id("CONVENTION")).unwrap();
    assert_eq!(vote.refused.len(), 1);
    assert!(vote.ballot.as_ref().unwrap().counted);
}

/// The record of README.md: a household, the host, and a vote that is open.
#[test]
fn a_vote_is_over_with_its_window_though_nobody_closed_it() {
    let bundle = Bundle::parse(include_str!("../vectors/open_vote.bundle")).unwrap();
    let mut hall = Hall::replay(bundle.entries().iter());
    let key = |seed: &str| SecretKey::from_seed(&seed.parse::<Hash>().unwrap().0);
    let (household, host) =
        (key("nDh9kXYIy9meL4QeDBMyusd2vaWIkWpht16ArevQlB4"), key("E4wdeT3us-w13fR0oNur3TfDQ9ROykRcIPS74ZizmPE"));
    let (aud, motion) = (hall.founding().origin().to_owned(), hall.motions()[0].leaf());
    let handle = hall.registers().flat_map(Register::units).map(|unit| unit.handle.clone());
    let kid = household.public().kid();
    let handle =
        handle.into_iter().find(|who| hall.founding().member_key(who).is_some_and(|key| key.kid() == kid)).unwrap();
    let vote = Vote { choice: Choice::Abstain, principal: None, mandate: None };
    let ballot = Payload { aud: aud.clone(), iat: hall.now(), seq: 1, re: Some(motion), event: vote.into() };
    let ballot = ballot.sign(&household).unwrap();
    assert!(hall.standing(&handle).unwrap().motions[0].may_vote);
    assert_eq!(Trial::of(&hall).refusal(ballot.as_str()), None);

    let at = Time(hall.now().0 + 400 * 86_400);
    let seq = hall.founding().next_seq(host.public().kid()).unwrap();
    let clock = Payload { aud, iat: at, seq, re: None, event: Clock { at }.into() }.sign(&host).unwrap();
    hall.admit(clock.as_str()).unwrap();
    let standing = hall.standing(&handle).unwrap();
    let (motion, refusal) = (&standing.motions[0], standing.motions[0].refusal.as_ref().unwrap());
    assert_eq!((motion.state.name.as_str(), motion.may_vote, refusal.code()), ("open", false, "ballot.late"));
    assert_eq!(Trial::of(&hall).refusal(ballot.as_str()).as_deref(), Some("ballot.late"));
}
