//! Writes the sample importer's files and `truth.json` into a folder.

use jiff::civil::Date;
use lexopt::prelude::*;
use sample::Config;
use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::PathBuf;
use std::process::ExitCode;

const USAGE: &str = "\
usage: sample --out DIR [--lines N] [--seed S] [--as-of YYYY-MM-DD] [--format csv|xlsx] [--messy]

  --lines N      entry lines, about (default 2000)
  --seed S       same seed, same files (default 1)
  --as-of DATE   the sample covers the five years before it (default 2026-11-24)
  --format F     csv, or xlsx when built with --features xlsx (default csv)
  --messy        ES-003 and the broker report as people have them (CSV only)";

struct Order {
    config: Config,
    out: PathBuf,
    workbook: bool,
    messy: bool,
}

fn main() -> ExitCode {
    match order().and_then(|order| order.map_or(Ok(()), |order| write(&order))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("sample: {error}\n\n{USAGE}");
            ExitCode::FAILURE
        }
    }
}

fn order() -> Result<Option<Order>, Box<dyn Error>> {
    let mut config = Config::default();
    let mut out = None;
    let mut workbook = false;
    let mut messy = false;
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("lines") => config.lines = arguments.value()?.parse()?,
            Long("seed") => config.seed = arguments.value()?.parse()?,
            Long("as-of") => config.as_of = arguments.value()?.parse::<Date>()?,
            Long("out") => out = Some(PathBuf::from(arguments.value()?)),
            Long("format") => workbook = is_workbook(&arguments.value()?.string()?)?,
            Long("messy") => messy = true,
            Long("help") | Short('h') => {
                println!("{USAGE}");
                return Ok(None);
            }
            other => return Err(other.unexpected().into()),
        }
    }
    if messy && workbook {
        return Err("--messy writes CSV only".into());
    }
    let out = out.ok_or("say where to write with --out DIR")?;
    Ok(Some(Order {
        config,
        out,
        workbook,
        messy,
    }))
}

fn is_workbook(format: &str) -> Result<bool, String> {
    match format {
        "csv" => Ok(false),
        "xlsx" if cfg!(feature = "xlsx") => Ok(true),
        "xlsx" => Err("this build writes CSV only: run it with --features xlsx".to_owned()),
        other => Err(format!("no format {other}: csv or xlsx")),
    }
}

fn write(order: &Order) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(&order.out)?;
    if order.workbook {
        workbooks(order)?;
    } else if order.messy {
        messy(order)?;
    } else {
        texts(order)?;
    }
    let config = &order.config;
    let json = |name: &str, text: Vec<u8>| fs::write(order.out.join(name), text);
    json(
        "truth.json",
        serde_json::to_vec_pretty(&sample::truth(config))?,
    )?;
    json(
        "answers.json",
        serde_json::to_vec_pretty(&sample::answers(config))?,
    )?;
    let clean = sample::clean_answers(config);
    json("answers_clean.json", serde_json::to_vec_pretty(&clean)?)?;
    fs::write(
        order.out.join("benchmark.csv"),
        sample::benchmark_csv(config),
    )?;
    fs::write(order.out.join("tariff.csv"), sample::tariff_csv())?;
    Ok(())
}

fn texts(order: &Order) -> io::Result<()> {
    let file = |name: &str| File::create(order.out.join(name)).map(BufWriter::new);
    sample::write_es003(&order.config, &mut file("es003.csv")?)?;
    sample::write_broker(&order.config, &mut file("broker.csv")?)?;
    sample::write_master(&order.config, &mut file("master.csv")?)
}

fn messy(order: &Order) -> io::Result<()> {
    let (es003, es003_mess) = sample::messy_es003_csv(&order.config);
    let (broker, broker_mess) = sample::messy_broker_csv(&order.config);
    fs::write(order.out.join("es003.csv"), es003)?;
    fs::write(order.out.join("broker.csv"), broker)?;
    let mess = serde_json::json!({ "es003.csv": es003_mess, "broker.csv": broker_mess });
    fs::write(order.out.join("mess.json"), format!("{mess:#}"))?;
    fs::write(
        order.out.join("master.csv"),
        sample::master_csv(&order.config),
    )
}

#[cfg(feature = "xlsx")]
fn workbooks(order: &Order) -> io::Result<()> {
    let config = &order.config;
    fs::write(order.out.join("es003.xlsx"), sample::es003_xlsx(config)?)?;
    fs::write(order.out.join("broker.xlsx"), sample::broker_xlsx(config)?)?;
    fs::write(order.out.join("master.xlsx"), sample::master_xlsx(config)?)
}

#[cfg(not(feature = "xlsx"))]
fn workbooks(_: &Order) -> io::Result<()> {
    Err(io::Error::other("built without the xlsx feature"))
}
