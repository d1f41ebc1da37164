//! The life of the pool 百姓管家名册, from its base to its dissolution (SPEC.md section 5).

use crate::machine::machine;

machine! {
    /// The life of the pool of stewards 百姓管家名册.
    RosterState, RosterEvent: "roster" "百姓管家名册" from Drafting;
    events {
        DeclareBase "公布基数", OpenNomination "开始推荐", CloseNomination "结束推荐", PublishList "公示名单",
        Object "提出异议", ResolveObjection "答复异议", Appoint "聘任", FillVacancy "补缺", Rotate "换届", Dissolve "解散",
    }
    Drafting "拟定" { DeclareBase -> BaseDeclared by [Committee] }
    BaseDeclared "基数已公布" { OpenNomination -> Nominating by [Committee] }
    Nominating "推荐中" { CloseNomination -> Verifying by [Committee] }
    Verifying "审核中" { PublishList -> Publicised by [Committee] }
    Publicised "公示中" {
        Object -> Objection by [Resident];
        Appoint -> Active by [Committee];
    }
    Objection "异议处理中" { ResolveObjection -> Publicised by [Supervisor] }
    Active "在任" {
        FillVacancy -> Verifying by [Committee];
        Rotate -> Nominating by [Committee];
        Dissolve -> Dissolved by [Committee];
    }
    Dissolved "已解散" {}
}
