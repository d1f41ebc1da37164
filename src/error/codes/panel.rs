//! The codes about what representative selection reads, and about panels on the record (SPEC.md sections 5.9 and 5.10).

macro_rules! panel {
    ([$next:ident $($after:ident)*] $($rows:tt)*) => { $next! { [$($after)*] $($rows)*
    // Tables
    TableEmpty "table.empty" Fault
        "{table_zh}没有内容:第一行应是各列的名称" "the {table} are empty: their first line names the columns";
    TableQuote "table.quote" Fault
        "{table_zh}第 {line} 行第 {column} 列的引号不成对:引号里的引号要写两遍" "line {line} of the {table}, column {column}: a quote does not match; a quote within quotes is doubled";
    TableCells "table.cells" Fault
        "{table_zh}第 {line} 行有 {found} 格,应与第一行一样有 {expected} 格" "line {line} of the {table} has {found} cells, not {expected} as the first line";
    TableColumn "table.column" Fault
        "{table_zh}没有“{column}”一列" "the {table} have no column “{column}”";
    TableColumnTwice "table.column-twice" Fault
        "{table_zh}有两列“{column}”" "the {table} have the column “{column}” twice";
    TableNumber "table.number" Fault
        "{table_zh}第 {line} 行“{column}”写的是“{value}”,应是不小于零的整数" "line {line} of the {table} says “{value}” under “{column}”, not a whole number";
    TableValue "table.value" Fault
        "{table_zh}第 {line} 行“{column}”写的是“{value}”,不是可以填的内容" "line {line} of the {table} says “{value}” under “{column}”, which is none of the values it may have";
    TableTwice "table.twice" Fault
        "{table_zh}第 {line} 行的“{value}”前面已经有了" "line {line} of the {table} has “{value}”, which stands there before";
    // Lotteries of panels
    SortitionPacked "sortition.packed" Fault
        "方案数据第 {at} 字节起不是规定的写法" "the packed lottery is not written as it must be from byte {at} on";
    SortitionConflict "sortition.conflict" Fault
        "名额互相矛盾,没有一个名单能全部满足:{advice_zh}" "the quotas contradict each other, and no panel can meet them all: {advice}";
    SortitionConflictDeep "sortition.conflict-deep" Fault
        "名额互相矛盾,只改一两处还不够:请对照候选人数重新拟定名额" "the quotas contradict each other in more than a few places: set them anew by how many candidates there are";
    SortitionCancelled "sortition.cancelled" Listed
        "求方案已取消" "the search was cancelled";
    SortitionPinnedIn "sortition.pinned-in" Warning
        "名额决定了必定入选的人:{people}({quotas_zh})" "the quotas leave no choice but to seat {people} ({quotas})";
    SortitionPinnedOut "sortition.pinned-out" Warning
        "名额决定了毫无机会的人:{people}({quotas_zh})" "the quotas leave no chance to {people} ({quotas})";
    SortitionWidenMin "sortition.widen-min" Warning
        "至少把“{feature}:{value}”的下限从 {from} 改为 {to}" "lower the minimum of “{feature}: {value}” from {from} to {to} at least";
    SortitionWidenMax "sortition.widen-max" Warning
        "至少把“{feature}:{value}”的上限从 {from} 改为 {to}" "raise the maximum of “{feature}: {value}” from {from} to {to} at least";
    // Draws of a panel
    DrawLotteryNone "draw.lottery-none" Fault
        "抽签“{draw}”没有公告方案,不收方案数据" "the draw “{draw}” was announced without a lottery of panels";
    DrawLotterySeats "draw.lottery-seats" Fault
        "抽签“{draw}”公告“{stratum}”有 {seats} 个名额,方案公告中它的下限和上限须都是这个数" "the draw “{draw}” has {seats} seats of “{stratum}”, so the lottery's minimum and maximum of it must be just that";
    DrawLotteryAlternates "draw.lottery-alternates" Fault
        "抽签“{draw}”按方案抽签,备选不分层:请只写通用备选" "the draw “{draw}” is of a lottery of panels, whose alternates are all general ones";
    DrawLotteryPanels "draw.lottery-panels" Fault
        "抽签“{draw}”公告了 {stated} 个名单,方案数据里有 {found} 个" "the draw “{draw}” announces {stated} panels and its lottery has {found}";
    DrawLotteryPart "draw.lottery-part" Fault
        "抽签“{draw}”的方案数据第 {part} 部分与公告的摘要不符,或者没有这一部分" "part {part} of the lottery of the draw “{draw}” is not the one whose hash was announced";
    DrawLotteryTwice "draw.lottery-twice" Fault
        "抽签“{draw}”的方案数据第 {part} 部分已经上链" "part {part} of the lottery of the draw “{draw}” is on the record already";
    DrawLotteryLate "draw.lottery-late" Fault
        "抽签“{draw}”的方案数据须在 {commit_by} 以前上链" "the lottery of the draw “{draw}” had to be on the record by {commit_by}";
    DrawLotteryMissing "draw.lottery-missing" Fault
        "抽签“{draw}”的方案数据还没有全部上链({found}/{parts}),不能承诺、揭示或开签" "the lottery of the draw “{draw}” is not all on the record ({found} of {parts} parts): nothing is committed to or drawn before";
    DrawLotteryOff "draw.lottery-off" Warning
        "抽签“{draw}”的方案:机会最小的人在 {least} 个名单中,而证明允许到 {best} 个" "in the lottery of the draw “{draw}” the least likely person sits on {least} panels, where {best} are not ruled out";
    PanelQuotaMissed "panel.quota-missed" Warning
        "“{leaver}”退出后的名单有 {missed} 处差额不合名额" "after “{leaver}” left, the panel misses its quotas by {missed}";
    } };
}
