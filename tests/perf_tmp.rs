#[test]
fn perf() {
    let mut q = |_: guanjia::Chapter, _| ();
    let t = std::time::Instant::now();
    let b = guanjia::luoqisi(b"luoqisi", &mut q).unwrap().scribe().bundle().unwrap().to_string();
    println!("build {:?} {} bytes", t.elapsed(), b.len());
    let t = std::time::Instant::now();
    let r = guanjia::audit(&b, None).unwrap();
    println!("audit {:?} {}", t.elapsed(), r.size);
}
