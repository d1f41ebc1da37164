//! The states of a matter (SPEC.md section 6).
//!
//! ```
//! use guanjia::machine::Machine;
//! use guanjia::matter::{MatterEvent, MatterState};
//! use guanjia::role::Role;
//! // A matter that was referred comes back as one that was done, and is struck off by a supervisor.
//! let run = [
//!     (MatterEvent::Accept, Role::Clerk),
//!     (MatterEvent::TriageMajor, Role::Committee),
//!     (MatterEvent::Refer, Role::Committee),
//!     (MatterEvent::ReportDone, Role::Department),
//!     (MatterEvent::StrikeOff, Role::Supervisor),
//!     (MatterEvent::Archive, Role::Clerk),
//! ];
//! let end = run.into_iter().try_fold(MatterState::INITIAL, |state, (event, role)| state.step(event, role)).unwrap();
//! assert!(end.is_final());
//! assert_eq!((end.zh(), end.to_string().as_str()), ("已归档", "archived"));
//! ```

use crate::machine::machine;

machine! {
    /// The life of a matter 事项: triage into 大事, 小事 and 私事, consultation, and striking off.
    MatterState, MatterEvent: "matter" "事项" from Submitted;
    events {
        Accept "受理", Merge "并案", Return "退回", TriageMajor "列为大事", TriageMinor "列为小事",
        TriagePrivate "列为私事", AppealTriage "申诉分类", Refer "转办", Advise "指路", Shortlist "入选议题",
        PutOnAgenda "列入议程", DirectAgree "直接商定", OpenConsult "开始协商", Defer "推迟", Resolve "议定",
        Escalate "提交上级会议", Adopt "上级会议通过", NoAgreement "未能议定", Reject "上级会议未通过",
        Retry "修改后再议", Assign "交办", ReportDone "报告办结", RejectResult "不认可结果", StrikeOff "销号",
        Reopen "重新办理", Archive "归档",
    }
    Submitted "已提交" { Accept -> Screening by [Clerk] }
    Screening "待分类" {
        Merge -> Merged by [Clerk];
        Return -> Returned by [Clerk];
        TriageMajor -> Major by [Clerk, Committee];
        TriageMinor -> Minor by [Clerk, Committee];
        TriagePrivate -> Private by [Clerk, Committee];
    }
    Merged "已并案" { Archive -> Archived by [Clerk] }
    Returned "已退回" { Archive -> Archived by [Clerk] }
    Major "大事" {
        AppealTriage -> Screening by [Resident];
        Refer -> Referred by [Committee];
    }
    Minor "小事" {
        Shortlist -> Shortlisted by [Committee];
        DirectAgree -> Decided by [Committee];
    }
    Private "私事" {
        AppealTriage -> Screening by [Resident];
        Advise -> Advised by [Clerk];
    }
    Referred "已转办" { ReportDone -> Feedback by [Department] }
    Advised "已指路" { Archive -> Archived by [Clerk] }
    Shortlisted "候选议题" { PutOnAgenda -> OnAgenda by [Facilitator] }
    OnAgenda "已列入议程" {
        OpenConsult -> Consulting by [Facilitator];
        Defer -> Shortlisted by [Facilitator];
    }
    Decided "已议定" { Assign -> Implementing by [Committee] }
    Consulting "协商中" {
        Resolve -> Decided by [Facilitator];
        Escalate -> Escalated by [Committee];
        NoAgreement -> NotAgreed by [Facilitator];
    }
    Escalated "已提交上级会议" {
        Adopt -> Decided by [Committee];
        Reject -> NotAgreed by [Committee];
    }
    NotAgreed "未议定" {
        Retry -> Shortlisted by [Committee];
        Archive -> Archived by [Clerk];
    }
    Implementing "办理中" { ReportDone -> Feedback by [Doer] }
    Feedback "待核验" {
        RejectResult -> Implementing by [Resident, Supervisor];
        StrikeOff -> StruckOff by [Supervisor];
    }
    StruckOff "已销号" {
        Reopen -> Screening by [Resident];
        Archive -> Archived by [Clerk];
    }
    Archived "已归档" {}
}
