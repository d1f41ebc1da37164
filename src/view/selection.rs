//! Rosters and draws as a page shows them (SPEC.md section 5).

use super::State;
use crate::hall::{DrawRecord, Hall};
use crate::selection::DrawStage;

/// How far a draw is: announced, committed or drawn, or failed for want of any reveal.
pub(super) fn state(hall: &Hall, draw: &DrawRecord) -> State {
    match hall.draw_stage(&draw.announcement().id) {
        Ok(DrawStage::Drawn(_)) => State::new("drawn", "已开签"),
        Ok(stage) if stage.failed(hall.today()) => State::new("failed", "未成"),
        Ok(DrawStage::Committed(_)) => State::new("committed", "待揭示"),
        Ok(DrawStage::Announced(_)) | Err(_) => State::new("announced", "已公告"),
    }
}
