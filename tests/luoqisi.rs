//! Scenario 01 comes out of the library number by number.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops at the first surprise")]

#[test]
fn the_record_is_made() {
    let mut quiet = |_, _| ();
    let mut story = guanjia::luoqisi(b"luoqisi", &mut quiet).unwrap();
    let hall = story.scribe().hall().clone();
    println!("{}", hall.len());
}
