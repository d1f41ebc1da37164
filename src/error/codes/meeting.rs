//! The codes about matters, agendas, sessions and their minutes (SPEC.md section 9).
//!
//! ```
//! let half = guanjia::fraction::Fraction::new(1, 2).unwrap();
//! let error = guanjia::selection::stakeholders(7, 16, half).unwrap_err();
//! assert_eq!((error.code(), error.field("need")), ("panel.stakeholder-share", Some("8")));
//! assert!(error.zh().contains('8') && error.en().contains('8'));
//! ```

macro_rules! meeting {
    ([$next:ident $($after:ident)*] $($rows:tt)*) => { $next! { [$($after)*] $($rows)*
    // Catalogue
    CatalogueInvalid "catalogue.invalid" Fault
        "事项目录有误:编号“{code}”重复,或用词为空" "the catalogue is not in order: “{code}” stands in it twice or has an empty word";
    CatalogueItemUnknown "catalogue.item-unknown" Fault
        "协商事项目录里没有编号“{item}”" "the catalogue has no item “{item}”";
    // Matters and triage
    MatterNotOwn "matter.not-own" Fault
        "本人提交的事项须写明提交人“{who}”本人;代别人反映请由工作人员代记" "a matter handed in by oneself names “{who}” as the resident; for others let a clerk take it down";
    MatterTextExposed "matter.text-exposed" Fault
        "这件事触及人身安全或违法犯罪(“{word}”),内容不得写在公开记录上:请改为保密提交,并立即报告" "this touches personal safety or a crime (“{word}”): keep its words off the record under a salted digest, and report it at once";
    MatterSupported "matter.supported" Listed
        "“{who}”已经附议过“{matter}”,一人(户)一次" "“{who}” supports “{matter}” already; each may do so once";
    MatterSettled "matter.settled" Fault
        "“{matter}”已过这一步,不能再办" "it is too late for this on “{matter}”";
    MatterNotReadBack "matter.not-read-back" Fault
        "“{matter}”是代记的,须向居民复述并得到确认后才能受理" "“{matter}” was taken down for someone: read it back and have it confirmed first";
    MatterNotCompared "matter.not-compared" Fault
        "“{matter}”与“{other}”相似,请先核对是否重复" "“{matter}” is like “{other}”: compare them before taking it up";
    MatterIntoItself "matter.into-itself" Fault
        "“{matter}”不能并入或拆成它自己" "“{matter}” cannot go on in itself";
    MatterPartsMissing "matter.parts-missing" Fault
        "“{matter}”至少要拆成两个子事项" "split “{matter}” into two parts or more";
    MatterNegativeList "matter.negative-list" Fault
        "属于负面清单“{entry} {entry_zh}”(第 {at} 字后的“{word}”),不得协商或表决" "this is on the negative list, “{entry}” {entry_en} (“{word}” after {at} characters): it can neither be consulted on nor voted on";
    MatterDuePast "matter.due-past" Fault
        "期限 {due} 早于今天 {on}" "the day {due} it is due is before today, {on}";
    MatterTestMissing "matter.test-missing" Fault
        "交办“{matter}”须写明怎样算办好(验收标准)" "say how it will be known that “{matter}” is done";
    MatterNotStudied "matter.not-studied" Fault
        "“{matter}”提交上级会议前,须有党组织研究的日期和记录" "before “{matter}” goes to an assembly, the day and record of its study by the party organisation are needed";
    MatterSameMeasure "matter.same-measure" Fault
        "“{matter}”的方案与未通过的相同:须至少修改一项才能再议" "this was put before on “{matter}” and not agreed: change something first";
    MatterOwnWork "matter.own-work" Fault
        "“{who}”是承办人,不能自己销号,须由别人核验" "“{who}” did the work and cannot strike it off; someone else has to look";
    MatterNotPublicised "matter.not-publicised" Fault
        "“{matter}”的办理结果还没有公示,不能销号" "the result of “{matter}” was not made public, so it cannot be struck off";
    MatterUnknown "matter.unknown" Fault
        "没有事项“{matter}”" "there is no matter “{matter}”";
    MatterTaken "matter.taken" Fault
        "编号“{matter}”已有事项,请换一个编号" "there is a matter “{matter}” already; take another number";
    MatterElsewhere "matter.elsewhere" Fault
        "“{event_zh}”不在这里办理,由“{kind}”条目引起" "“{event}” is not done here: it follows from an entry “{kind}”";
    MatterNotPart "matter.not-part" Fault
        "“{part}”不是从“{matter}”拆分出来的" "“{part}” was not handed in as a part of “{matter}”";
    MatterSupportersMissing "matter.supporters-missing" Fault
        "工作人员录入附议须列明附议人,居民本人附议不列名单" "a clerk who enters support on paper lists who supports; a member supports without a list";
    MatterNotPassed "matter.not-passed" Fault
        "“{motion}”{outcome_zh},“{matter}”不能据此议定" "“{motion}”: {outcome}; it does not settle “{matter}”";
    MatterPassed "matter.passed" Fault
        "“{motion}”已经通过,“{matter}”不能记为未通过" "“{motion}” was passed, so “{matter}” is not rejected by it";
    MatterNotReserved "matter.not-reserved" Fault
        "“{matter}”不属于法律规定须由居民会议、业主等决定的事项" "no statute reserves “{matter}” to an assembly";
    TriageRuleMissing "triage.rule-missing" Fault
        "请写明依据的目录条目或规定" "name the rule or list this follows from";
    TriageUnproposed "triage.unproposed" Fault
        "“{matter}”没有待会签的分类" "no triage of “{matter}” waits to be attested";
    TriageDiffers "triage.differs" Fault
        "会签的分类与“{matter}”提出的分类不一致,请重新核对" "what is attested is not what was proposed for “{matter}”";
    TriageSamePerson "triage.same-person" Fault
        "“{who}”不能会签自己提出的分类,须由另一人(居委会成员)会签" "“{who}” proposed this triage and cannot attest it too; another person has to";
    TriageUnconfirmed "triage.unconfirmed" Fault
        "“{matter}”的分类还没有第二人会签,不生效" "the triage of “{matter}” is not attested by a second person, so it has no effect";
    TriageSafety "triage.safety" Fault
        "触及人身安全或违法犯罪,只能列为大事、立即报告并限制公开" "this touches personal safety or a crime: it may only be triaged major, is reported at once and is not shown in public";
    TriageUnreported "triage.unreported" Fault
        "“{matter}”触及人身安全,须先报告公安机关等主管部门并记录" "“{matter}” touches personal safety: report it to the police or the authority in charge first, and record that";
    TriageAppealLate "triage.appeal-late" Fault
        "分类于 {published} 公布,申诉期到 {last} 为止" "the triage was published on {published}; appeals were possible until {last}";
    // Agenda and notice
    AgendaEmpty "agenda.empty" Fault
        "议程至少要有一个议题" "an agenda has at least one item";
    AgendaNumbering "agenda.numbering" Fault
        "议题应依次编号:这里应为 {expected},写的是 {no}" "items are numbered 1, 2, 3 …: here {expected} is expected, not {no}";
    AgendaRepeated "agenda.repeated" Fault
        "“{id}”在议程上出现了两次" "“{id}” stands on the agenda twice";
    AgendaItemUnknown "agenda.item-unknown" Fault
        "议程上没有第 {no} 个议题" "the agenda has no item {no}";
    AgendaNotOnAgenda "agenda.not-on-agenda" Fault
        "“{id}”不在公示的议程上:今天可以讨论,不能表决,可列入下次会议" "“{id}” is not on the agenda that was posted: it can be talked about today and voted on at another session";
    AgendaTextChanged "agenda.text-changed" Fault
        "“{motion}”的题目与公示的不一致,不能表决" "the question of “{motion}” is not the one that was posted";
    NoticeShort "notice.short" Fault
        "公告 {posted} 张贴、{held} 开会,只有 {days} 天,须满 {need} 天:最早 {earliest} 开会" "posted on {posted} and held on {held} makes {days} days of the {need} needed: {earliest} is the earliest day";
    NoticeSpecial "notice.special" Fault
        "这类会议不能以特殊情况缩短公告期" "special circumstances do not shorten the notice of such a session";
    AgendaQuestionTaken "agenda.question-taken" Fault
        "“{motion}”已在会议“{session}”的议程上,请换一个编号" "“{motion}” stands on the agenda of the session “{session}”; take another number";
    AgendaDeferred "agenda.deferred" Fault
        "“{matter}”已推迟到以后的会议,这次不议不决" "“{matter}” was put off to another session and is neither talked about nor voted on in this one";
    NoticeShortened "notice.shortened" Warning
        "会议“{session}”以特殊情况“{reason}”缩短公告期(只有 {days} 天,应为 {need} 天),请监督员核实" "the notice of the session “{session}” was shortened to {days} of {need} days for “{reason}”; a supervisor should look at it";
    // Sessions
    SessionUnknown "session.unknown" Fault
        "没有会议“{session}”" "there is no session “{session}”";
    SessionTaken "session.taken" Fault
        "编号“{session}”已有会议,请换一个编号" "there is a session “{session}” already; take another number";
    SessionOtherPanel "session.other-panel" Fault
        "抽签“{draw}”是为会议“{announced}”抽的,不能用于“{session}”" "the draw “{draw}” was made for the session “{announced}”, not for “{session}”";
    SessionElsewhere "session.elsewhere" Fault
        "这一步不在这里办理,由“{kind}”条目引起" "this step is not taken here: it follows from an entry “{kind}”";
    SessionByVoting "session.by-voting" Fault
        "会议“{session}”以参加表决为到会,不另签到;是否达到人数在计票时判定" "in the session “{session}” to vote is to attend: nobody checks in, and whether there are enough is judged at the count";
    SessionNotVoting "session.not-voting" Fault
        "现在不能表决“{motion}”:会议“{session}”是“{state_zh}”,须先辩论结束或在公告的时段内" "“{motion}” cannot be voted on now: the session “{session}” is “{state}”; first the debate is closed, or its window opens";
    SessionVoteOpen "session.vote-open" Fault
        "“{motion}”的表决还没有结束" "the vote on “{motion}” is still open";
    SessionDeclineUnclear "session.decline-unclear" Fault
        "须写明哪个议题、赞成还是反对一方经询问无人发言" "say on which motion, and whether for or against, nobody wanted to speak";
    SessionOnlineBasis "session.online-basis" Warning
        "“{who}”线上签到,但章程没有写明线上参加算到会的依据" "“{who}” checked in online, but the charter states nothing that makes this attendance";
    SessionRecusedByOther "session.recused-by-other" Warning
        "“{who}”对“{motion}”的回避由“{by}”提出,不是本人,请监督员核实" "“{who}” was recused from “{motion}” by “{by}”, not by themselves; a supervisor should look at it";
    SessionNobodyConvened "session.nobody-convened" Fault
        "会议“{session}”没有召集任何人" "nobody is convened to the session “{session}”";
    SessionWindow "session.window" Fault
        "会议“{session}”的截止时间不晚于开始时间" "the session “{session}” closes before it opens";
    SessionRolesMixed "session.roles-mixed" Fault
        "“{who}”的身份有误:列席人员不能同时是召集对象,利益相关方须在召集对象中" "“{who}” cannot be a guest and convened at once, and who has a stake must be convened";
    SessionWrongDay "session.wrong-day" Fault
        "公告的开会日期是 {announced},今天是 {today},不能签到;改期须重新公告" "the session was announced for {announced} and today is {today}: another day needs another notice";
    SessionNotOpen "session.not-open" Fault
        "会议“{session}”现在不能签到" "one cannot check in to the session “{session}” now";
    SessionNotConvened "session.not-convened" Fault
        "“{who}”不在本次召集名单中" "“{who}” is not convened to this session";
    SessionCheckedIn "session.checked-in" Listed
        "“{who}”已经签到" "“{who}” has checked in already";
    SessionAttendance "session.attendance" Fault
        "会议“{session}”没有公告这种参加方式" "the session “{session}” was not announced to be attended in this way";
    SessionNoQuorum "session.no-quorum" Fault
        "未达法定人数:实到 {have},需要 {need},还差 {short};今天只商量、不表决" "there is no quorum: {have} are here, {need} are needed, {short} are missing; talk today, vote another day";
    SessionQuorate "session.quorate" Fault
        "已达法定人数(实到 {have},需要 {need}),不能以人数不足延期" "there is a quorum ({have} are here, {need} are needed), so the session is not put off for lack of one";
    SessionItemDone "session.item-done" Fault
        "第 {no} 个议题已经议过" "item {no} was dealt with already";
    SessionNotSpeaking "session.not-speaking" Fault
        "会议“{session}”现在不是发言时间" "this is not the time to speak in the session “{session}”";
    SessionNotPresent "session.not-present" Fault
        "“{who}”没有签到,也不是列席人员,不能发言" "“{who}” has not checked in and is not a guest, so cannot speak";
    SessionTurnsUsed "session.turns-used" Fault
        "“{who}”对“{motion}”已发言 {limit} 次,请把时间留给别人" "“{who}” has spoken {limit} times to “{motion}”; leave the time to others";
    SessionStatementUnknown "session.statement-unknown" Fault
        "第 {entry} 条不是本次会议的发言" "entry {entry} is not a statement of this session";
    SessionStatementOnRecord "session.statement-on-record" Fault
        "第 {entry} 条发言的文字已写入记录,不能撤回" "the words of entry {entry} are on the record and cannot be withdrawn";
    SessionNotSpeaker "session.not-speaker" Fault
        "只有发言人本人能撤回第 {entry} 条发言" "only who said it can withdraw the statement of entry {entry}";
    SessionOneSided "session.one-sided" Fault
        "“{motion}”的{stance_zh}方还没有发言,也没有表示放弃,辩论不能结束" "on “{motion}” the side “{stance}” has neither spoken nor declined, so the debate cannot close";
    SessionRecusalLate "session.recusal-late" Fault
        "“{who}”对“{motion}”的回避须在辩论结束前提出" "“{who}” can be recused from “{motion}” only before its debate is closed";
    SessionOutcomeMissing "session.outcome-missing" Fault
        "“{motion}”还没有计票结果,不能宣布" "“{motion}” is not counted yet, so nothing can be announced";
    SessionUnwitnessed "session.unwitnessed" Fault
        "计票须有至少 {need} 名见证人在场,现有 {have} 名" "a count needs {need} witnesses; there are {have}";
    SessionWitnessPartial "session.witness-partial" Fault
        "“{who}”是宣布人或利害关系人,不能作见证人" "“{who}” announces the count or is recused from it, and cannot witness it";
    SessionChallengeLate "session.challenge-late" Fault
        "结果于 {posted} 公示,申请复核到 {last} 为止" "the result was posted on {posted}; it could be challenged until {last}";
    // Minutes
    MinutesStatementMissing "minutes.statement-missing" Fault
        "会议记录缺少第 {entry} 条发言" "the minutes leave out the statement of entry {entry}";
    MinutesStatementUnknown "minutes.statement-unknown" Fault
        "会议记录列出的第 {entry} 条不是本次会议的发言" "the minutes list entry {entry}, which is not a statement of this session";
    MinutesMotionMissing "minutes.motion-missing" Fault
        "会议记录缺少“{motion}”的表决结果" "the minutes leave out the outcome of “{motion}”";
    MinutesOutcomeDiffers "minutes.outcome-differs" Fault
        "会议记录中“{motion}”的结果与宣布的不一致" "the minutes give another outcome of “{motion}” than was announced";
    MinutesDiffers "minutes.differs" Fault
        "签署的文本不是现在的会议记录稿" "what is signed is not the text of the minutes as drafted";
    MinutesSamePerson "minutes.same-person" Fault
        "“{who}”已经签署过:会议记录须由主持人、记录员、监督员三个不同的人签署" "“{who}” has signed already: facilitator, recorder and supervisor are three persons";
    MinutesSigned "minutes.signed" Fault
        "“{who}”的职务已有人签署" "someone has signed in the role of “{who}” already";
    MinutesNotPosted "minutes.not-posted" Fault
        "会议“{session}”的记录没有张贴公示,或张贴的不是签署的文本" "the minutes of the session “{session}” are not posted, or what is posted is not the text that was signed";
    MinutesUnsigned "minutes.unsigned" Fault
        "会议记录还缺{roles_zh}的签名,不生效" "the minutes are not signed by: {roles}";
    MotionNotCompetent "motion.not-competent" Fault
        "“{item} {item_zh}”依法由“{path_zh}”决定;按“{rule}”只能提出意见,不能决定" "item “{item}” is reserved by statute ({path}): under “{rule}” one can give an opinion, not decide";
    } };
}
