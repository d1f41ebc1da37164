//! Points 积分: for what was done, never for what was chosen or said (SPEC.md section 8).

use crate::machine::machine;

machine! {
    /// The life of a claim to points 积分.
    PointsState, PointsEvent: "points" "积分" from Claimed;
    events {
        Verify "核实", Reject "不予认定", Publish "公示", Object "提出异议", Keep "维持", Reverse "撤销", Credit "入账",
    }
    Claimed "已申报" {
        Verify -> Verified by [Clerk];
        Reject -> Reversed by [Clerk];
    }
    Verified "已核实" { Publish -> Publicised by [Clerk] }
    Publicised "公示中" {
        Object -> Disputed by [Resident];
        Credit -> Credited by [Host];
    }
    Disputed "有异议" {
        Keep -> Publicised by [Supervisor];
        Reverse -> Reversed by [Supervisor];
    }
    Credited "已入账" {}
    Reversed "已撤销" {}
}
