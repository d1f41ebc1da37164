//! Representative selection: others' instances, brute force, forgeries and odd input.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test stops at the first surprise")]

#[path = "../common/mod.rs"]
mod common;
mod instances;

#[test]
fn probe() {
    let folder = common::shared("selection/instances").unwrap();
    let only = std::env::var("ONLY").unwrap_or_default();
    let hh = std::env::var("HH").is_ok();
    let m: u32 = std::env::var("M").ok().map_or(1000, |m| m.parse().unwrap());
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    names.sort();
    for path in names {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !only.is_empty() && !name.contains(&only) {
            continue;
        }
        let problem = instances::read(&path, hh);
        let start = std::time::Instant::now();
        match guanjia::sortition::find(&problem, m, &mut |_| true) {
            Ok(lottery) => {
                let t = start.elapsed();
                let c = std::time::Instant::now();
                println!(
                    "{name} {:?} {:?} check {:?} levels {}",
                    t,
                    guanjia::sortition::check(&problem, &lottery),
                    c.elapsed(),
                    lottery.certificate.levels.len()
                );
            }
            Err(e) => println!("{name} {:?} {e:?}", start.elapsed()),
        }
    }
}
