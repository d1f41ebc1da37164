//! The codes about representative selection and its proof (SPEC.md section 5.8).

macro_rules! sortition {
    ([$next:ident $($after:ident)*] $($rows:tt)*) => { $next! { [$($after)*] $($rows)*
    // Representative selection
    SortitionFeatureTwice "sortition.feature-twice" Fault
        "特征“{feature}”列了两次" "the feature “{feature}” is listed twice";
    SortitionValueTwice "sortition.value-twice" Fault
        "“{feature}”的“{value}”列了两次" "“{feature}” has the value “{value}” twice";
    SortitionQuotaInverted "sortition.quota-inverted" Fault
        "“{feature}:{value}”的下限 {min} 大于上限 {max}" "“{feature}: {value}” has a minimum of {min} above its maximum of {max}";
    SortitionPersonTwice "sortition.person-twice" Fault
        "“{person}”在候选名单上出现了两次" "“{person}” is in the pool twice";
    SortitionPersonValue "sortition.person-value" Fault
        "“{person}”缺少“{feature}”一项,或者所填不在名额表中" "“{person}” has no value of “{feature}” for which there is a quota";
    SortitionTooLarge "sortition.too-large" Fault
        "{what}超过了上限 {most}" "{what} is above the limit of {most}";
    SortitionPanelCount "sortition.panel-count" Fault
        "方案须有 1 至 {most} 个名单,而这里是 {found} 个" "a lottery has 1 to {most} panels, not {found}";
    SortitionPanelSeats "sortition.panel-seats" Fault
        "第 {panel} 个名单有 {found} 人,应为 {seats} 人" "panel {panel} has {found} people, not {seats}";
    SortitionPanelMember "sortition.panel-member" Fault
        "第 {panel} 个名单第 {place} 位写的是 {found}:须是候选名单上的序号,从小到大,不重复" "place {place} of panel {panel} says {found}: members are places in the pool, ascending, none twice";
    SortitionPanelQuota "sortition.panel-quota" Fault
        "第 {panel} 个名单有“{feature}:{value}” {found} 人,应为 {min} 至 {max} 人" "panel {panel} has {found} of “{feature}: {value}”, not {min} to {max}";
    SortitionPanelHousehold "sortition.panel-household" Fault
        "第 {panel} 个名单里“{person}”与“{other}”同属一户" "panel {panel} has “{person}” and “{other}” of one household";
    SortitionPanelMust "sortition.panel-must" Fault
        "第 {panel} 个名单没有“{person}”,而此人必须在列" "panel {panel} is without “{person}”, who must sit";
    SortitionPanelMustNot "sortition.panel-must-not" Fault
        "第 {panel} 个名单有“{person}”,而此人不得在列" "panel {panel} has “{person}”, who must not sit";
    SortitionCount "sortition.count" Fault
        "“{person}”写明在 {stated} 个名单中,实为 {found} 个" "“{person}” is said to sit on {stated} panels and sits on {found}";
    SortitionCountsMissing "sortition.counts-missing" Fault
        "应写明 {people} 人各在几个名单中,却写了 {found} 个数" "there are {found} counts for {people} people";
    SortitionProofRow "sortition.proof-row" Fault
        "第 {level} 级证明的第 {place} 个乘数不成立:须指向一条名额或一户,依次排列,不为零,且全部互质" "multiplier {place} of level {level} stands for nothing: each is of a quota or household there is, in order, not zero, and all in lowest terms";
    SortitionProofLevel "sortition.proof-level" Fault
        "第 {level} 级证明写明“{what}”为 {stated},算得 {found}" "level {level} of the proof says {stated} for “{what}”, which is {found}";
    SortitionProofEmpty "sortition.proof-empty" Fault
        "第 {level} 级证明对任何人都没有说明什么" "level {level} of the proof says nothing about anybody";
    SortitionProofSearch "sortition.proof-search" Fault
        "第 {level} 级证明的第 {place} 个情形不成立:推不出所写的上限 {bound}" "case {place} of level {level} does not lead to the bound {bound}";
    SortitionProofOpen "sortition.proof-open" Fault
        "证明没有说到“{person}”" "the proof leaves out “{person}”";
    SortitionProofWrong "sortition.proof-wrong" Fault
        "所附证明推不出名额互相矛盾" "the proof does not show that the quotas contradict each other";
    SortitionUnsolved "sortition.unsolved" Fault
        "这组名额过于紧,在 {steps} 步内没有求出结果:请把个别名额放宽一人" "these quotas are too tight to be solved within {steps} steps: widen some of them by one";
    } };
}
