//! `guanjia`: the record of a deliberation on the command line, for auditors and scripts.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod audit;
mod files;
mod keys;
mod words;

use words::Lang;

/// 百姓管家: check and read the record of a community's deliberation 核验、查看社区协商记录
#[derive(Parser)]
#[command(
    name = "guanjia",
    version,
    max_term_width = 100,
    after_help = "Exit status: 0 all is well, 1 findings, 2 the input cannot be read.\n\
    退出码:0 无问题,1 有发现,2 输入无法读取。"
)]
struct Cli {
    /// The language of what is printed 输出语言
    #[arg(long, value_enum, global = true, default_value_t = Lang::Zh)]
    lang: Lang,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check a record: form, signatures, rules, results 核验记录
    Audit(audit::Args),
    /// Print every public key of a record as an object of kid → JWK, to check the signatures with other tools 导出公钥
    Keys(keys::Args),
    /// Print the receipt of one entry: the entry with the proof that it is on the record 出具回执
    Proof(audit::ProofArgs),
    /// Check a receipt by itself 核验回执
    Receipt(audit::ReceiptArgs),
    /// Make a new key from the system's randomness 生成密钥
    Keygen,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        Command::Audit(args) => audit::run(&args, cli.lang),
        Command::Keys(args) => keys::run(&args),
        Command::Proof(args) => audit::proof(&args),
        Command::Receipt(args) => audit::receipt(&args, cli.lang),
        Command::Keygen => keys::generate(),
    };
    done.unwrap_or_else(|failure| {
        eprintln!("{}", failure.text(cli.lang));
        ExitCode::from(2)
    })
}
