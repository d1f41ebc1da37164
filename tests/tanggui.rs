#[test]
fn made() {
    let mut told = |_: guanjia::Chapter, _| ();
    let mut story = guanjia::tanggui(b"tanggui", &mut told).unwrap();
    let bundle = story.scribe().bundle().unwrap().to_string();
    let report = guanjia::audit(&bundle, None).unwrap();
    println!("{} {:?} {:?}", report.size, report.findings, report.overdue);
}
