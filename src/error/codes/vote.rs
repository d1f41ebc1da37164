//! The codes about questions, ballots and counts (SPEC.md section 9).
//!
//! ```
//! # let bundle = std::fs::read_to_string("tests/vectors/open_vote.bundle").unwrap();
//! # let bundle = guanjia::log::Bundle::parse(&bundle).unwrap();
//! # let hall = guanjia::Hall::replay(bundle.entries().iter());
//! use guanjia::ballot::Choice;
//! let (motion, maybe) = (hall.motions()[0].leaf(), Choice::Option("MAYBE".parse().unwrap()));
//! let error = hall.may_vote(motion, &"H-1".parse().unwrap(), &maybe).unwrap_err();
//! assert_eq!(error.code(), "ballot.choice-unknown");
//! assert!(error.zh().contains("MAYBE") && error.en().contains("MAYBE"));
//! ```

macro_rules! vote {
    ([$next:ident $($after:ident)*] $($rows:tt)*) => { $next! { [$($after)*] $($rows)*
    // Motions
    MotionTextMissing "motion.text-missing" Fault
        "议案“{motion}”的标题、正文或选项没有写" "the motion “{motion}” has no title, no text, or an option without words";
    MotionOptionsFew "motion.options-few" Fault
        "议案“{motion}”的选项太少:至少 {fewest} 项" "the motion “{motion}” has too few options: at least {fewest}";
    MotionOptionTwice "motion.option-twice" Fault
        "议案“{motion}”的选项“{option}”重复" "the motion “{motion}” has the option “{option}” twice";
    MotionApprovesUnknown "motion.approves-unknown" Fault
        "议案“{motion}”没有选项“{option}”,不能以它为同意" "the motion “{motion}” has no option “{option}” that could mean yes";
    MotionMarksInvalid "motion.marks-invalid" Fault
        "议案“{motion}”每人至多选 {max} 项不成立:应在一项与全部选项之间" "the motion “{motion}” cannot let a ballot name {max} options: from one to all of them";
    MotionPollUnsuited "motion.poll-unsuited" Fault
        "议案“{motion}”不能用两轮表决:规则“{rule}”须按人数过半数" "the motion “{motion}” cannot go in two rounds: the rule “{rule}” would have to ask for a majority of heads";
    MotionChannelsMissing "motion.channels-missing" Fault
        "议案“{motion}”没有开放任何投票渠道" "the motion “{motion}” opens no channel to vote by";
    MotionSecretUnsupported "motion.secret-unsupported" Fault
        "议案“{motion}”须记名:这里的选票都带投票人编号,不能用于无记名表决" "the motion “{motion}” must be by named ballot: ballots here bear a handle and are unfit for a secret vote";
    MotionRuleDiffers "motion.rule-differs" Fault
        "议案“{motion}”的“{member}”与规则“{rule}”的规定不同" "the motion “{motion}” sets “{member}” otherwise than the rule “{rule}” does";
    MotionProxyCap "motion.proxy-cap" Fault
        "议案“{motion}”规定的委托份数与规则“{rule}”不符:不许委托,或最多三份" "the motion “{motion}” allows more proxies than the rule “{rule}”: none, or three at most";
    MotionOpinionOnly "motion.opinion-only" Fault
        "议案“{motion}”只能形成意见:按规则“{rule}”表决不能作出决定,请提交有权决定的会议" "the motion “{motion}” can only give an opinion: the rule “{rule}” decides nothing, so refer it to those who may";
    MotionChanged "motion.changed" Fault
        "议案“{motion}”与开始表决时固定的内容不一致" "the motion “{motion}” is not what was fixed when it opened";
    MotionSame "motion.same" Fault
        "议案“{motion}”与未通过的“{failed}”内容相同:须有改动才能再次表决" "the motion “{motion}” says the same as “{failed}”, which failed: something must change before another vote";
    MotionBundled "motion.bundled" Warning
        "议案“{motion}”把有争议的条款({articles})合在一起表决:应当逐条表决" "the motion “{motion}” bundles contested articles ({articles}): each should have a vote of its own";
    MotionAbstainOption "motion.abstain-option" Warning
        "议案“{motion}”把弃权列为选项“{option}”:弃权总是可以选择,不必列出" "the motion “{motion}” lists abstention as the option “{option}”: to abstain is always possible besides";
    MotionChannelUnfounded "motion.channel-unfounded" Warning
        "议案“{motion}”开放“{channel}”渠道没有依据:规则“{rule}”没有提到,须写明章程或法规条文,否则只能作为意见征询" "the motion “{motion}” opens the channel “{channel}” without a basis: the rule “{rule}” does not mention it, so name the article or take the result as an opinion";
    MotionProxyUncapped "motion.proxy-uncapped" Warning
        "议案“{motion}”没有写明一人最多接受几份委托(规则“{rule}”留给地方规定)" "the motion “{motion}” does not say how many proxies a person may hold, which the rule “{rule}” leaves to local rules";
    MotionTied "motion.tied" Listed
        "议案“{motion}”平票({options}):按事先公布的办法处理,主持人不能决定" "the motion “{motion}” is tied ({options}): what was declared beforehand applies, and no facilitator decides";
    // Ballots
    BallotNotEligible "ballot.not-eligible" Listed
        "“{elector}”不在本次表决的名册上" "“{elector}” is not on the register of this vote";
    BallotRecused "ballot.recused" Listed
        "“{elector}”已回避,不参加本次表决" "“{elector}” has stepped aside from this vote";
    BallotMeasureMissing "ballot.measure-missing" Fault
        "名册上“{elector}”没有{measure_zh},而这次表决的规则要计算它" "the register gives no {measure} for “{elector}”, and the rule of this vote counts it";
    BallotNotPresent "ballot.not-present" Listed
        "“{elector}”没有签到,不能在会上表决" "“{elector}” has not checked in and cannot vote at the session";
    BallotLate "ballot.late" Listed
        "“{elector}”的选票在截止之后才到" "the ballot of “{elector}” came after the close";
    BallotChannelClosed "ballot.channel-closed" Listed
        "本次表决没有开放“{channel}”渠道" "the channel “{channel}” is not open for this vote";
    BallotChoiceUnknown "ballot.choice-unknown" Listed
        "选票上的“{choice}”不是本次表决的选项" "“{choice}” is not something one can choose in this vote";
    BallotTooMany "ballot.too-many" Listed
        "选票选了 {marks} 项,至多选 {max} 项" "the ballot names {marks} options, and {max} are the most";
    BallotDuplicate "ballot.duplicate" Listed
        "“{elector}”已经投过票(第 {counted} 条计入),这一张不计" "“{elector}” has another ballot, entry {counted}, which counts instead of this one";
    BallotDuplicateChannel "ballot.duplicate-channel" Listed
        "“{elector}”线上和纸质都投了票(第 {counted} 条计入),这一张不计" "“{elector}” voted both online and on paper; entry {counted} counts instead of this one";
    BallotProxyOff "ballot.proxy-off" Listed
        "本次表决不接受委托:“{holder}”不能代“{elector}”投票" "no proxies in this vote: “{holder}” cannot vote for “{elector}”";
    BallotProxyUnwritten "ballot.proxy-unwritten" Listed
        "“{holder}”代“{elector}”投票没有书面委托" "“{holder}” has no written mandate to vote for “{elector}”";
    BallotProxyHousehold "ballot.proxy-household" Listed
        "“{holder}”与“{elector}”不是同一户,不能代为投票" "“{holder}” and “{elector}” are not of one household";
    BallotProxyCap "ballot.proxy-cap" Listed
        "“{holder}”代人投票已满 {cap} 份,这一份无效" "“{holder}” already votes for {cap} others, which is the most";
    BallotNotIssued "ballot.not-issued" Listed
        "没有发出过票号“{serial}”" "no paper with the serial “{serial}” was handed out";
    BallotSerialTaken "ballot.serial-taken" Fault
        "票号“{serial}”已经发给别人" "the serial “{serial}” was already handed out";
    BallotSameClerk "ballot.same-clerk" Fault
        "票号“{serial}”须由不同的人录入和裁定,“{clerk}”已经录入过" "the paper “{serial}” must be entered and settled by different people, and “{clerk}” has entered it";
    BallotEntered "ballot.entered" Fault
        "票号“{serial}”已经录入完毕" "the paper “{serial}” was already entered";
    BallotNotDisputed "ballot.not-disputed" Fault
        "票号“{serial}”两次录入没有不一致,无须裁定" "the two entries of the paper “{serial}” do not differ, so there is nothing to settle";
    BallotEntryMismatch "ballot.entry-mismatch" Fault
        "纸质票还不能计票,须先录入两次并裁定不一致的:{serials}" "papers are not ready to be counted, each needs two entries that agree or are settled: {serials}";
    BallotPaperCount "ballot.paper-count" Fault
        "票箱里有 {counted} 张纸质票,录入的有 {entered} 张" "there were {counted} papers in the box, and {entered} were entered";
    BallotUnknown "ballot.unknown" Fault
        "第 {ballot} 条不是计入的选票,不能作废" "entry {ballot} is not a ballot that counts, so it cannot be voided";
    BallotVoid "ballot.void" Listed
        "“{elector}”的选票作废:{reason}" "the ballot of “{elector}” was declared void: {reason}";
    BallotClosed "ballot.closed" Fault
        "“{motion}”的表决已经截止" "the vote on “{motion}” is already closed";
    // Votes on the record
    MotionUnknown "motion.unknown" Fault
        "re 所指的“{motion}”不是已开始表决的议案" "“{motion}” in re is not a motion that was opened";
    MotionTaken "motion.taken" Fault
        "编号“{motion}”的议案已经表决过,请另编号" "there was a motion “{motion}” already, so give it another number";
    MotionRoundUnfit "motion.round-unfit" Fault
        "议案“{motion}”不是“{first}”上一轮结果所要求的下一轮:选项、规则须与事先公布的一致" "the motion “{motion}” is not the round that the count of “{first}” leaves open: options and rule must be those announced";
    CountOpen "count.open" Fault
        "议案“{motion}”尚未截止,不能宣布结果" "the vote on “{motion}” is not closed, so no result can be announced";
    CountWrong "count.wrong" Fault
        "议案“{motion}”宣布的结果与记录不符:{what} 宣布为 {said},按记录为 {counted}" "the result announced for “{motion}” is not that of the record: {what} was announced as {said}, the record gives {counted}";
    CountNoQuorum "count.no-quorum" Fault
        "议案“{motion}”参与不足,不得宣布通过。{zh}" "too few took part in “{motion}”, so it cannot be announced as passed. {en}";
    CountRepeated "count.repeated" Fault
        "议案“{motion}”的结果已经宣布并见证,没有更正不得再宣布" "the result of “{motion}” was announced and witnessed; without a correction it is not announced again";
    AttestSame "attest.same" Fault
        "“{who}”已经签过这一条,会签须由另一人办理" "“{who}” signed this already; a second signature is another person's";
    } };
}
