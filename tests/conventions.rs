//! Conventions: scenario 01's articles, review, signing and publicity, and what the lint must and must
//! not meet.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

use guanjia::map::{Map, Set};

use guanjia::aggregate::Aggregate;
use guanjia::convention::{
    Adoption, Amendment, Article, CommentReply, Convention, ConventionDiff, Drive, Finding, LINT_RULES, Level,
    PieceChange, Promulgation, Reviewer, VoteFacts, lint, text_diff,
};
use guanjia::matter::PartyStudy;
use guanjia::publicity::Publicity;
use guanjia::stratum::Stratum;
use guanjia::{Date, Hash, Id};
use serde_json::{Value, json};

fn scenario() -> Value {
    serde_json::from_str(include_str!("scenarios/01_luoqisi_dog_convention.json")).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn id(text: &str) -> Id {
    text.parse().unwrap()
}

/// The convention of scenario 01, with its articles numbered 1 to 14.
fn dogs() -> Convention {
    let convention = &scenario()["convention"];
    let kinds =
        Map::from([("约定", "agreement"), ("法定义务提示", "duty"), ("倡导", "encouragement"), ("程序", "procedure")]);
    let article = |(at, article): (usize, &Value)| {
        let mut kind: Vec<_> = article["kind"].as_str().unwrap().split('+').map(|kind| kinds[kind]).collect();
        kind.sort_unstable();
        let mut written = json!({
            "no": (at + 1).to_string(), "title": article["title"], "kind": kind, "text": article["text"],
        });
        if article["basis"] != json!([]) {
            written["basis"] = article["basis"].clone();
        }
        written
    };
    let articles: Vec<_> = convention["articles"].as_array().unwrap().iter().enumerate().map(article).collect();
    serde_json::from_value(json!({
        "id": "dogs", "version": 1, "title": convention["title"], "articles": articles,
    }))
    .unwrap()
}

fn worst(text: &str) -> Level {
    lint(text).iter().map(|hit| hit.level).max().unwrap_or(Level::Ok)
}

fn found(convention: &Convention, reviewer: Reviewer) -> Vec<Finding> {
    let finding = |article: &Article| Finding {
        article: article.no.clone(),
        text: article.digest(),
        reviewer,
        level: Level::Ok,
        basis: String::new(),
        reply: String::new(),
        dismissed: Set::new(),
    };
    convention.articles().iter().map(finding).collect()
}

fn publicity(text: Hash, posted: &str) -> Publicity {
    let evidence = vec![Hash::of(b"photo")];
    Publicity { text, posted: day(posted), days: 15, extended_to: None, pulled: None, evidence }
}

#[test]
fn ab25_every_proposal_of_the_legal_review_is_met_at_its_level() {
    let scenario = scenario();
    let items = scenario["convention"]["legal_review"]["items"].as_array().unwrap();
    assert_eq!(items.len(), 8);
    for item in items {
        let proposal = item["proposal"].as_str().unwrap();
        assert_eq!(serde_json::to_value(worst(proposal)).unwrap(), item["finding"], "{proposal}: {:?}", lint(proposal));
    }
}

#[test]
fn ab25_the_convention_itself_is_not_blocked() {
    let convention = dogs();
    assert_eq!(convention.articles().len(), 14);
    let hits = convention.lint();
    assert!(hits.is_empty(), "{hits:?}");
}

#[test]
fn ab25_the_clause_of_scenario_02_is_clean() {
    let scenario: Value = serde_json::from_str(include_str!("scenarios/02_tanggui_falling_objects.json")).unwrap();
    let hits = lint(scenario["convention_clause"].as_str().unwrap());
    assert!(hits.is_empty(), "{hits:?}");
}

#[test]
fn ab25_evasions_are_met() {
    for (text, rule) in [
        ("不牵绳一次罚 款 100 元", "fine"),
        ("不牵绳一次罚\u{200B}款", "fine"),
        ("不牵绳一次罚*款*", "fine"),
        ("不牵绳一次“罚”款", "fine"),
        ("不牵绳一次罰款", "fine"),
        ("不牵绳处罚１００元", "fine"),
        ("处罚100元", "fine"),
        ("每次罚一百块", "fine"),
        ("每次罚伍拾圆", "fine"),
        ("违者交违约金100元", "fine"),
        ("交违约金", "fine"),
        ("多次不改的,缴200元", "fine"),
        ("不得不罚款", "fine"),
        ("要么改正,要不罚款50元", "fine"),
        ("并非不罚款", "fine"),
        ("禁止散养、罚款100元", "fine"),
        ("不罚款,但缴纳违约金", "fine"),
        ("社区不扣犬。物业罚款50元", "fine"),
        ("由城管认定,社区依法罚款", "fine"),
        ("罚(款)", "fine"),
        ("屡次伤人的由物业把犬只带走", "seizure"),
        ("沒收犬隻", "seizure"),
        ("不罚款、没收犬只", "seizure"),
        ("违规三次的上黑榜", "naming"),
        ("违约户名单公示一周,含門牌", "naming"),
        ("照片发布在业主群", "naming"),
        ("租客不得养犬", "exclusion"),
        ("只准业主养犬", "exclusion"),
        ("屡教不改的,清退出租房", "exclusion"),
        ("养犬户一律缴纳卫生费", "levy"),
        ("办证时收取押金500元", "levy"),
        ("每条狗每年出60块", "levy"),
        ("对违约户停水停电", "cut-off"),
        ("对不交费的予以停 水", "cut-off"),
        ("停用违约户的门禁卡", "cut-off"),
        ("发现散养犬可以打死", "killing"),
        ("未牵绳的视为流浪犬", "killing"),
        ("强行入户检查", "person"),
        ("取消违约户的低保", "rights"),
        ("违约户不予开具居住证明", "rights"),
        ("不得向12345投诉", "remedy"),
        ("罚.款", "fine"),
        ("罚-款", "fine"),
        ("罰 款 壹佰圓", "fine"),
        ("违者罚扫楼道一周", "fine"),
        ("不清理狗粪的给五十块钱", "fine"),
        ("高空抛物一次,扣物业押金500元", "fine"),
        ("社区不得不得罚款", "fine"),
        ("违者锁车", "seizure"),
        ("对屡教不改者,社区将予以公示", "naming"),
        ("抛物者登报道歉", "naming"),
        ("把门牌不得不公布", "naming"),
        ("照片不经同意公布", "naming"),
        ("姓名不公开,但在楼道张贴", "naming"),
        ("公布投诉电话和违约户姓名", "naming"),
        ("每月缴物业费和清洁费", "levy"),
        ("没收到罚款的,没收犬只", "seizure"),
        ("不得将房屋租给外来人员", "exclusion"),
        ("违反的不得享受集体福利", "rights"),
        ("不参加会议的扣除年终分红", "rights"),
        ("不按时交费的断水", "cut-off"),
    ] {
        let hits = lint(text);
        let met = hits.iter().any(|hit| hit.rule == rule && hit.level == Level::Block);
        assert!(met, "{text}: {hits:?}");
    }
}

#[test]
fn ab25_what_is_ruled_out_or_harmless_is_not_met() {
    for text in [
        "社区不罚款、不扣犬、不公开个人信息。",
        "本公约不设罚款。",
        "不得罚款、扣押犬只或者公开姓名、门牌。",
        "任何单位和个人不得以任何名义罚款、没收财物。",
        "禁止居民私自打死犬只。",
        "居委会不向养犬户收取费用。",
        "不对养犬户加收任何费用。",
        "不因养犬停水停电。",
        "绝不当野狗处理。",
        "不得歧视租户。",
        "依照《治安管理处罚法》第八十九条。",
        "没收到通知的居民可以到社区领取。",
        "按时缴纳物业费。",
        "犬便箱免费取袋。",
        "居民自愿认捐取袋。",
        "居民自愿出资10元。",
        "每户自愿出10元。",
        "停水停电期间注意安全",
        "收短绳、贴身走。",
        "先善意提醒,再登门沟通。",
        "养犬人出示免疫证明。",
        "小区里违约的先提醒。",
        "七点以后请保持安静。",
        "遇老人、孕妇主动让行。",
        "不影响依法投诉、起诉。",
        "租户和业主同等参加。",
        "社区公示各楼栋提醒次数。",
        "照片不公开。",
        "姓名一律保密,不予公布。",
        "摄像头视频只供公安调取,不公开。",
        "公布投诉电话和监督电话。",
        "社区无权罚款。",
        "社区不具有处罚权。",
        "社区没有权力罚款。",
        "有人投毒的,立即报警。",
        "违反的取消评选文明家庭资格。",
        "不得打击报复投诉人,禁止恶意投诉。",
        "检修停水提前通知。",
        "低保户免费领取犬绳。",
    ] {
        let hits: Vec<_> = lint(text).into_iter().filter(|hit| hit.level == Level::Block).collect();
        assert!(hits.is_empty(), "{text}: {hits:?}");
    }
}

#[test]
fn ab25_what_an_authority_does_by_law_is_only_pointed_out() {
    for (text, level) in [
        ("由公安机关依法处以罚款", Level::Warn),
        ("违反规定的,由城管部门依照条例处五十元以上二百元以下罚款", Level::Warn),
        ("由公安机关和社区依法罚款", Level::Block),
        ("报告公安机关后,社区依法处罚", Level::Block),
        ("社区依法罚款", Level::Block),
    ] {
        assert_eq!(worst(text), level, "{text}: {:?}", lint(text));
    }
}

#[test]
fn hits_are_located_in_characters_of_the_original() {
    let text = "  先提醒;再犯的,罚 \u{200B}款１００元。";
    let hit = &lint(text)[0];
    let located: String = text.chars().skip(hit.start).take(hit.end - hit.start).collect();
    assert_eq!((hit.words.as_str(), located.as_str()), ("罚 \u{200B}款", "罚 \u{200B}款"));
    for text in ["", "罚", "。。。", "罚款", "不", "不罚款", "、罚款", "\u{0}罚款", "😀罚款😀"] {
        for hit in lint(text) {
            assert!(hit.start < hit.end && hit.end <= text.chars().count());
        }
    }
}

#[test]
fn every_lint_rule_says_why_and_what_instead() {
    let ids: Set<_> = LINT_RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(ids.len(), LINT_RULES.len());
    for rule in LINT_RULES {
        assert!(!rule.patterns.is_empty() && !rule.basis.is_empty() && !rule.suggestion.is_empty(), "{}", rule.id);
        assert!(rule.level > Level::Ok);
        // What is suggested must pass.
        assert_eq!(worst(rule.suggestion), Level::Ok, "{}", rule.suggestion);
    }
}

#[test]
fn ab25_article_with_an_open_block_cannot_go_to_a_vote() {
    let clean = dogs();
    let replace = |no: &str, text: &str| {
        let article = Article { text: text.to_owned(), ..clean.article(no).unwrap().clone() };
        clean.amend(&[Amendment::Replace { article, reason: "居民建议修改".to_owned() }]).unwrap()
    };
    let codes = |draft: &Convention, findings: &[Finding]| -> Vec<_> {
        draft
            .unresolved(findings, Reviewer::Legal)
            .iter()
            .map(|e| (e.code(), e.field("article").unwrap().to_owned()))
            .collect()
    };
    let none: Vec<(&str, String)> = Vec::new();
    assert_eq!(codes(&clean, &found(&clean, Reviewer::Legal)), none);
    assert_eq!(codes(&clean, &found(&clean, Reviewer::Street)).len(), 14);

    // The lint blocks even where the adviser said nothing, until the adviser dismisses that very rule.
    let fined = replace("13", "不牵绳一次罚款100元,充作社区经费。");
    let mut findings = found(&fined, Reviewer::Legal);
    assert_eq!(codes(&fined, &findings), [("convention.blocked", "13".to_owned())]);
    findings[12].dismissed = Set::from(["naming".to_owned()]);
    assert_eq!(codes(&fined, &findings).len(), 1);
    findings[12].dismissed.insert("fine".to_owned());
    assert_eq!(codes(&fined, &findings), none);

    // A finding is about a text: once it changes, the article is read again.
    let mut findings = found(&clean, Reviewer::Legal);
    findings[6].level = Level::Block;
    assert_eq!(codes(&clean, &findings), [("convention.blocked", "7".to_owned())]);
    let changed = replace("7", "出门带袋,随拉随清。");
    assert_eq!(codes(&changed, &findings), [("convention.unreviewed", "7".to_owned())]);
    findings.extend(found(&changed, Reviewer::Legal));
    assert_eq!(codes(&changed, &findings), none);

    // A warning wants an answer; a later finding takes the place of an earlier one.
    let mut warned = found(&clean, Reviewer::Legal);
    warned[5].level = Level::Warn;
    assert_eq!(codes(&clean, &warned), [("convention.unanswered", "6".to_owned())]);
    warned[5].reply = "改为倡导时段+特殊情况除外".to_owned();
    assert_eq!(codes(&clean, &warned), none);
    let mut later = warned[5].clone();
    later.level = Level::Block;
    warned.push(later);
    assert_eq!(codes(&clean, &warned), [("convention.blocked", "6".to_owned())]);
}

#[test]
fn ab11_ab16_way_to_the_vote_follows_scenario_01() {
    let draft = dogs();
    let findings = [found(&draft, Reviewer::Legal), found(&draft, Reviewer::Street)].concat();
    let shown = publicity(draft.digest(), scenario()["publicity"][0]["from"].as_str().unwrap());
    assert_eq!(shown.last_day(), day(scenario()["publicity"][0]["to"].as_str().unwrap()));
    // 27 comments, 3 of them adopted.
    let received = scenario()["publicity"][0]["comments"].as_u64().unwrap();
    let adopted = scenario()["publicity"][0]["adopted"].as_u64().unwrap();
    let receipt = |n: u64| Hash::of(&n.to_be_bytes());
    let comments: Set<_> = (0..received).map(receipt).collect();
    let reply =
        |n| CommentReply { comment: receipt(n), adopted: n < adopted, reason: "已在条文中说明".to_owned() };
    let replies: Vec<_> = (0..received).map(reply).collect();
    let party = PartyStudy { on: day("2026-05-17"), record: "社区党委会议纪要".to_owned() };
    let facts = VoteFacts {
        draft: &draft,
        findings: &findings,
        publicity: &shown,
        comments: &comments,
        replies: &replies,
        objections: &[],
        party: Some(&party),
        today: day("2026-06-03"),
    };
    assert_eq!(facts.ready(), Ok(()));
    let code = |facts: VoteFacts| facts.ready().unwrap_err().code();
    assert_eq!(code(VoteFacts { today: day("2026-06-02"), ..facts }), "publicity.short");
    assert_eq!(code(VoteFacts { party: None, ..facts }), "convention.no-party-gate");
    // AB16: a comment left out is missed.
    assert_eq!(code(VoteFacts { replies: &replies[1..], ..facts }), "convention.comment-unanswered");
    let stranger = [&replies[..], &[reply(received)]].concat();
    assert_eq!(code(VoteFacts { replies: &stranger, ..facts }), "convention.comment-unknown");
    let late = PartyStudy { on: day("2026-06-04"), ..party.clone() };
    assert_eq!(code(VoteFacts { party: Some(&late), ..facts }), "convention.no-party-gate");
    assert_eq!(code(VoteFacts { findings: &findings[..14], ..facts }), "convention.unreviewed");
    assert_eq!(code(VoteFacts { findings: &findings[14..], ..facts }), "convention.unreviewed");
    let bare = Publicity { evidence: Vec::new(), ..shown.clone() };
    assert_eq!(code(VoteFacts { publicity: &bare, ..facts }), "publicity.no-evidence");
    let other = publicity(Hash::of(b"another draft"), "2026-05-18");
    assert_eq!(code(VoteFacts { publicity: &other, ..facts }), "convention.other-text");

    let motion = Hash::of(b"the entry that opened it");
    let adoption = Adoption::new(&draft, motion, draft.digest(), true).unwrap();
    assert_eq!((adoption.convention, adoption.motion), (draft.digest(), motion));
    assert_eq!(Adoption::new(&draft, motion, draft.digest(), false).unwrap_err().code(), "convention.not-passed");
    assert_eq!(Adoption::new(&draft, motion, Hash::of(b""), true).unwrap_err().code(), "convention.other-text");

    let result = publicity(Hash::of(b"result"), scenario()["publicity"][1]["from"].as_str().unwrap());
    let promulgate =
        |on: &str, from: &str, review: &str| Promulgation::new(&result, &[], day(on), day(from), day(review));
    let in_force = promulgate("2026-07-01", "2026-07-17", "2027-01-17").unwrap();
    assert_eq!([day("2026-07-16"), day("2026-07-17")].map(|d| in_force.holds(d)), [false, true]);
    assert_eq!([day("2027-01-16"), day("2027-01-17")].map(|d| in_force.review_due(d)), [false, true]);
    assert_eq!(promulgate("2026-06-30", "2026-07-17", "2027-01-17").unwrap_err().code(), "publicity.short");
    assert_eq!(promulgate("2026-07-01", "2026-06-30", "2027-01-17").unwrap_err().code(), "convention.dates");
    assert_eq!(promulgate("2026-07-01", "2026-07-17", "2026-07-17").unwrap_err().code(), "convention.dates");
}

#[test]
fn ab12_one_comma_changes_the_digest() {
    let one = dogs();
    let mut seen = Set::from([one.digest()]);
    let article = one.article("8").unwrap();
    for changed in [
        Article { text: article.text.replacen([',', '\u{FF0C}'], "、", 1), ..article.clone() },
        Article { title: "夜间 安静".to_owned(), ..article.clone() },
        Article { basis: vec![article.basis.join("")], ..article.clone() },
        Article { basis: Vec::new(), ..article.clone() },
        Article { kind: one.article("6").unwrap().kind.clone(), ..article.clone() },
    ] {
        let unchanged = changed == *article;
        let other = one.amend(&[Amendment::Replace { article: changed, reason: "改一个标点".to_owned() }]);
        assert!(unchanged == other.is_err());
        assert!(other.is_err() || seen.insert(other.unwrap().digest()));
    }
    let mut json = serde_json::to_value(&one).unwrap();
    json["version"] = json!(2);
    assert!(seen.insert(serde_json::from_value::<Convention>(json).unwrap().digest()));
    assert!(seen.len() >= 6);
}

#[test]
fn amendments_make_the_next_version() {
    let one = dogs();
    let reason = || "二十三条意见".to_owned();
    let six = Article { text: "倡导文明遛犬。".to_owned(), ..one.article("6").unwrap().clone() };
    let new = Article { no: id("6a"), title: "雨天".to_owned(), ..six.clone() };
    let amendments = [
        Amendment::Replace { article: six.clone(), reason: reason() },
        Amendment::Insert { after: Some(id("6")), article: new.clone(), reason: reason() },
        Amendment::Remove { no: id("3"), reason: reason() },
    ];
    let two = one.amend(&amendments).unwrap();
    assert_eq!((two.version(), two.articles().len()), (2, 14));
    let order: Vec<_> = two.articles().iter().map(|article| article.no.as_str()).collect();
    assert_eq!(order[..6], ["1", "2", "4", "5", "6", "6a"]);

    let diff = ConventionDiff::between(&one, &two);
    let changes: Vec<_> = diff.articles.iter().map(|a| (a.no.as_str(), a.old.is_some(), a.new.is_some())).collect();
    assert_eq!(changes, [("6", true, true), ("6a", false, true), ("3", true, false)]);
    assert!(diff.title.is_empty() && !diff.reordered && !diff.is_empty());
    assert!(ConventionDiff::between(&one, &one).is_empty());

    let code = |amendment: Amendment| one.amend(&[amendment]).unwrap_err().code();
    assert_eq!(code(Amendment::Remove { no: id("3"), reason: "删".to_owned() }), "reason.short");
    assert_eq!(code(Amendment::Remove { no: id("99"), reason: reason() }), "convention.article-unknown");
    assert_eq!(code(Amendment::Replace { article: new, reason: reason() }), "convention.article-unknown");
    assert_eq!(
        code(Amendment::Insert { after: None, article: six.clone(), reason: reason() }),
        "convention.article-twice"
    );
    let empty = Article { text: " \u{3000}".to_owned(), ..six.clone() };
    assert_eq!(code(Amendment::Replace { article: empty, reason: reason() }), "convention.empty");
    let kindless = Article { kind: Set::new(), ..six };
    assert_eq!(code(Amendment::Replace { article: kindless, reason: reason() }), "convention.empty");
    assert_eq!(one.amend(&[]).unwrap_err().code(), "convention.unchanged");

    for amendment in &amendments {
        let json = serde_json::to_string(amendment).unwrap();
        assert_eq!(serde_json::from_str::<Amendment>(&json).unwrap(), *amendment);
        let unknown = json.replacen('{', r#"{"extra":1,"#, 1);
        assert!(serde_json::from_str::<Amendment>(&unknown).is_err(), "{unknown}");
    }
}

#[test]
fn a_convention_is_read_only_when_it_is_whole() {
    let whole = serde_json::to_value(dogs()).unwrap();
    assert_eq!(serde_json::from_value::<Convention>(whole.clone()).unwrap(), dogs());
    let broken = |change: &dyn Fn(&mut Value)| {
        let mut json = whole.clone();
        change(&mut json);
        assert!(serde_json::from_value::<Convention>(json).is_err());
    };
    broken(&|json| json["articles"] = json!([]));
    broken(&|json| json["articles"][1]["no"] = json!("1"));
    broken(&|json| json["articles"][1]["no"] = json!("第二条"));
    broken(&|json| json["articles"][1]["text"] = json!(""));
    broken(&|json| json["articles"][1]["kind"] = json!([]));
    broken(&|json| json["articles"][1]["kind"] = json!(["fine"]));
    broken(&|json| json["articles"][1]["fine"] = json!(100));
    broken(&|json| json["title"] = json!(""));
    broken(&|json| json["version"] = json!(-1));
}

/// Pseudo-random texts over few letters, so that much is common and little in order.
fn texts() -> impl Iterator<Item = String> {
    let mut state = 1_u32;
    let mut next = move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 16) as usize
    };
    (0..60).map(move |_| (0..next() % 14).map(|_| ['犬', '绳', '人', '不', '。'][next() % 5]).collect())
}

#[test]
fn a_diff_makes_up_both_texts() {
    let texts: Vec<_> = texts().collect();
    for old in &texts {
        for new in &texts {
            let pieces = text_diff(old, new);
            let side = |not: PieceChange| -> String {
                pieces.iter().filter(|p| p.change != not).map(|p| p.text.as_str()).collect()
            };
            assert_eq!((&side(PieceChange::Added), &side(PieceChange::Removed)), (old, new), "{pieces:?}");
            assert_eq!(old == new, pieces.iter().all(|p| p.change == PieceChange::Kept));
            assert!(pieces.iter().all(|piece| !piece.text.is_empty()));
            for pair in pieces.windows(2) {
                assert_ne!(pair[0].change, pair[1].change);
                assert!(pair[0].change != PieceChange::Added || pair[1].change == PieceChange::Kept);
            }
        }
    }
    let long = "犬".repeat(3_000);
    let other = "绳".repeat(3_000);
    assert_eq!(text_diff(&long, &other).len(), 2);
}

#[test]
fn signing_of_scenario_01_comes_out() {
    let scenario = scenario();
    let signature = &scenario["signature"];
    let window = [0, 1].map(|at| day(signature["window"][at].as_str().unwrap()));
    let mut drive = Drive::open(dogs().digest(), window[0], window[1]).unwrap();
    let (mut buildings, mut dogs_or_not) = (Map::new(), Map::new());
    for row in signature["by_building"].as_array().unwrap() {
        let count = |key: &str| row[key].as_u64().unwrap();
        for at in 0..count("households") {
            let household = id(&format!("{}-{at}", row["building"].as_str().unwrap()));
            let has_dog = at < count("dog_households");
            let signs =
                if has_dog { at < count("signed_dog") } else { at - count("dog_households") < count("signed_other") };
            let stratum = |text: &str| text.parse::<Stratum>().unwrap();
            buildings.insert(household.clone(), stratum(row["building"].as_str().unwrap()));
            dogs_or_not.insert(household.clone(), stratum(if has_dog { "养犬户" } else { "其他户" }));
            if signs {
                drive.sign(&household, window[0]).unwrap();
            }
        }
    }
    let unsigned: Vec<Id> =
        buildings.keys().filter(|household| !drive.has_signed(household)).take(3).cloned().collect();
    for household in &unsigned {
        drive.sign(household, window[1]).unwrap();
        assert_eq!(drive.sign(household, window[1]).unwrap_err().code(), "drive.duplicate");
        drive.withdraw(household, window[1]).unwrap();
        assert_eq!(drive.withdraw(household, window[1]).unwrap_err().code(), "drive.not-signed");
    }
    assert_eq!(drive.signed(), signature["total"].as_u64().unwrap());
    assert_eq!(drive.withdrawn(), signature["withdrawn"].as_u64().unwrap());

    let outside = id("B01-0");
    assert_eq!(drive.withdraw(&outside, day("2026-07-15")).unwrap_err().code(), "drive.window");
    assert_eq!(drive.sign(&unsigned[0], day("2026-08-16")).unwrap_err().code(), "drive.window");
    assert_eq!(drive.published(&buildings).unwrap_err().code(), "drive.open");
    assert_eq!(drive.close(window[1]).unwrap_err().code(), "drive.window");
    drive.close(day("2026-08-16")).unwrap();
    assert_eq!(drive.sign(&unsigned[0], window[1]).unwrap_err().code(), "drive.closed");
    assert_eq!(drive.close(day("2026-08-17")).unwrap_err().code(), "drive.closed");

    let by_building = drive.published(&buildings).unwrap();
    by_building.check(5).unwrap();
    assert!(!by_building.is_merged());
    let signed: Vec<_> = by_building.rows.iter().map(|row| row.counts[0]).collect();
    let expected: Vec<_> = signature["by_building"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["signed_dog"].as_u64().unwrap() + row["signed_other"].as_u64().unwrap())
        .collect();
    assert_eq!(signed, expected);

    let by_dog = drive.published(&dogs_or_not).unwrap();
    let of = |group: &str| by_dog.rows.iter().find(|row| row.groups == [group]).unwrap().counts.clone();
    let (signed, total) = (signature["dog_signed"].as_u64().unwrap(), signature["dog_total"].as_u64().unwrap());
    assert_eq!(of("养犬户"), [signed, total - signed]);
}

/// The scenario's own table would tell on 13 households: 14 keep a dog in B01 and 13 of them signed.
#[test]
fn ab22_dog_households_by_building_are_merged() {
    let scenario = scenario();
    let row = |row: &Value| {
        let count = |key: &str| row[key].as_u64().unwrap();
        let (dogs, signed) = (count("dog_households"), count("signed_dog"));
        let cells = Map::from([("signed".to_owned(), signed), ("unsigned".to_owned(), dogs - signed)]);
        (row["building"].as_str().unwrap().to_owned(), cells)
    };
    let counts: Map<_, _> = scenario["signature"]["by_building"].as_array().unwrap().iter().map(row).collect();
    let published = Aggregate::of(&counts, 5);
    published.check(5).unwrap();
    assert_eq!(published.rows.len(), 2);
    assert!(Aggregate::of(&counts, 0).check(5).is_err());
}
