//! A lottery of panels on the record: announced with its hashes, put there in parts, checked by everybody, drawn by one number;
//! and whatever was changed on the way is caught with its place.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test stops at the first surprise")]

mod common;

use common::record::{day, founded, freeze, id, paper, unit};
use guanjia::event::{AnnounceDraw, CommitDraw, Decline, DrawFrom, FinishDraw, PutPanels, RevealDraw, SeatOf};
use guanjia::lottery::{PublicSource, Reveal, commitment};
use guanjia::map::{Map, Set};
use guanjia::role::Role;
use guanjia::sample::Scribe;
use guanjia::selection::{Candidates, Draw, LotteryNotice, parts_of};
use guanjia::sortition::{Feature, Lottery, Objective, Problem, Quota, check, find};
use guanjia::stratum::{Strata, Stratum};
use guanjia::view::{DrawDuty, DrawView, DrawWaiting};
use guanjia::{Hall, Hash, Id, audit};
use serde_json::json;

const SEATS: u32 = 6;
const PANELS: u32 = 40;
const VALUE: &str = "3.9.11.14.21.27.32./";

/// Thirty residents of two buildings and three ages, two of each household.
fn community() -> Scribe {
    let mut scribe = founded("panels");
    for n in 0..30 {
        let (building, age) = (["B01", "B02"][n % 2], ["18-39", "40-59", "60+"][n * n % 7 % 3]);
        let strata = json!({"building": building, "age": age, "home": format!("H{:02}", n / 2)});
        let unit = unit(json!({"handle": format!("R-{n:02}"), "voter": true, "strata": strata}));
        scribe.enter("registrar", paper("residents", unit)).unwrap();
    }
    freeze(&mut scribe, "base", "residents");
    scribe
}

fn candidates(scribe: &Scribe) -> Candidates {
    let base = scribe.hall().base(&id("base")).unwrap();
    Candidates::of_base(base, base.members().keys()).unwrap()
}

fn quota(name: &str, min: u32, max: u32) -> Quota {
    Quota { name: name.to_owned(), min, max }
}

/// Three of each building, one to three of each age.
fn notice() -> LotteryNotice {
    let feature = |name: &str, values| Feature { name: name.to_owned(), values };
    LotteryNotice {
        features: vec![
            feature("building", vec![quota("B01", 3, 3), quota("B02", 3, 3)]),
            feature("age", ["18-39", "40-59", "60+"].map(|age| quota(age, 1, 3)).into()),
        ],
        household: Some(id("home")),
        sit: [].into(),
        out: [id("R-07")].into(),
        objective: Objective::Leximin,
        panels: PANELS,
        parts: vec![],
    }
}

fn draw(candidates: &Candidates, lottery: Option<LotteryNotice>) -> Draw {
    Draw {
        id: id("PANEL-1"),
        candidates: candidates.digest(),
        by: Some(id("building")),
        seats: [("B01".parse().unwrap(), 3), ("B02".parse().unwrap(), 3)].into(),
        alternates: 0,
        general: 12,
        parties: vec![id("supervisor")],
        commit_by: "2026-03-04".parse().unwrap(),
        reveal_by: "2026-03-05".parse().unwrap(),
        sources: vec![PublicSource {
            text: "双色球第2026030期(虚构)".into(),
            date: "2026-03-06".parse().unwrap(),
            ordered: false,
        }],
        lottery,
    }
}

/// The problem that the announcement poses, and its lottery.
fn solved(candidates: &Candidates) -> (Problem, Lottery) {
    let problem = notice().problem(&draw(candidates, None), candidates).unwrap();
    let lottery = find(&problem, PANELS, &mut |_| true).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    (problem, lottery)
}

fn announce(scribe: &mut Scribe, lottery: &Lottery) -> Result<(Draw, Vec<PutPanels>), guanjia::Error> {
    let (hashes, parts) = parts_of(lottery).unwrap();
    let draw = draw(&candidates(scribe), Some(LotteryNotice { parts: hashes, ..notice() }));
    let from = DrawFrom::Base(id("base"));
    scribe.enter("committee", AnnounceDraw { draw: draw.clone(), from, session: Some(id("SES-1")) })?;
    let part = |(part, data)| PutPanels { data, draw: id("PANEL-1"), part };
    Ok((draw, (0..).zip(parts).map(part).collect()))
}

fn secret() -> Reveal {
    Reveal([7; 32])
}

fn commit(scribe: &mut Scribe, draw: &Draw) -> Result<Hash, guanjia::Error> {
    let commitment = commitment(&draw.digest().unwrap(), &id("supervisor"), &secret());
    scribe.enter("supervisor", CommitDraw { commitment, draw: id("PANEL-1") })
}

/// All the way to the result.
fn drawn() -> Scribe {
    let mut scribe = community();
    let (_, lottery) = solved(&candidates(&scribe));
    let (draw, parts) = announce(&mut scribe, &lottery).unwrap();
    for part in parts {
        scribe.enter("committee", part).unwrap();
    }
    commit(&mut scribe, &draw).unwrap();
    scribe.enter("supervisor", RevealDraw { draw: id("PANEL-1"), secret: secret() }).unwrap();
    day(&mut scribe, 4);
    scribe.enter("committee", FinishDraw { draw: id("PANEL-1"), value: VALUE.to_owned() }).unwrap();
    scribe
}

fn members(hall: &Hall) -> Set<Id> {
    hall.panel(&id("PANEL-1")).unwrap().members().keys().cloned().collect()
}

/// How many of some people there are of each stratum under a key.
fn counts(candidates: &Candidates, people: &Set<Id>, key: &str) -> Map<Stratum, usize> {
    let mut counts = Map::new();
    for (handle, strata) in candidates.iter() {
        let strata: &Strata = strata;
        if people.contains(handle) {
            *counts.entry(strata[key].clone()).or_default() += 1;
        }
    }
    counts
}

fn assert_fits(candidates: &Candidates, people: &Set<Id>) {
    assert_eq!(people.len(), SEATS as usize);
    assert!(counts(candidates, people, "building").values().all(|count| *count == 3));
    let ages = counts(candidates, people, "age");
    assert!(ages.len() == 3 && ages.values().all(|count| (1..=3).contains(count)), "{ages:?}");
    assert!(counts(candidates, people, "home").values().all(|count| *count == 1));
    assert!(!people.contains("R-07"));
}

#[test]
fn one_public_number_draws_a_panel_that_everybody_checked_before() {
    let mut scribe = drawn();
    let candidates = candidates(&scribe);
    let (problem, lottery) = solved(&candidates);
    let stage = scribe.hall().draw_stage(&id("PANEL-1")).unwrap();
    let drawn = stage.drawn().unwrap().clone();
    let panel = drawn.panel.unwrap();
    let expected: Set<Id> = lottery.ids(&problem, panel).map(|handle| handle.parse().unwrap()).collect();
    assert_eq!(members(scribe.hall()), expected);
    assert_fits(&candidates, &expected);
    // SPEC.md section 5.3: block 0 of the stream, and a bound that divides 2^64 but for 16.
    let block = Hash::tagged("guanjia/draw-stream/v1", &[&drawn.seed.0.0, b"panel", &0_u64.to_be_bytes()]);
    let word = u64::from_be_bytes(block.0[..8].try_into().unwrap());
    assert_eq!(u64::from(panel), word % u64::from(PANELS));

    // The page has all of it, and does it again.
    let view = DrawView::of(scribe.hall(), &id("PANEL-1")).unwrap();
    assert_eq!(view.spec().unwrap().run().unwrap().drawn, drawn);
    let shown = view.lottery.unwrap();
    assert_eq!((shown.parts, shown.of, shown.panels), (1, 1, PANELS));
    assert_eq!(shown.proved, Some(check(&problem, &lottery).unwrap()));
    assert_eq!(shown.chances.values().copied().collect::<Vec<_>>(), lottery.counts);
    assert_eq!(shown.chances[&id("R-07")], 0);
    let building = &shown.features[0].values[0];
    assert_eq!((building.base, building.pool, building.panel), (15, 15, Some(3)));

    // So does an auditor, from the bundle alone.
    let bundle = scribe.bundle().unwrap().to_string();
    let report = audit(&bundle, None).unwrap();
    assert!(report.is_clean(), "{report:?}");
}

#[test]
fn who_moves_up_comes_from_the_same_lottery_and_fits() {
    let mut scribe = drawn();
    let candidates = candidates(&scribe);
    for _ in 0..3 {
        let waiting = scribe.hall().panel(&id("PANEL-1")).unwrap().general().to_vec();
        let leaver = members(scribe.hall()).into_iter().next().unwrap();
        let (from, reason) = (SeatOf::Draw(id("PANEL-1")), "外出务工,不能到会".to_owned());
        scribe.enter("clerk", Decline { from, handle: leaver.clone(), reason }).unwrap();
        let pool = scribe.hall().panel(&id("PANEL-1")).unwrap();
        let last = pool.replacements().last().unwrap();
        assert_eq!((&last.leaver, last.missed), (&leaver, None));
        let successor = last.successor.clone().unwrap();
        // Nobody who waits longer would have fitted.
        let before = waiting.iter().take_while(|handle| **handle != successor);
        let seated: Set<Id> = members(scribe.hall()).into_iter().filter(|handle| *handle != successor).collect();
        for handle in before {
            let with: Set<Id> = seated.iter().chain([handle]).cloned().collect();
            let fits = counts(&candidates, &with, "building").values().all(|count| *count == 3)
                && counts(&candidates, &with, "age").len() == 3
                && counts(&candidates, &with, "age").values().all(|count| *count <= 3)
                && counts(&candidates, &with, "home").values().all(|count| *count == 1);
            assert!(!fits, "{handle} was passed over");
        }
        assert_fits(&candidates, &members(scribe.hall()));
    }
    let bundle = scribe.bundle().unwrap().to_string();
    assert!(audit(&bundle, None).unwrap().is_clean());
}

/// Without the lottery on the record nobody commits; what never came can be announced again.
#[test]
fn nothing_goes_on_before_the_lottery_is_there() {
    let mut scribe = community();
    let (_, lottery) = solved(&candidates(&scribe));
    let (draw, parts) = announce(&mut scribe, &lottery).unwrap();
    let code = |result: Result<Hash, guanjia::Error>| result.unwrap_err().code();
    let waits = |scribe: &Scribe, who: &str| scribe.hall().waiting(&id(who)).unwrap().draws;
    let until = draw.commit_by;
    let asked = DrawWaiting { draw: id("PANEL-1"), duty: DrawDuty::Panels, until };
    assert_eq!((waits(&scribe, "committee"), waits(&scribe, "supervisor")), (vec![asked.clone()], vec![]));
    let next = DrawView::of(scribe.hall(), &id("PANEL-1")).unwrap().state.next;
    assert_eq!(
        next.iter().map(|step| (&*step.event, &*step.roles)).collect::<Vec<_>>(),
        [("panels", &[Role::Committee][..])]
    );
    let mut there = community();
    let (_, same) = announce(&mut there, &lottery).unwrap();
    for part in same {
        there.enter("committee", part).unwrap();
    }
    let commits = DrawWaiting { duty: DrawDuty::Commit, ..asked };
    assert_eq!((waits(&there, "committee"), waits(&there, "supervisor")), (vec![], vec![commits]));
    assert_eq!(code(commit(&mut scribe, &draw)), "draw.lottery-missing");
    assert_eq!(code(scribe.enter("supervisor", parts[0].clone())), "office.missing");
    day(&mut scribe, 3);
    assert!(waits(&scribe, "committee").is_empty(), "it is too late");
    assert_eq!(code(scribe.enter("committee", parts[0].clone())), "draw.lottery-late");
    assert_eq!(
        code(scribe.enter("committee", FinishDraw { draw: id("PANEL-1"), value: VALUE.to_owned() })),
        "draw.lottery-missing"
    );
    assert_eq!(DrawView::of(scribe.hall(), &id("PANEL-1")).unwrap().state.name, "failed");
}

#[test]
fn a_part_stands_once_and_only_as_it_was_announced() {
    let mut scribe = community();
    let (_, lottery) = solved(&candidates(&scribe));
    let (_, parts) = announce(&mut scribe, &lottery).unwrap();
    let mut enter = |part: PutPanels| scribe.enter("committee", part).map(|_| ());
    let part = parts[0].clone();
    let changed = |at: usize| {
        let mut data = part.data.clone().into_bytes();
        data[at] = if data[at] == b'A' { b'B' } else { b'A' };
        PutPanels { data: String::from_utf8(data).unwrap(), ..part.clone() }
    };
    for at in (0..part.data.len()).step_by(17) {
        let error = enter(changed(at)).unwrap_err();
        assert!(["draw.lottery-part", "base64.invalid"].contains(&error.code()), "{at}: {error}");
    }
    let error = enter(PutPanels { part: 1, ..part.clone() }).unwrap_err();
    assert_eq!((error.code(), error.field("part")), ("draw.lottery-part", Some("1")));
    assert_eq!(enter(PutPanels { draw: id("PANEL-9"), ..part.clone() }).unwrap_err().code(), "draw.unknown");
    enter(part.clone()).unwrap();
    assert_eq!(enter(part).unwrap_err().code(), "draw.lottery-twice");
}

/// Whoever announces a lottery that is not what it should be is caught when it comes, with the place.
#[test]
fn a_lottery_that_is_not_legal_is_void_with_the_place_named() {
    let scribe = community();
    let (_, good) = solved(&candidates(&scribe));
    let refused = |change: &dyn Fn(&mut Lottery)| {
        let mut scribe = community();
        let mut lottery = good.clone();
        change(&mut lottery);
        let (_, parts) = announce(&mut scribe, &lottery).unwrap();
        let mut last = Ok(());
        for part in parts {
            last = scribe.enter("committee", part).map(|_| ());
        }
        last.unwrap_err()
    };
    // Somebody in place of another: of the other building, or of the same household, or who must not sit.
    let error = refused(&|lottery| {
        let panel = &mut lottery.panels[16];
        let kept: Vec<u32> = panel[1..].to_vec();
        let parity = panel[0] % 2;
        let other = (0..30).find(|n| n % 2 != parity && !kept.contains(n) && kept.iter().all(|k| k / 2 != n / 2));
        panel[0] = other.unwrap();
        panel.sort_unstable();
    });
    assert!(["sortition.panel-quota", "sortition.panel-must-not"].contains(&error.code()), "{error}");
    assert_eq!(error.field("panel"), Some("17"));
    let error = refused(&|lottery| {
        lottery.panels.pop();
    });
    assert_eq!(
        (error.code(), error.field("stated"), error.field("found")),
        ("draw.lottery-panels", Some("40"), Some("39"))
    );
    let error = refused(&|lottery| lottery.certificate.levels[0].chance -= 1);
    assert_eq!(error.code(), "sortition.proof-level");
    let error = refused(&|lottery| lottery.seats = 5);
    assert!(["sortition.packed", "json.invalid"].contains(&error.code()), "{error}");
}

/// The quotas of an announcement.
fn features(draw: &mut Draw) -> &mut Vec<Feature> {
    &mut draw.lottery.as_mut().unwrap().features
}

/// What does not fit the draw is refused when it is announced.
#[test]
fn an_announcement_fits_its_draw() {
    let mut scribe = community();
    let among = candidates(&scribe);
    let mut refused = |change: &dyn Fn(&mut Draw)| {
        let mut draw = draw(&among, Some(LotteryNotice { parts: vec![Hash::of(b"")], ..notice() }));
        change(&mut draw);
        let announced = AnnounceDraw { draw, from: DrawFrom::Base(id("base")), session: Some(id("SES-1")) };
        scribe.enter("committee", announced).unwrap_err().code()
    };
    assert_eq!(refused(&|draw| draw.alternates = 1), "draw.lottery-alternates");
    assert_eq!(refused(&|draw| features(draw)[0].values[0].max = 4), "draw.lottery-seats");
    assert_eq!(refused(&|draw| drop(features(draw).remove(0))), "draw.lottery-seats");
    assert_eq!(refused(&|draw| drop(features(draw)[1].values.remove(0))), "draw.stratum-unknown");
    assert_eq!(refused(&|draw| "floor".clone_into(&mut features(draw)[1].name)), "stratum.missing");
    assert_eq!(refused(&|draw| features(draw)[1].values[0].min = 4), "sortition.quota-inverted");
    assert_eq!(refused(&|draw| draw.lottery.as_mut().unwrap().sit = [id("R-99")].into()), "pool.not-member");
}
