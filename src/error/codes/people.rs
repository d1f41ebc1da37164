//! The codes about rules, registers, seats and draws (SPEC.md section 9).
//!
//! ```
//! # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
//! # let hall = guanjia::Hall::replay(bundle.entries().iter());
//! let stranger = "H-9".parse().unwrap();
//! let error = hall.base(&"households".parse().unwrap()).unwrap().voter(&stranger).unwrap_err();
//! assert_eq!((error.code(), error.field("handle")), ("register.not-listed", Some("H-9")));
//! assert!(error.zh().contains("H-9") && error.en().contains("H-9"));
//! ```

macro_rules! people {
    ([$next:ident $($after:ident)*] $($rows:tt)*) => { $next! { [$($after)*] $($rows)*
    // Rules
    RuleUnknown "rule.unknown" Fault
        "没有名为“{rule}”的预设规则" "there is no preset rule “{rule}”";
    RuleIncomplete "rule.incomplete" Fault
        "规则“{rule}”没有写明“{member}”:自定规则须把每一项都写明" "the rule “{rule}” does not say “{member}”: a custom rule states everything";
    RuleConditionInvalid "rule.condition-invalid" Fault
        "条件写法不对:“且”“或”至少连接两项,最多十六项;组成规则须指明群体,组成和提议规则没有参与条件" "the condition is not well formed: lists of two to sixteen tests; a composition names its groups; only decisions have participation";
    RuleRatioInvalid "rule.ratio-invalid" Fault
        "比例“{ratio}”不成立:须大于零且不超过全部" "the ratio “{ratio}” is not a share: more than nothing and at most everything";
    RuleAbstainContradicts "rule.abstain-contradicts" Fault
        "规则“{rule}”对弃权的规定与它的基数不一致" "what the rule “{rule}” says of abstentions does not fit the base of its tests";
    RuleSpecialNotice "rule.special-notice" Fault
        "规则“{rule}”:只有居民会议、村民会议可因特殊情况缩短通知期" "the rule “{rule}” may not shorten notice: only residents' and villagers' assemblies may, in special circumstances";
    RuleProxyCap "rule.proxy-cap" Fault
        "规则“{rule}”让一人最多接受{cap}份委托:最多只能是三份" "the rule “{rule}” lets one person hold {cap} proxies: three are the most";
    RuleIdTaken "rule.id-taken" Fault
        "自定规则不能用预设规则的名称“{rule}”" "a custom rule may not bear the name of the preset “{rule}”";
    RuleSilentAsMajority "rule.silent-as-majority" Fault
        "规则“{rule}”把不投票算作多数:只有业主的管理规约可以这样规定,居民会议不可以" "the rule “{rule}” counts silence with the majority: only an owners' covenant may, no residents' meeting";
    RuleSilenceByCovenant "rule.silence-by-covenant" Warning
        "规则“{rule}”依管理规约“{covenant}”把不投票算作多数:是否合于民法典第278条“参与表决”存疑" "the rule “{rule}” counts silence with the majority by the covenant “{covenant}”: doubtful under article 278 of the Civil Code";
    RuleNotInForce "rule.not-in-force" Fault
        "规则“{rule}”在 {date} 不适用(适用期 {from} 至 {to})" "the rule “{rule}” does not apply on {date}: it applies from {from} to {to}";
    RuleSuperseded "rule.superseded" Fault
        "规则“{rule}”已被取代,不能据以决定:{scope}" "the rule “{rule}” was superseded and decides nothing: {scope}";
    RuleBasisMissing "rule.basis-missing" Fault
        "缺少“{measure_zh}”:规则“{rule}”要求的每个口径都须计算" "there is no {measure} to count: the rule “{rule}” needs every one of its measures";
    RuleBaseMissing "rule.base-missing" Fault
        "缺少基数“{of_zh}”,规则“{rule}”无法计算" "the base “{of}” is not known, without which the rule “{rule}” cannot be judged";
    RuleGroupMissing "rule.group-missing" Fault
        "缺少群体“{group}”的人数,规则“{rule}”无法计算" "nothing is known of the group “{group}”, without which the rule “{rule}” cannot be judged";
    RuleKind "rule.kind" Fault
        "规则“{rule}”不是用来作这种判断的" "the rule “{rule}” is not about this kind of question";
    // Register and base
    StratumInvalid "stratum.invalid" Fault
        "“{value}”不能作分层名称:须为 1 至 64 个字,不含空格" "“{value}” cannot name a stratum: 1 to 64 characters without blanks";
    StratumMissing "stratum.missing" Fault
        "“{handle}”没有登记“{key}”,无法按它分层" "“{handle}” has no “{key}” on the register and cannot be placed in a stratum";
    RegisterPersonCounted "register.person-counted" Fault
        "“{handle}”已在名册“{register}”上:一人名下有几套房也只算一人,请把房屋并入其名下" "“{handle}” stands on the register “{register}” already: several flats of one person make one person, so add the flat to the holdings";
    RegisterUnitTaken "register.unit-taken" Fault
        "房屋“{unit}”已登记在“{holder}”名下,不能再算到“{handle}”名下" "the flat “{unit}” stands under “{holder}” already and cannot also count for “{handle}”";
    RegisterHeadsGiven "register.heads-given" Fault
        "“{handle}”不用填写人数:在册一个即为一人" "leave out the heads of “{handle}”: whoever stands on the register is one";
    RegisterAreaTwice "register.area-twice" Fault
        "“{handle}”的面积已由名下房屋合计,不能另填面积" "the area of “{handle}” is that of the holdings; leave out the other figure";
    RegisterAreaMissing "register.area-missing" Fault
        "房屋“{unit}”没有填写专有部分面积" "the flat “{unit}” has no area";
    RegisterAdults "register.adults" Fault
        "“{handle}”的成年居民多于居民总数,请核对" "“{handle}” has more adults than residents";
    RegisterNotListed "register.not-listed" Listed
        "“{handle}”不在名册“{register}”上,如有疑问请联系社区更正" "“{handle}” is not on the register “{register}”";
    RegisterNotEligible "register.not-eligible" Listed
        "“{handle}”在名册上但没有表决权(如未满十八周岁):可以发表意见,不能投票" "“{handle}” is on the register without a vote, being under 18 for instance: they may speak but not vote";
    RegisterUnknown "register.unknown" Fault
        "没有名册“{register}”" "there is no register “{register}”";
    RegisterPersonal "register.personal" Fault
        "“{value}”像是个人信息:编号须随机,分层须粗略(至多 8 项、每项至多 32 个字、不含电话、证件号或生日)" "“{value}” looks like personal data: handles are random, strata coarse (at most 8, of at most 32 characters, without telephone, identity or birth numbers)";
    RegisterOfficeName "register.office-name" Fault
        "“{handle}”既是职务编号又作名册编号,会把两个人混为一人,请另取编号" "“{handle}” would name both an office and somebody on a register; choose another";
    RegisterHasKey "register.has-key" Fault
        "“{handle}”已有密钥;更换密钥请用“更换密钥”(rekey)" "“{handle}” has a key already; change it by a rekey";
    RegisterDigestAlg "register.digest-alg" Fault
        "“{handle}”的 _sd 与 _sd_alg 须同时填写或同时不填" "the enrolment of “{handle}” has one of _sd and _sd_alg without the other";
    RegisterDigestTaken "register.digest-taken" Fault
        "“{handle}”的加盐摘要“{digest}”已登记过,可能是同一人重复登记;请核对或换新的盐" "the salted digest “{digest}” of “{handle}” was enrolled before: the same person twice, or a salt used again";
    BaseUnknown "base.unknown" Fault
        "没有公告过基数“{base}”" "no base “{base}” was announced";
    BaseRepeated "base.repeated" Fault
        "基数“{base}”已经公告过,冻结后不得更改;新的基数请另取编号" "the base “{base}” was announced already and stays as it is; give a new one another identifier";
    BaseEmpty "base.empty" Fault
        "基数“{base}”一个人也没有:名册“{register}”中没有符合范围的" "the base “{base}” is empty: nobody on the register “{register}” is in its scope";
    BaseChanged "base.changed" Fault
        "基数“{base}”与公告的不一致:公告为 {announced},现为 {found};更改基数须重新公告" "the base “{base}” is not the one that was announced: announced {announced}, found {found}; a changed base needs a new notice";
    // Seats
    RosterBaseUnit "roster.base-unit" Fault
        "没有写明比例按什么计算(户数、居民数、成年居民数或面积),名额无法确定" "the seats are a share of nothing stated: say whether of households, residents or adults";
    RosterBaseUnitChanged "roster.base-unit-changed" Fault
        "名额的计算口径与公告的不一致:公告为 {announced},现为 {found}" "the seats were announced as a share of {announced} and are now a share of {found}";
    SeatsBaseZero "seats.base-zero" Fault
        "名册没有登记{measure_zh},不能按它计算名额" "the register knows no {measure}, so that seats cannot be a share of it";
    SeatsNone "seats.none" Fault
        "按 {base} 计算,一个名额也没有" "there is no seat at all out of {base}";
    SeatsTooFew "seats.too-few" Fault
        "名额只有 {seats} 个,不够 {strata} 个分层各得一个" "{seats} seats are too few for each of {strata} strata to have one";
    // Roster
    RosterUnknown "roster.unknown" Fault
        "没有公布过名册“{roster}”" "no roster “{roster}” was declared";
    RosterRepeated "roster.repeated" Fault
        "名册“{roster}”已经公布过,不能重新公布" "the roster “{roster}” was declared already";
    RosterSeatsWrong "roster.seats-wrong" Fault
        "名册“{roster}”的名额与规则算出的不符:公布 {announced} 个,应为 {found} 个,或各层名额、基数、分层口径不同" "the seats of the roster “{roster}” are not what its rule gives: {announced} announced, {found} reckoned, or other strata or another base";
    RosterMeasureSwitched "roster.measure-switched" Warning
        "名册“{roster}”按 {now} 计算名额,上一次按 {before}:请说明为何更换口径" "the roster “{roster}” reckons its seats by {now}, the one before by {before}: ask why";
    RosterUntil "roster.until" Fault
        "名册“{roster}”:开始推荐时须写明推荐截止日(不早于今天),其他时候不写" "a last day for nominations, today or later, is given when those of the roster “{roster}” open, and only then";
    RosterNominationsClosed "roster.nominations-closed" Fault
        "名册“{roster}”现在不接受推荐" "the roster “{roster}” takes no nominations now";
    RosterNominationsOpen "roster.nominations-open" Fault
        "名册“{roster}”的推荐到 {until} 才截止" "nominations for the roster “{roster}” are open until {until}";
    RosterStands "roster.stands" Fault
        "“{handle}”已是名册“{roster}”的候选人,或者已在任" "“{handle}” stands for the roster “{roster}” already, or holds a seat";
    RosterNoVacancy "roster.no-vacancy" Fault
        "名册“{roster}”在“{stratum}”没有要补的名额" "the roster “{roster}” has no seat to fill in “{stratum}”";
    RosterNotVerifying "roster.not-verifying" Fault
        "名册“{roster}”:推荐截止之后、名单公示之前才能抽签" "candidates of the roster “{roster}” are drawn after nominations close and before the list is public";
    RosterDrawNeeded "roster.draw-needed" Fault
        "名册“{roster}”的候选人多于名额,须先抽签" "more stand for the roster “{roster}” than there are seats: draw first";
    RosterNobody "roster.nobody" Fault
        "名册“{roster}”没有人可以聘任,或没有人在任" "nobody is to be appointed to the roster “{roster}”, or nobody holds a seat of it";
    RosterNotPublic "roster.not-public" Fault
        "名册“{roster}”的名单还没有公示期满、答复完异议,不能聘任" "the list of the roster “{roster}” was not public for its full days with every objection answered";
    RosterAllRecommended "roster.all-recommended" Warning
        "名册“{roster}”的名单中没有一人是自荐,请监督员了解推荐情况" "nobody on the list of the roster “{roster}” put themselves forward; a supervisor should ask how they were found";
    // Draw
    DrawCandidateTwice "draw.candidate-twice" Fault
        "“{handle}”在候选名单上出现了两次" "“{handle}” is among the candidates twice";
    DrawCandidatesChanged "draw.candidates-changed" Fault
        "候选名单与抽签公告的不一致:公告为 {announced},现为 {found}" "the candidates are not those of the announcement: announced {announced}, found {found}";
    DrawCandidatesFew "draw.candidates-few" Fault
        "“{stratum}”有 {seats} 个名额,候选人只有 {candidates} 个:请延长报名或重新公告名额" "“{stratum}” has {seats} seats and only {candidates} candidates: nominate more or announce other seats";
    DrawStratumUnknown "draw.stratum-unknown" Fault
        "候选人“{handle}”属于“{stratum}”,公告没有写明它的名额(没有名额的写 0)" "the candidate “{handle}” belongs to “{stratum}”, for which no number of seats is announced; announce 0 if it has none";
    DrawSeatsGiven "draw.seats-given" Fault
        "抽签“{draw}”须写明各层名额,或者写明名额规则和各层基数,两者选一" "the draw “{draw}” needs either seats, or a rule of the same strata with weights";
    DrawPartyTwice "draw.party-twice" Fault
        "“{party}”在抽签公告中出现了两次" "the party “{party}” is announced twice";
    DrawPartyUnknown "draw.party-unknown" Fault
        "“{party}”不是公告的抽签参与方" "“{party}” is not a party to the draw";
    DrawSourceMissing "draw.source-missing" Fault
        "抽签“{draw}”没有写明公开随机源,例如某日某期的福利彩票" "the draw “{draw}” names no public source, such as a lottery of a certain day";
    DrawDates "draw.dates" Fault
        "抽签日期次序不对:公告({today})不晚于承诺截止({commit_by}),不晚于揭示截止({reveal_by}),揭示截止须早于公开随机源产生之日({source})" "the dates of the draw are out of order: announced {today}, commitments by {commit_by}, reveals by {reveal_by}, all before the public source of {source}";
    DrawCommitLate "draw.commit-late" Fault
        "“{party}”的承诺晚于截止日 {commit_by} 或揭示已经开始" "the commitment of “{party}” came after {commit_by} or after reveals had begun";
    DrawCommitTwice "draw.commit-twice" Fault
        "“{party}”已经作过承诺,不能更改" "“{party}” has committed already and cannot change it";
    DrawCommitsOpen "draw.commits-open" Fault
        "承诺还没有全部收齐,{commit_by} 之前不能揭示或抽签" "commitments are still being taken until {commit_by}; nothing may be revealed yet";
    DrawNotCommitted "draw.not-committed" Fault
        "“{party}”没有按时承诺,不能揭示" "“{party}” made no commitment and has nothing to reveal";
    DrawRevealWrong "draw.reveal-wrong" Fault
        "“{party}”揭示的内容与其承诺不符" "what “{party}” revealed is not what it committed to";
    DrawRevealTwice "draw.reveal-twice" Fault
        "“{party}”已经揭示过" "“{party}” has revealed already";
    DrawRevealLate "draw.reveal-late" Fault
        "“{party}”的揭示晚于截止日 {reveal_by},不计入" "the reveal of “{party}” came after {reveal_by} and does not count";
    DrawRevealsOpen "draw.reveals-open" Fault
        "揭示还没有全部收齐,{reveal_by} 之前不能抽签" "reveals are still being taken until {reveal_by}; nothing may be drawn yet";
    DrawRevealMissing "draw.reveal-missing" Fault
        "抽签“{draw}”没有任何一方按时揭示,本次不能抽签,须重新公告" "no party of the draw “{draw}” revealed in time; it cannot be drawn and must be announced again";
    DrawValueInvalid "draw.value-invalid" Fault
        "“{value}”不是规范的公开随机值:每个源一段,数值后加点、段后加斜线,不计次序的从小到大,如 2.5.12./" "“{value}” is not a public value such as “2.5.12./”: a dot after each value, a slash after each source, sorted where the order does not count";
    DrawValueEarly "draw.value-early" Fault
        "公开随机源“{source}”要到 {date} 才产生" "the public source “{source}” has no value before {date}";
    DrawRepeated "draw.repeated" Fault
        "抽签“{draw}”已经公告过,不能重抽" "the draw “{draw}” was announced already; there is no second draw";
    DrawForRoster "draw.for-roster" Fault
        "抽签“{draw}”补的是名册“{roster}”的名额:不为某次会议抽,请在名册上查询和办理" "the draw “{draw}” fills the roster “{roster}”: it is for no session, and its seats are those of the roster";
    DrawSession "draw.session" Fault
        "抽签“{draw}”须写明为哪次会议召集" "the draw “{draw}” does not say which session it convenes";
    DrawForfeited "draw.forfeited" Warning
        "抽签“{draw}”:“{party}”没有承诺或没有揭示,未计入种子" "“{party}” brought nothing into the draw “{draw}”: it made no commitment or did not reveal it";
    DrawUnknown "draw.unknown" Fault
        "没有公告过抽签“{draw}”" "no draw “{draw}” was announced";
    DrawOpen "draw.open" Fault
        "抽签“{draw}”还没有抽" "the draw “{draw}” is not drawn yet";
    DrawOverdue "draw.overdue" Fault
        "抽签“{draw}”的公开随机值已经产生,却一直没有抽签结果" "the public value of the draw “{draw}” is known, but no result was ever put on record";
    // Pool and panel
    PoolNotMember "pool.not-member" Fault
        "“{handle}”既不在名册上,也不在备选之列" "“{handle}” neither holds a seat nor waits for one";
    PanelNotInPool "panel.not-in-pool" Fault
        "“{handle}”不是在任百姓管家,不能召集" "“{handle}” holds no seat in the pool and cannot be convened";
    PanelStakeholderShare "panel.stakeholder-share" Fault
        "到会 {present} 人中利益相关居民 {affected} 人,须达到 {need} 人,请补邀" "{affected} of {present} present are affected by the matter; {need} are needed";
    PanelStratumEmpty "panel.stratum-empty" Warning
        "“{stratum}”({key},基数 {base})没有一人入选" "nobody was selected from “{stratum}” ({key}, {base} in the base)";
    PanelOneStratum "panel.one-stratum" Warning
        "入选的人全部来自“{stratum}”({key})" "all those selected come from “{stratum}” ({key})";
    } };
}
