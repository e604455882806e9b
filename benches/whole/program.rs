//! Runs the program and tells how long it took and how much memory it had.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};

/// The program that is measured.
pub struct Program<'a> {
    /// Its file.
    pub path: &'a Path,
    /// How often everything is measured.
    pub rounds: usize,
}

impl Program<'_> {
    /// How many pages of a folder it reads in a second, by the number of jobs.
    pub fn folder(&self, name: &str, folder: &Path, jobs: &[usize]) -> anyhow::Result<()> {
        let pages =
            fs::read_dir(folder)?.filter(|entry| entry.as_ref().is_ok_and(|entry| !is_expectation(&entry.path()))).count();
        let mut best = vec![Duration::MAX; jobs.len()];
        for _ in 0..self.rounds {
            for (jobs, best) in jobs.iter().zip(&mut best) {
                *best = run(&mut self.extract(folder, Some(*jobs)))?.min(*best);
            }
        }
        for (jobs, best) in jobs.iter().zip(&best) {
            let speed = pages as f64 / best.as_secs_f64();
            println!("{name}: {pages} pages, --jobs {jobs}: {:.2} s, {speed:.0} pages a second", best.as_secs_f64());
        }
        if let ([1, more], [one, all]) = (jobs, &*best) {
            println!("{name}: {more} jobs are {:.2} times one", one.as_secs_f64() / all.as_secs_f64());
        }
        Ok(())
    }

    /// How long it takes for a crawl, beside `gzip -dc`.
    pub fn warc(&self, warc: &Path) -> anyhow::Result<()> {
        let [mut gzip, mut own] = [Duration::MAX; 2];
        for _ in 0..self.rounds {
            gzip = run(Command::new("gzip").arg("-dc").arg(warc))?.min(gzip);
            own = run(&mut self.extract(warc, None))?.min(own);
        }
        let [gzip, own] = [gzip, own].map(|time| time.as_secs_f64());
        println!("warc: {} MB, extract {own:.2} s, gzip -dc {gzip:.2} s", fs::metadata(warc)?.len() / 1_000_000);
        println!("warc: {:.2} times the speed of gzip -dc", gzip / own);
        self.memory("warc", warc)
    }

    /// How long a process takes that reads one page, and how much memory.
    pub fn small(&self, page: &Path) -> anyhow::Result<()> {
        let times = (0..20 * self.rounds).map(|_| run(&mut self.extract(page, None)));
        let mut times = times.collect::<anyhow::Result<Vec<_>>>()?;
        times.sort();
        let [best, median] = [times[0], times[times.len() / 2]].map(|time| time.as_secs_f64() * 1e3);
        println!("small: a process {best:.1} ms at best, {median:.1} ms in the median of {}", times.len());
        self.memory("small", page)
    }

    /// The most memory that it has while it reads something, by the kernel's own record.
    pub fn memory(&self, name: &str, input: &Path) -> anyhow::Result<()> {
        let mut child = self.extract(input, None).spawn().context("cannot run jikenbo")?;
        let peak = peak(&mut child)?;
        println!("{name}: {:.0} MB of memory at the most", peak as f64 / 1e3);
        Ok(())
    }

    fn extract(&self, input: &Path, jobs: Option<usize>) -> Command {
        let mut command = Command::new(self.path);
        command.args(["extract", "--quiet"]).arg(input).stdout(Stdio::null());
        command.args(jobs.map(|jobs| format!("--jobs={jobs}")));
        command
    }
}

fn is_expectation(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "json")
}

/// How long a command takes.
fn run(command: &mut Command) -> anyhow::Result<Duration> {
    let start = Instant::now();
    let status = command.stdout(Stdio::null()).status().with_context(|| format!("cannot run {command:?}"))?;
    let time = start.elapsed();
    ensure!(status.success(), "{command:?} failed: {status}");
    Ok(time)
}

/// The most memory that a process has until it ends, in kilobytes. The kernel keeps the peak, but no longer than the process
/// lives: it is asked again and again.
fn peak(child: &mut Child) -> anyhow::Result<u64> {
    let file = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait()?.is_none() {
        let status = fs::read_to_string(&file).context("only Linux tells how much memory a process had")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(peak);
        sleep(Duration::from_micros(50));
    }
    Ok(peak)
}
