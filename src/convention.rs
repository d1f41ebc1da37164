//! The convention 公约: its articles, their review, its life and the signing (SPEC.md section 8).

use crate::machine::machine;

machine! {
    /// The life of a convention 公约.
    ConventionState, ConventionEvent: "convention" "公约" from Soliciting;
    events {
        Draft "拟稿", SendReview "送法律审查", SendBack "退回修改", Clear "法律审查通过", StreetBack "街道退回",
        StreetOk "街道审核通过", Comment "提意见", Revise "修改", ToVote "提交表决", Pass "表决通过", Fail "表决未通过",
        File "报送备案", OrderCorrect "责令改正", Promulgate "公布", EnterForce "施行", StartReview "开始评估",
        Keep "继续施行", Amend "修订", Repeal "废止",
    }
    Soliciting "征集意见" { Draft -> Drafting by [Committee] }
    Drafting "拟稿" { SendReview -> LegalReview by [Committee] }
    LegalReview "法律审查" {
        SendBack -> Drafting by [LegalAdvisor];
        Clear -> StreetReview by [LegalAdvisor];
    }
    StreetReview "街道审核" {
        StreetBack -> Drafting by [Street];
        StreetOk -> DraftPublic by [Street];
    }
    DraftPublic "草案公示" {
        Comment -> DraftPublic by [Resident];
        Revise -> LegalReview by [Committee];
        ToVote -> Voting by [Committee];
    }
    Voting "表决" {
        Pass -> Adopted by [Committee];
        Fail -> Drafting by [Committee];
    }
    Adopted "已通过" { File -> Filed by [Committee] }
    Filed "已备案" {
        OrderCorrect -> Drafting by [Street];
        Promulgate -> Promulgated by [Committee];
    }
    Promulgated "已公布" { EnterForce -> InForce by [Host] }
    InForce "施行中" { StartReview -> Reviewing by [Committee, Steward] }
    Reviewing "评估修订" {
        Keep -> InForce by [Committee];
        Amend -> Drafting by [Committee];
        Repeal -> Repealed by [Committee];
    }
    Repealed "已废止" {}
}

machine! {
    /// The signing of a convention household by household 签约.
    SignatureState, SignatureEvent: "signature" "签约" from Open;
    events {
        SignOnline "线上签约", SignPaper "纸质签约", Withdraw "撤回签约", Close "截止", Verify "核对", Publish "公布",
    }
    Open "签约中" {
        SignOnline -> Open by [HouseholdRep];
        SignPaper -> Open by [Clerk];
        Withdraw -> Open by [HouseholdRep];
        Close -> Closed by [Clerk];
    }
    Closed "已截止" { Verify -> Verified by [Supervisor] }
    Verified "已核对" { Publish -> ClosedPublished by [Clerk] }
    ClosedPublished "已公布" {}
}
