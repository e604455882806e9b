#!/usr/bin/env python3
"""Compares what jikenbo reads of web pages with what trafilatura reads of them: body, title, day of publication.

    compare.py run GOLD.toml ... [--jikenbo PROGRAM] [--pages]
    compare.py lines PAGE ...

`run` prints a table for each file of gold, `--pages` also a line for each page. `lines` prints the numbered lines of a
page, by which gold says what the article is. README.md beside this file has the rest.

The first call makes an environment for itself under target/, with the packages of requirements.txt.
"""

import argparse
import collections
import datetime
import hashlib
import json
import pathlib
import re
import subprocess
import sys
import tomllib
import unicodedata

import environment

# --- the page as lines, for those who annotate

UNSEEN = {"script", "style", "noscript", "template", "title", "rt", "rp", "svg", "iframe", "select", "textarea"}
INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "label", "mark", "nobr",
    "q", "rb", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    "amp-fit-text", "amp-font",
}  # fmt: skip


def decoded(data):
    """The characters of a page: UTF-8 if the bytes are that, otherwise what the page declares, otherwise Japanese."""
    declared = re.search(rb"charset\s*=\s*[\"']?([-\w]+)", data[:4096])
    marked = ["utf-16"] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else []
    sniffed = ["iso2022_jp"] if b"\x1b$" in data[:4096] else []
    names = {"shift_jis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932"}
    label = declared.group(1).decode().lower() if declared else "cp932"
    for charset in [*marked, *sniffed, "utf-8-sig", names.get(label, label), "cp932", "euc_jp"]:
        try:
            return data.decode(charset)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("utf-8", "replace")


def lines(data):
    """The lines of everything on a page that has text, seen or not: every element that is not inline begins a new one."""
    import lxml.html

    text = re.sub(r"^\s*<\?xml[^>]*>", "", decoded(data))
    if not re.search(r"<[a-zA-Z!]", text):
        return [line.strip() for line in text.splitlines() if line.strip()]
    found = [""]

    def walk(node):
        if not isinstance(node.tag, str) or node.tag in UNSEEN:
            return
        inline = node.tag in INLINE
        if not inline:
            found.append("")
        found[-1] += node.text or ""
        for child in node:
            walk(child)
            found[-1] += child.tail or ""
        if not inline:
            found.append("")

    sys.setrecursionlimit(10_000)
    walk(lxml.html.document_fromstring(text))
    found = (" ".join(line.split()) for line in found)
    return [line for line in found if line]


def ranges(spec):
    """The numbers in `2,5-9`."""
    numbers = []
    for part in filter(None, (part.strip() for part in spec.split(","))):
        first, _, last = part.partition("-")
        numbers.extend(range(int(first), int(last or first) + 1))
    return numbers


# --- the measure


def folded(text):
    """A text in one width and case, without signs and white space at its ends."""
    return unicodedata.normalize("NFKC", text).lower()


def words(text):
    """The words of a text: every run of Latin letters and digits, and of Japanese every pair of neighbouring characters,
    since Japanese sets no blanks. Signs and white space part words and are none."""
    found = collections.Counter()
    for run in re.findall(r"[a-z0-9]+|[^\W_a-z0-9]+", folded(text)):
        if run.isascii() or len(run) == 1:
            found[run] += 1
        else:
            found.update(run[at : at + 2] for at in range(len(run) - 1))
    return found


def bare(text):
    """A title for comparison: letters and digits alone."""
    return "".join(re.findall(r"[^\W_]+", folded(text or "")))


def without_title(body, titles):
    """A body without the lines that are the article's title, which is measured by itself."""
    titles = set(map(bare, titles))
    return "\n".join(line for line in body.splitlines() if bare(line) not in titles)


def score(body, gold, optional):
    """Precision, recall and F1 of the words of a body. Words of `optional` are neither asked for nor wrong."""
    found, gold = words(body), words(gold)
    right = (found & gold).total()
    wrong = (found - gold - words(optional)).total()
    missed = (gold - found).total()
    if right == 0:
        return 0.0, 0.0, 0.0
    return right / (right + wrong), right / (right + missed), 2 * right / (2 * right + wrong + missed)


# --- the readers


def of_trafilatura(paths):
    """What trafilatura reads, with its defaults and no comments."""
    import trafilatura

    for path in paths:
        page = trafilatura.bare_extraction(path.read_bytes(), include_comments=False, with_metadata=True)
        read = (page.title, page.date, page.text) if page else (None, None, None)
        yield tuple(value or "" for value in read)


def of_jikenbo(paths, program):
    """What jikenbo reads."""
    command = [program, "page", "--format", "jsonl", *map(str, paths)]
    run = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    pages = {page["path"]: page for page in map(json.loads, run.stdout.splitlines())}
    for path in paths:
        page = pages.get(str(path), {"title": None, "published": None, "posts": []})
        body = "\n".join(block["text"] for post in page["posts"] for block in post["blocks"])
        yield page["title"] or "", page["published"] or "", body


# --- the gold


class Gold:
    """What is right of one page."""

    def __init__(self, folder, row):
        self.path = folder / row["file"]
        titles = row.get("title", [])
        self.titles = [titles] if isinstance(titles, str) else titles
        self.published = row.get("published")
        if isinstance(self.published, datetime.date):
            self.published = self.published.isoformat()
        data = self.path.read_bytes()
        if "text" in row:
            self.body, self.optional = row["text"], row.get("optional_text", "")
            return
        digest = hashlib.sha256(data).hexdigest()[:12]
        if row["sha256"] != digest:
            sys.exit(f"{self.path}: the page is not the one that was annotated ({digest}, not {row['sha256']})")
        numbered = lines(data)
        self.body = "\n".join(numbered[number - 1] for number in ranges(row["body"]))
        self.optional = "\n".join(numbered[number - 1] for number in ranges(row.get("optional", "")))


def run(files, program, each):
    print("| pages | reader | precision | recall | F1 | title | published |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for file in files:
        table = tomllib.loads(file.read_text())
        folder = (file.parent / table["pages"]).resolve()
        gold = [Gold(folder, row) for row in table["page"]]
        paths = [page.path for page in gold]
        for reader, read in [("jikenbo", of_jikenbo(paths, program)), ("trafilatura", of_trafilatura(paths))]:
            report(file.stem, reader, gold, read, each)


def report(name, reader, gold, read, each):
    sums, titles, dates = [0.0] * 3, [], []
    for page, (title, published, body) in zip(gold, read, strict=True):
        optional = "\n".join([page.optional, *page.titles])
        scores = score(without_title(body, page.titles), without_title(page.body, page.titles), optional)
        sums = [total + part for total, part in zip(sums, scores)]
        if page.titles:
            titles.append(bare(title) in map(bare, page.titles))
        if page.published is not None:
            dates.append(published == page.published)
        if each:
            wrong = "" if not page.titles or titles[-1] else f"  title {title!r}, not {page.titles[0]!r}"
            wrong += "" if page.published is None or dates[-1] else f"  published {published!r}, not {page.published!r}"
            print(f"    {reader} {page.path.name} {' '.join(f'{part:.3f}' for part in scores)}{wrong}")
    means = " | ".join(f"{total / len(gold):.3f}" for total in sums)
    print(f"| {name} ({len(gold)}) | {reader} | {means} | {sum(titles)}/{len(titles)} | {sum(dates)}/{len(dates)} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("run", help="compare the readers")
    command.add_argument("gold", nargs="+", type=pathlib.Path)
    command.add_argument("--jikenbo", default="jikenbo", metavar="PROGRAM", help="the program, if it is not on the path")
    command.add_argument("--pages", action="store_true", help="a line for each page, too")
    command = commands.add_parser("lines", help="print the numbered lines of pages")
    command.add_argument("page", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    environment.enter("requirements.txt", "peers")
    if arguments.command == "run":
        run(arguments.gold, arguments.jikenbo, arguments.pages)
        return
    for path in arguments.page:
        data = path.read_bytes()
        print(f"== {path} {hashlib.sha256(data).hexdigest()[:12]}")
        for number, line in enumerate(lines(data), 1):
            print(f"{number}\t{line}")


if __name__ == "__main__":
    main()
