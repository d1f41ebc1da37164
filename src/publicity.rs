//! Publicity 公示: what was posted, for how long, with what evidence (SPEC.md section 8).

use crate::machine::machine;

machine! {
    /// The life of a publicity 公示.
    PublicityState, PublicityEvent: "publicity" "公示与异议" from Scheduled;
    events {
        Post "张贴", Object "提出异议", Answer "答复异议", Escalate "报街道复核", StreetReply "街道答复", Pull "撤下", End "期满",
    }
    Scheduled "待公示" { Post -> Running by [Clerk] }
    Running "公示中" {
        Object -> Objection by [Resident];
        Pull -> Scheduled by [Clerk];
        End -> Ended by [Host];
    }
    Objection "异议处理中" {
        Answer -> Running by [Committee];
        Escalate -> StreetCheck by [Resident];
    }
    StreetCheck "街道复核" { StreetReply -> Running by [Street] }
    Ended "已期满" {}
}
