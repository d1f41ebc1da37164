//! The states of a session (SPEC.md section 6).
//!
//! ```
//! use guanjia::machine::Machine;
//! use guanjia::role::Role;
//! use guanjia::session::{SessionEvent, SessionState};
//! // Without a quorum a session is put off and announced again; nothing is debated.
//! let state = SessionState::Checkin.step(SessionEvent::QuorumFail, Role::Facilitator).unwrap();
//! assert_eq!(state.on(SessionEvent::StartDebate), None);
//! assert_eq!(state.on(SessionEvent::Renotice), Some(SessionState::Noticed));
//! // Counted again is only what a supervisor lets be counted again.
//! assert_eq!(SessionState::Review.roles(SessionEvent::Recount), [Role::Supervisor]);
//! assert_eq!(SessionState::Review.step(SessionEvent::Recount, Role::Clerk).unwrap_err().code(), "machine.role");
//! ```

use crate::machine::machine;

machine! {
    /// The life of a session 会议: notice, check-in, debate, vote, minutes, publicity.
    SessionState, SessionEvent: "session" "议事会" from Draft;
    events {
        PublishAgenda "公布议程", OpenCheckin "开始签到", QuorumOk "达到法定人数", QuorumFail "未达法定人数",
        Renotice "重新公告", StartDebate "开始辩论", CoolOff "休会冷静", CloseDebate "结束辩论", CloseVote "结束表决",
        Announce "宣布结果", NextItem "下一议题", DraftMinutes "起草会议记录", ConfirmMinutes "签署会议记录",
        Publish "公示", Challenge "申请复核", Dismiss "驳回复核", Recount "重新计票", Annul "宣布无效", Finalise "期满定稿",
    }
    Draft "拟定" { PublishAgenda -> Noticed by [Facilitator] }
    Noticed "已公告" { OpenCheckin -> Checkin by [Clerk] }
    Checkin "签到中" {
        QuorumOk -> InSession by [Facilitator];
        QuorumFail -> Adjourned by [Facilitator];
    }
    InSession "开会中" { StartDebate -> Debating by [Facilitator] }
    Adjourned "延期" { Renotice -> Noticed by [Facilitator] }
    Debating "辩论中" {
        CoolOff -> Debating by [Facilitator];
        CloseDebate -> Voting by [Facilitator];
    }
    Voting "表决中" { CloseVote -> Counting by [Clerk] }
    Counting "计票中" { Announce -> Announced by [Facilitator] }
    Announced "已宣布" {
        NextItem -> InSession by [Facilitator];
        DraftMinutes -> MinutesDraft by [Recorder];
    }
    MinutesDraft "记录待签" { ConfirmMinutes -> MinutesSigned by [Facilitator, Recorder, Supervisor] }
    MinutesSigned "记录已签" { Publish -> Publicised by [Clerk] }
    Publicised "公示中" {
        Challenge -> Review by [Steward, Resident];
        Finalise -> Final by [Clerk];
    }
    Review "复核中" {
        Dismiss -> Publicised by [Supervisor];
        Recount -> Counting by [Supervisor];
        Annul -> Void by [Supervisor];
    }
    Void "无效" {}
    Final "定稿" {}
}
