#!/usr/bin/env python3
"""Measures how many pages a second a Python pipeline reads, trafilatura alone, and jikenbo, all on one core.

    cargo run --release --example corpus
    cargo build --release
    python3 benches/peers/speed.py

The Python pipeline is what somebody would build today: trafilatura for the article and its metadata, GiNZA for named
entities, ja-timex for dates, regular expressions for figures and kinds of attack. It reads a random sample of the same
pages, as it takes most of a second for each. Seconds are those of the processor. Loading the models is not counted,
jikenbo's start and end are. README.md beside this file has the rest.

The first call makes an environment for itself under target/, with the packages of pipeline.txt.
"""

import argparse
import os
import pathlib
import random
import re
import resource
import subprocess
import sys
import time

import environment

ROOT = pathlib.Path(__file__).resolve().parents[2]

FIGURE = re.compile(r"(約|最大|少なくとも)?\s*([0-9０-９][0-9０-９,，万千億]*)\s*(件|人|名|アカウント|枚|通|社|台|円)(分|以上|超)?")
ATTACK = re.compile(
    "不正アクセス|不正ログイン|ランサム(ウェア)?|身代金|マルウェア|ウイルスに?感染|Emotet|DDoS|改ざん|リスト型|総当たり|"
    "SQLインジェクション|脆弱性|フィッシング|ビジネスメール詐欺|乗っ取|踏み台|サポート詐欺|標的型|サイバー攻撃|誤送信|誤配|誤交付|"
    "設定ミス|誤って(公開|掲載)|紛失|盗難|誤廃棄|持ち出|システム障害|漏えい|漏洩|流出"
)


class Trafilatura:
    """The article of a page with its metadata."""

    name = "trafilatura alone"

    def __init__(self):
        import trafilatura

        self.extract = trafilatura.bare_extraction

    def read(self, data):
        return self.extract(data, include_comments=False, with_metadata=True)


class Pipeline(Trafilatura):
    """Article and metadata, then entities, dates, figures and kinds of attack."""

    def __init__(self, entities_alone):
        super().__init__()
        import ja_timex
        import spacy

        others = ["parser", "morphologizer", "compound_splitter", "bunsetu_recognizer"]
        self.name = "Python pipeline, entities alone" if entities_alone else "Python pipeline"
        self.entities = spacy.load("ja_ginza", exclude=others if entities_alone else [])
        self.dates = ja_timex.TimexParser()

    def read(self, data):
        page = super().read(data)
        text = page.text if page else ""
        entities = [(entity.text, entity.label_) for entity in self.entities(text).ents]
        dates = [date for line in text.splitlines() if line for date in self.dates.parse(line)]
        return entities, dates, FIGURE.findall(text), ATTACK.findall(text)


def pages_a_second(reader, paths):
    """The speed of a reader of single pages. What it says of the pages is nobody's concern here."""
    reader.read(paths[0].read_bytes())
    start = time.process_time()
    for number, path in enumerate(paths, 1):
        reader.read(path.read_bytes())
        if sys.stderr.isatty():
            print(f"\r{reader.name}: {number} of {len(paths)} pages ", end="", file=sys.stderr)
    seconds = time.process_time() - start
    if sys.stderr.isatty():
        print(file=sys.stderr)
    return len(paths) / seconds


def seconds_of_children():
    """How much time of the processor the programs took that were run so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def pages_a_second_of(program, folder, count, rounds):
    """The speed of jikenbo for a whole folder, the best of some rounds."""
    times = []
    for _ in range(rounds):
        start = seconds_of_children()
        command = [program, "extract", "--quiet", "--jobs", "1", folder]
        if subprocess.run(command, stdout=subprocess.DEVNULL).returncode != 0:
            sys.exit(f"{program} failed on {folder}")
        times.append(seconds_of_children() - start)
    return count / min(times)


def measure(folder, readers, arguments):
    pages = sorted(folder.glob("*.html"))
    own = pages_a_second_of(arguments.jikenbo, folder, len(pages), arguments.rounds)
    print(f"| {folder.name} | jikenbo --jobs 1 | {len(pages)} | {own:.0f} | |")
    for reader, size in readers:
        sample = random.Random(arguments.seed).sample(pages, min(size, len(pages)))
        speed = pages_a_second(reader, sample)
        print(f"| {folder.name} | {reader.name} | {len(sample)} | {speed:.2f} | {own / speed:.0f} |", flush=True)


def one_core():
    """Keeps this process, and those that it starts, on one core."""
    for variable in ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS"]:
        os.environ[variable] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    option = parser.add_argument
    option("folder", nargs="*", default=["incidents", "pages"], help="folders of the corpus [incidents pages]")
    option("--corpus", type=pathlib.Path, default=ROOT / "target/corpus", metavar="DIR", help="where they are [target/corpus]")
    option("--jikenbo", default=ROOT / "target/release/jikenbo", metavar="PROGRAM", help="[target/release/jikenbo]")
    option("--sample", type=int, default=60, metavar="N", help="pages for the Python pipeline [60]")
    option("--trafilatura", type=int, default=500, metavar="N", help="pages for trafilatura alone [500]")
    option("--seed", type=int, default=1, metavar="N", help="another number draws other pages [1]")
    option("--rounds", type=int, default=3, metavar="N", help="runs of jikenbo, of which the best counts [3]")
    option("--entities-alone", action="store_true", help="GiNZA without what its entities do not need")
    arguments = parser.parse_args()
    folders = [arguments.corpus / name for name in arguments.folder]
    for folder in folders:
        if not folder.is_dir():
            sys.exit(f"{folder} is not there: `cargo run --release --example corpus` writes it")
    if not pathlib.Path(arguments.jikenbo).is_file():
        sys.exit(f"{arguments.jikenbo} is not there: `cargo build --release` makes it")
    environment.enter("pipeline.txt", "peers-pipeline")
    cores = os.cpu_count()
    one_core()
    readers = [(Pipeline(arguments.entities_alone), arguments.sample), (Trafilatura(), arguments.trafilatura)]
    print(f"{cores} cores, of which one is used; seed {arguments.seed}\n")
    print("| pages | reader | how many | a second | jikenbo is faster, times |")
    print("| --- | --- | --- | --- | --- |")
    for folder in folders:
        measure(folder, readers, arguments)


if __name__ == "__main__":
    main()
