//! Scenario 01 comes out of the library number by number.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first surprise")]

#[test]
fn the_record_is_made() {
    let mut told = |chapter: guanjia::Chapter, done| println!("{done} {}", chapter.en);
    let mut story = guanjia::luoqisi(b"luoqisi", &mut told).unwrap();
    let hall = story.scribe().hall().clone();
    println!("{}", hall.len());
    for flag in hall.flags() {
        println!("{flag:?}");
    }
    for line in hall.lines() {
        if let Some(v) = &line.void {
            println!("void {v:?}");
        }
    }
}
