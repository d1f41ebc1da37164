//! `guanjia show`: what was decided, as far as the record goes.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

use guanjia::{Auditor, Hall, Machine};
use serde::Serialize;

mod agreements;
mod meetings;
mod people;
mod votes;
mod works;

use crate::audit::replay;
use crate::files;
use crate::out::{Page, print_json};
use crate::words::{Done, Lang};

#[derive(clap::Args)]
#[command(after_help = "例 Examples:
  guanjia show luoqisi.bundle
  guanjia show luoqisi.bundle --lang en
  guanjia show luoqisi.bundle --json

show 只说记录里有什么;是否可信,用 guanjia audit 核验。
This says what the record holds; whether to rely on it is for guanjia audit to say.")]
pub struct Args {
    /// 记录包 The bundle; `-` 为标准输入 is standard input
    bundle: PathBuf,
    /// 以 JSON 输出 Print JSON
    #[arg(long)]
    json: bool,
}

pub fn run(args: &Args, lang: Lang) -> Done {
    let mut auditor = files::parse(&args.bundle, Auditor::open)?;
    replay(&mut auditor, lang);
    let shown = Shown::of(auditor.hall(), auditor.bundle().entries());
    if args.json {
        return print_json(&shown);
    }
    let mut page = Page::default();
    shown.write(&mut page, lang);
    page.print()?;
    Ok(ExitCode::SUCCESS)
}

/// A record in short.
#[derive(Serialize)]
pub struct Shown {
    community: Community,
    people: people::People,
    meetings: meetings::Meetings,
    motions: Vec<votes::Motion>,
    agreements: agreements::Agreements,
    works: works::Works,
    /// How many entries count for nothing, by why.
    refused: BTreeMap<String, Refused>,
}

#[derive(Serialize)]
struct Community {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    origin: String,
    entries: u64,
    today: String,
}

/// Where something stands in its life.
#[derive(Serialize)]
struct State {
    name: String,
    zh: &'static str,
}

impl State {
    fn of(state: impl Machine) -> Self {
        Self { name: state.to_string(), zh: state.zh() }
    }

    fn word(&self, lang: Lang) -> &str {
        lang.pick(self.zh, &self.name)
    }
}

/// Entries that were refused for one reason.
#[derive(Serialize)]
struct Refused {
    count: u64,
    /// The first of them.
    entry: Option<u64>,
    zh: String,
    en: String,
}

impl Shown {
    /// What a hall holds, whose entries these are.
    pub fn of(hall: &Hall, entries: &[String]) -> Self {
        let founding = hall.founding();
        let mut refused = BTreeMap::<String, Refused>::new();
        for error in hall.lines().iter().filter_map(|line| line.void.as_ref()) {
            let first = Refused { count: 0, entry: error.entry(), zh: error.zh(), en: error.en() };
            refused.entry(error.code().to_owned()).or_insert(first).count += 1;
        }
        Self {
            community: Community {
                name: founding.charter().map(|charter| charter.name.clone()),
                origin: founding.origin().to_owned(),
                entries: hall.len(),
                today: hall.today().to_string(),
            },
            people: people::People::of(hall),
            meetings: meetings::Meetings::of(hall),
            motions: votes::motions(hall, entries),
            agreements: agreements::Agreements::of(hall),
            works: works::Works::of(hall),
            refused,
        }
    }

    /// Says it.
    pub fn write(&self, page: &mut Page, lang: Lang) {
        let community = &self.community;
        page.line(community.name.as_deref().unwrap_or(&community.origin));
        page.line(match lang {
            Lang::Zh => format!("  记录 {},共 {} 条,主机日期 {}", community.origin, community.entries, community.today),
            Lang::En => {
                format!("  record {}, {} entries, {} at the host", community.origin, community.entries, community.today)
            }
        });
        self.people.write(page, lang);
        self.meetings.write(page, lang);
        votes::write(&self.motions, page, lang);
        self.agreements.write(page, lang);
        self.works.write(page, lang);
        if !self.refused.is_empty() {
            page.heading(lang.pick("不计入、留作证据的条目", "kept as evidence, not counted"));
            let rows: Vec<[String; 3]> = self
                .refused
                .iter()
                .map(|(code, refused)| {
                    let sentence = lang.pick(&refused.zh, &refused.en);
                    let first = refused.entry.map_or_else(String::new, |entry| match lang {
                        Lang::Zh => format!("第 {entry} 条:"),
                        Lang::En => format!("entry {entry}: "),
                    });
                    [code.clone(), lang.count(refused.count, "条", "entries"), format!("{first}{sentence}")]
                })
                .collect();
            page.rows(2, &rows);
        }
    }
}
