//! The codes about what is public, objected to, agreed and done (SPEC.md section 9).
//!
//! ```
//! let error = guanjia::publicity::check_published_text("3栋501室未签约", &[].into()).unwrap_err();
//! assert_eq!(error.code(), "publicity.privacy");
//! assert!(error.zh().contains("501室") && error.en().contains("501室"));
//! ```

macro_rules! outcome {
    ([$next:ident $($after:ident)*] $($rows:tt)*) => { $next! { [$($after)*] $($rows)*
    // Publicity
    PublicityPrivacy "publicity.privacy" Fault
        "公示内容会暴露个人:{what};姓名、门牌、编号、电话不得公示,少于5的数要合并" "what is published would give someone away: {what}; no names, doors, handles or telephone numbers, and counts below 5 are merged";
    PublicityShort "publicity.short" Fault
        "公示期未满:{posted}张贴,须公示{days}天,到{last}当天结束才算期满,现在({today})不能办理" "posted on {posted} for {days} days, it must be up until {last} is over; {today} is too early";
    PublicityNoEvidence "publicity.no-evidence" Fault
        "{posted}张贴的公示没有附照片或网页存证,请补齐再办" "the publicity posted on {posted} has no photograph or other evidence with it";
    PublicityPersonListed "publicity.person-listed" Fault
        "红黑榜不得点名自然人:请撤下“{who}”" "a red or black list may not name a natural person: take “{who}” off";
    PublicityRepeated "publicity.repeated" Fault
        "公示编号“{post}”已用过,请用新编号" "there is a post “{post}” already; take another name";
    PublicityUnknown "publicity.unknown" Fault
        "没有公示“{post}”" "there is no post “{post}”";
    PublicityMissing "publicity.missing" Fault
        "{subject_zh}没有公示({subject})" "“{subject}” is not posted";
    PublicityOver "publicity.over" Fault
        "公示“{post}”已经期满,或已由新的公示代替" "the post “{post}” has ended, or another took its place";
    PublicityNotEnded "publicity.not-ended" Fault
        "公示“{post}”还没有登记期满" "no entry says yet that the post “{post}” has run its time";
    PublicityOutdated "publicity.outdated" Fault
        "公示“{post}”之后结果已更正,与公示的不同,须重新公示" "the result is another than when “{post}” was posted; post it anew";
    PublicityDays "publicity.days" Fault
        "{subject_zh}按规则至少公示{need}天,不能只写{days}天" "the rule wants “{subject}” up for {need} days, not {days}";
    PublicityUnready "publicity.unready" Fault
        "{subject_zh}现在是“{state_zh}”,不能公示" "“{subject}” is “{state}” and cannot be posted";
    PublicityList "publicity.list" Fault
        "红黑榜须列明单位,其他公示不列" "a red or black list names organisations, and no other post does";
    PublicityTableWrong "publicity.table-wrong" Fault
        "{subject_zh}公示的数字与记录算出的不一致" "the counts posted of “{subject}” are not those that the record gives";
    PublicityTableAgain "publicity.table-again" Warning
        "{subject_zh}的分类数字已公布过一次,两次相减可能看出个人" "counts of “{subject}” were posted before; the difference of the two may give somebody away";
    // Objections
    ObjectionWindow "objection.window" Listed
        "异议要在公示期内提出({posted}至{last}),{day}不在期内" "objections are taken from {posted} to {last}; {day} is outside";
    ObjectionUnanswered "objection.unanswered" Fault
        "异议“{objection}”还没有书面答复(期限{due},已超期{overdue}天),答复前不能办结" "the objection “{objection}” waits for a written answer (due {due}, {overdue} days overdue); nothing is final before that";
    ObjectionAnswered "objection.answered" Fault
        "异议“{objection}”已经答复,不能再改;有新情况请另提" "the objection “{objection}” is answered already and the answer stands";
    ObjectionOwnCase "objection.own-case" Fault
        "“{by}”是异议“{objection}”的当事人,不能自己答复,请换人办理" "“{by}” is a party to the objection “{objection}” and may not answer it";
    ObjectionRole "objection.role" Fault
        "异议“{objection}”不由{role_zh}答复:由监督员答复,对草案的异议可由居委会答复,超期的由街道答复" "the objection “{objection}” is not for the role “{role}” to answer";
    ObjectionDismissedVoids "objection.dismissed-voids" Fault
        "异议“{objection}”既然不成立,就不能据此作废选票或更正结果" "the objection “{objection}” is dismissed, so it cannot void ballots or correct anything";
    ObjectionAboutNothing "objection.about-nothing" Fault
        "条目“{re}”不是公示或公示的内容,不能对它提异议或定案" "the entry “{re}” is neither posted nor a post, so it can neither be objected to nor finalised";
    ObjectionUnknown "objection.unknown" Fault
        "没有异议“{re}”" "there is no objection “{re}”";
    ObjectionOverdue "objection.overdue" Fault
        "异议“{objection}”应在{due}前答复,已超期{overdue}天,街道可以直接答复" "the objection “{objection}” was to be answered by {due} and is {overdue} days overdue; the street may answer it";
    ObjectionVoidsNothing "objection.voids-nothing" Fault
        "“{ballot}”不是所异议的表决中的选票" "“{ballot}” is not a ballot of the vote that was objected to";
    FinaliseRepeated "finalise.repeated" Fault
        "{subject_zh}已经定案({subject})" "“{subject}” is final already";
    FinaliseNotAnnounced "finalise.not-announced" Fault
        "“{motion}”的结果还没有按现在的计票宣布并见证" "the result of “{motion}” as it is now was not announced and witnessed";
    // Conventions
    ConventionEmpty "convention.empty" Fault
        "公约“{title}”缺内容(条目:{article}):要有标题和条款,每条要有正文和性质" "the convention “{title}” lacks content (article “{article}”): a title and articles, each with a text and a kind";
    ConventionArticleTwice "convention.article-twice" Fault
        "条号“{article}”重复" "two articles have the number “{article}”";
    ConventionArticleUnknown "convention.article-unknown" Fault
        "公约“{title}”没有条号“{article}”" "the convention “{title}” has no article “{article}”";
    ConventionUnchanged "convention.unchanged" Fault
        "公约“{title}”没有任何改动,不必出新版本" "nothing in the convention “{title}” is different";
    ConventionUnreviewed "convention.unreviewed" Fault
        "第“{article}”条“{title}”现在的文字还没有{reviewer_zh}意见" "article “{article}”, “{title}”, as it stands was not reviewed by the {reviewer}";
    ConventionBlocked "convention.blocked" Fault
        "第“{article}”条“{title}”不得提交表决:{basis};请修改条文后重新送审" "article “{article}”, “{title}”, may not be put to a vote: {basis}";
    ConventionUnanswered "convention.unanswered" Fault
        "对第“{article}”条“{title}”的提示还没有回应:{basis};请修改条文或写明为什么保留" "the warning about article “{article}”, “{title}”, waits for a reply: {basis}";
    ConventionCommentUnanswered "convention.comment-unanswered" Fault
        "意见“{comment}”没有列入采纳情况:每条意见都要写明采纳或不采纳的理由" "the comment “{comment}” is left out: every comment is adopted or not, with a reason";
    ConventionCommentUnknown "convention.comment-unknown" Fault
        "没有收到过意见“{comment}”" "no comment “{comment}” was received";
    ConventionOtherText "convention.other-text" Fault
        "这不是公约“{title}”第{version}版的文字:公示、表决、签约的必须是同一文字,差一个标点也不行" "this is not the text of version {version} of “{title}”: what is published, voted on and signed is one text to the letter";
    ConventionNoPartyGate "convention.no-party-gate" Fault
        "“{title}”提交表决前,要有党组织研究的记录和日期" "“{title}” needs a dated record of the Party organisation's study before the vote";
    ConventionNotPassed "convention.not-passed" Fault
        "“{title}”没有在“{motion}”的表决中通过,不能成为公约" "“{title}” was not passed by the motion “{motion}”";
    ConventionDates "convention.dates" Fault
        "日期不合:公布({promulgated})不晚于施行({in_force}),评估({review})在施行之后" "the dates do not follow: promulgated {promulgated}, in force {in_force}, review {review}";
    ConventionUnknown "convention.unknown" Fault
        "没有公约“{convention}”" "there is no convention “{convention}”";
    ConventionVersion "convention.version" Fault
        "公约“{title}”的下一稿应是第{expected}版并写明上一版的摘要,不是第{version}版" "the next draft of “{title}” is version {expected} and names the digest of the one before; this is version {version}";
    ConventionLint "convention.lint" Warning
        "第“{article}”条的“{words}”可能违法:{basis};建议:{suggestion}" "article “{article}” may be unlawful in “{words}”: {basis}; instead: {suggestion}";
    ConventionNoBasis "convention.no-basis" Fault
        "对公约“{title}”的审查意见不是“无意见”的,要写明法律依据" "a finding against the convention “{title}” names the law it rests on";
    ConventionPassed "convention.passed" Fault
        "公约“{title}”已由“{motion}”表决通过,不能记为未通过" "the convention “{title}” was passed by “{motion}”, so it has not failed";
    ConventionNotFiled "convention.not-filed" Fault
        "公约“{title}”备案要附回执等证据" "the filing of “{title}” needs evidence, such as the receipt";
    ConventionNotYet "convention.not-yet" Fault
        "公约“{title}”自{in_force}起施行,今天({today})还不能办理" "the convention “{title}” holds from {in_force}; {today} is too early";
    ConventionReviewDue "convention.review-due" Warning
        "公约“{convention}”应在{review}前评估" "the convention “{convention}” was to be looked at again by {review}";
    DriveWindow "drive.window" Listed
        "签约自{opens}起至{closes}止,{day}不能办理" "signing is open from {opens} to {closes}, not on {day}";
    DriveClosed "drive.closed" Listed
        "签约已经截止" "signing is closed";
    DriveOpen "drive.open" Fault
        "签约到{closes}截止,截止后一次公布;中途公布会让人看出谁刚签" "signing is open until {closes}; counts are published once, after that";
    DriveDuplicate "drive.duplicate" Listed
        "“{household}”户已经签过,一户签一次" "the household “{household}” has signed already";
    DriveNotSigned "drive.not-signed" Listed
        "“{household}”户没有签约,无可撤回" "the household “{household}” has not signed";
    DriveUnknown "drive.unknown" Fault
        "没有签约活动“{drive}”" "there is no signature drive “{drive}”";
    DriveRepeated "drive.repeated" Fault
        "签约活动编号“{drive}”已用过" "there is a signature drive “{drive}” already";
    DriveNotPromulgated "drive.not-promulgated" Fault
        "公约“{convention}”还没有公布,不能签约" "the convention “{convention}” is not made public yet, so nobody signs it";
    // Tasks
    TaskNoOwner "task.no-owner" Fault
        "任务“{task}”没有写明谁负责、由谁承办" "the task “{task}” has no owner or nobody to do it";
    TaskNoDue "task.no-due" Fault
        "任务“{task}”没有期限:写明日期,或者写明长期" "the task “{task}” has no due date: give a day, or say that it is standing";
    TaskNoAcceptance "task.no-acceptance" Fault
        "任务“{task}”没有验收标准:写明怎样才算办好" "the task “{task}” has no acceptance test: say how one will know that it is done";
    TaskNoEvidence "task.no-evidence" Fault
        "任务“{task}”报办结要附照片或其他证据" "the task “{task}” is reported done without evidence";
    TaskNotDoer "task.not-doer" Fault
        "“{by}”不是任务“{task}”的承办人" "“{by}” is not a doer of the task “{task}”";
    TaskSamePerson "task.same-person" Fault
        "任务“{task}”由“{by}”承办,要由另一人验收销号" "“{by}” does the task “{task}”, so somebody else checks it";
    TaskState "task.state" Fault
        "任务“{task}”现在是“{state}”,不能这样办理" "the task “{task}” is in the state “{state}”, which does not allow this";
    TaskUnknown "task.unknown" Fault
        "没有任务“{task}”" "there is no task “{task}”";
    TaskRepeated "task.repeated" Fault
        "任务编号“{task}”已用过,请用新编号" "there is a task “{task}” already; take another number";
    TaskDoerUnknown "task.doer-unknown" Fault
        "任务“{task}”的承办人“{doer}”没有密钥,无法报办结" "the doer “{doer}” of the task “{task}” has no key to report with";
    TaskDuePast "task.due-past" Fault
        "任务“{task}”的期限{due}已过" "the task “{task}” would be due on {due}, which is past";
    TaskOverdue "task.overdue" Warning
        "任务“{task}”应在{due}前办结,已超期{overdue}天,请{owner}说明" "the task “{task}” of “{owner}” was due on {due} and is {overdue} days overdue";
    // Points
    PointsRule "points.rule" Fault
        "积分规则“{rule}”不完整:要写明事由、分值和次数上限" "the points rule “{rule}” needs a text, a number of points and a limit";
    PointsRuleTwice "points.rule-twice" Fault
        "积分规则编号“{rule}”已用过,请用新编号" "the points rule “{rule}” exists already";
    PointsForChoice "points.for-choice" Fault
        "积分规则“{rule}”不得采用:不得因投什么票、投诉或发表意见加分扣分(“{words}”)" "the points rule “{rule}” is refused: no points for or against a choice, a complaint or an opinion (“{words}”)";
    PointsForRights "points.for-rights" Fault
        "积分规则“{rule}”不得采用:积分不得与低保、入学等权益挂钩(“{words}”)" "the points rule “{rule}” is refused: points may not touch welfare, schooling or other rights (“{words}”)";
    PointsClaimTwice "points.claim-twice" Listed
        "积分申报“{claim}”已有" "the claim “{claim}” exists already";
    PointsUnknown "points.unknown" Fault
        "没有编号为“{id}”的积分规则或申报" "there is no points rule or claim “{id}”";
    PointsItem "points.item" Fault
        "积分规则“{rule}”按件计的要写明是哪一件(如哪只犬),其他的不写" "the points rule “{rule}” counts per item or not; name the item only where it does";
    PointsLimit "points.limit" Listed
        "“{household}”户按规则“{rule}”的积分已满{times}次" "the household “{household}” has had the {times} times that the rule “{rule}” allows";
    PointsSamePerson "points.same-person" Fault
        "积分申报“{claim}”要由申报人以外的人核实,“{by}”不行" "the claim “{claim}” is verified by somebody other than “{by}”";
    PointsNoEvidence "points.no-evidence" Fault
        "核实积分申报“{claim}”要附证据" "the claim “{claim}” is verified without evidence";
    PointsFuture "points.future" Fault
        "积分申报“{claim}”的日期{on}还没有到" "the claim “{claim}” is about {on}, which is yet to come";
    } };
}
