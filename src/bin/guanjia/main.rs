//! `guanjia`: the record of a deliberation on the command line, for auditors and scripts.

#![warn(clippy::print_stdout, clippy::print_stderr, reason = "`out` writes, since a pipe may be closed")]

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod audit;
mod demo;
mod draw;
mod files;
mod keys;
mod out;
mod rule;
mod show;
mod words;

use words::Lang;

/// 百姓管家:核验、查看社区协商的记录
///
/// guanjia: check and read the record of a community's deliberation, which anyone can replay.
#[derive(Parser)]
#[command(
    name = "guanjia",
    version,
    max_term_width = 100,
    after_help = "例 Examples:
  guanjia demo --out luoqisi.bundle      造一份样例记录 build a sample record
  guanjia audit luoqisi.bundle           核验 check it
  guanjia show luoqisi.bundle            决定了什么 what was decided
  guanjia rule --list                    表决规则 the decision rules

退出码 Exit status: 0 无问题 all is well, 1 有发现 findings, 2 无法读取 the input cannot be read"
)]
struct Cli {
    /// 输出语言 The language of what is printed
    #[arg(long, value_enum, global = true, default_value_t = Lang::Zh)]
    lang: Lang,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// 造一份样例记录,并看发生了什么 Build the sample deliberation and see what happened
    Demo(demo::Args),
    /// 核验记录:书写、签名、规则、结果 Check a record: its form, signatures, rules and results
    Audit(audit::Args),
    /// 查看决定了什么 Show what was decided
    Show(show::Args),
    /// 导出全部公钥(kid → JWK),供别的工具验签 Print every public key, to check signatures with other tools
    Keys(keys::Args),
    /// 出具一条的回执 Print the receipt of one entry: the entry with the proof that it is on the record
    Proof(audit::ProofArgs),
    /// 核验回执 Check a receipt by itself
    Receipt(audit::ReceiptArgs),
    /// 重新抽签 Do a draw by lot again
    Draw(draw::Args),
    /// 表决规则:至少要多少 What a decision rule needs
    Rule(rule::Args),
    /// 生成密钥 Make a new key from the system's randomness
    #[command(after_help = "例 Example:
  guanjia keygen > my-key.json

d 是私钥,谁也不要给;x 是公钥,登记时交给登记员。
d is the secret key, which goes to nobody; x is the public key, which the registrar enrols.")]
    Keygen,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Command::Demo(args) => demo::run(&args, cli.lang),
        Command::Audit(args) => audit::run(&args, cli.lang),
        Command::Show(args) => show::run(&args, cli.lang),
        Command::Keys(args) => keys::run(&args),
        Command::Proof(args) => audit::proof(&args),
        Command::Receipt(args) => audit::receipt(&args, cli.lang),
        Command::Draw(args) => draw::run(&args, cli.lang),
        Command::Rule(args) => rule::run(&args, cli.lang),
        Command::Keygen => keys::generate(),
    };
    done.unwrap_or_else(|failure| {
        out::complain(&failure.text(cli.lang));
        ExitCode::from(2)
    })
}
