"""Read mutated files as users drop them, and count what must never happen.

Run by hand: `PYTHONPATH=. python tests/fuzz.py FOLDER --runs 2000 --seed 1`. A mutation flips, cuts or repeats a part
of a file (or of a member of it), drops a column, or swaps two cells. Where it touches no cell of a metric, its total
must stay, or be given no more; it may never be another.
"""

import argparse
import csv
import io
import math
import os
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from kpi.exports import BY_KEY
from kpi.exports.export import spelt
from kpi.reading.drop import TOO_SLOW, Outcome, read_all
from kpi.reading.worker import TOO_MUCH, UNEXPECTED

AT_ONCE = 20
_TEXTS = (".csv", ".tsv", ".txt")
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
Totals = Mapping[tuple[str, str], float]
Mutation = Callable[[random.Random, bytes], bytes]


@dataclass(frozen=True)
class Mutant:
    """A mutated file; `headers` are those of the columns that were touched, where no other cell was."""

    name: str
    original: Path
    content: bytes
    said: str
    headers: tuple[str, ...] | None = None

    def untouched(self, export: str, metric: str) -> bool:
        """Tell whether this metric must have its old total, where it has one at all."""
        if self.headers is None:
            return False
        declared = BY_KEY[export].columns
        if any(one.place is not None for one in declared):
            return False
        touched = {one.holds for one in declared for name in one.names for cell in self.headers if spelt(cell, name)}
        weighed = {one.weigh for one in declared if one.holds == metric}
        return touched <= {*BY_KEY[export].metrics} - {metric, *weighed}


@dataclass
class Count:
    """What a run came to; all but `answers`, `runs` and the times must stay empty."""

    runs: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    unforeseen: list[str] = field(default_factory=list)
    other_numbers: list[str] = field(default_factory=list)
    wordless: list[str] = field(default_factory=list)
    said_on_stderr: str = ""
    left_over: list[str] = field(default_factory=list)
    seconds: float = 0.0
    slowest: float = 0.0

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing happened that must not."""
        return not (
            self.unforeseen
            or self.other_numbers
            or self.wordless
            or "Traceback" in self.said_on_stderr
            or self.left_over
        )


def flipped(chance: random.Random, content: bytes) -> bytes:
    """Flip one bit."""
    at = chance.randrange(len(content))
    return content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :]


def cut(chance: random.Random, content: bytes) -> bytes:
    """Take a part out, or all from there on."""
    at = chance.randrange(len(content))
    return content[:at] + chance.choice([b"", content[at + chance.randint(1, 400) :]])


def repeated(chance: random.Random, content: bytes) -> bytes:
    """Repeat a part."""
    at = chance.randrange(len(content))
    end = at + chance.randint(1, 400)
    return content[:end] + content[at:]


BYTES: tuple[Mutation, ...] = (flipped, cut, repeated)


def in_a_member(chance: random.Random, content: bytes, mutate: Mutation) -> bytes:
    """Mutate one member of an archive and pack it again."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as whole, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        filled = [info.filename for info in whole.infolist() if info.file_size]
        hit = chance.choice(filled)
        for info in whole.infolist():
            raw = whole.read(info)
            packed.writestr(info.filename, mutate(chance, raw) if info.filename == hit else raw)
    return out.getvalue()


def in_the_table(chance: random.Random, content: bytes) -> tuple[bytes, tuple[str, ...]] | None:
    """Drop a column of a text file, or swap two cells of a row; give the headers it touched."""
    encoding = next((name for bom, name in _BOMS if content.startswith(bom)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    mark = max(",;\t", key=text.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return None
    width = max(widths, key=lambda each: widths[each])
    header = next(at for at, row in enumerate(rows) if len(row) == width)
    one, other = chance.randrange(width), chance.randrange(width)
    touched = tuple(row[at] for row in rows[: header + 1] for at in (one, other) if len(row) == width)
    is_even = all(len(row) in (0, 1, width) for row in rows[header:])  # else what is dropped shifts the other rows
    if chance.random() < 0.5 and is_even:
        rows = [row[:one] + row[one + 1 :] if len(row) == width else row for row in rows]
    else:
        row = rows[chance.choice([at for at, row in enumerate(rows) if len(row) == width and at > header] or [header])]
        row[one], row[other] = row[other], row[one]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=mark).writerows(rows)
    return out.getvalue().encode(encoding), touched


def mutants(files: Sequence[Path], *, runs: int, seed: int) -> Iterator[Mutant]:
    """Mutate files, one after the other, in a way that the seed decides."""
    for run in range(runs):
        chance = random.Random(f"{seed} {run}")
        path = files[run % len(files)]
        content = path.read_bytes()
        table = in_the_table(chance, content) if path.suffix in _TEXTS and chance.random() < 0.5 else None
        if table:
            yield Mutant(path.name, path, table[0], "a column or two cells", table[1])
            continue
        mutate = chance.choice(BYTES)
        packed = zipfile.is_zipfile(path) and chance.random() < 0.7
        yield Mutant(
            path.name,
            path,
            in_a_member(chance, content, mutate) if packed else mutate(chance, content),
            mutate.__name__ + " in a member" * packed,
        )


def totals(outcome: Outcome) -> Totals:
    """Add up each metric of each export of a file."""
    found: dict[tuple[str, str], float] = {}
    for sheet in (outcome.report or {}).get("sheets", ()):
        for metric, total in sheet["totals"].items():
            key = (sheet["export"], metric)
            found[key] = found.get(key, 0.0) + total
    return found


def fuzz(files: Sequence[Path], *, runs: int, seed: int = 1) -> Count:
    """Read so many mutants, twenty a drop, and count."""
    count, began = Count(), time.monotonic()
    with _own_temporary_folder() as (folder, left_over), _stderr_kept(folder) as said:
        known = {path: totals(outcome) for path, outcome in zip(files, _read(files), strict=True)}
        batch: list[Mutant] = []
        for mutant in mutants(files, runs=runs, seed=seed):
            batch.append(mutant)
            if len(batch) == AT_ONCE:
                _drop(batch, folder, known, count)
                batch = []
        _drop(batch, folder, known, count)
        count.said_on_stderr = said()
        count.left_over = left_over()
    count.seconds = time.monotonic() - began
    return count


def _drop(batch: Sequence[Mutant], folder: Path, known: Mapping[Path, Totals], count: Count) -> None:
    paths = []
    for at, mutant in enumerate(batch):
        path = folder / f"{at}{mutant.original.suffix}"
        path.write_bytes(mutant.content)
        os.utime(path, (stamp := mutant.original.stat().st_mtime, stamp))
        paths.append(path)
    began = time.monotonic()
    for mutant, outcome in zip(batch, _read(paths, [one.name for one in batch]), strict=True):
        now = time.monotonic()
        count.slowest, began = max(count.slowest, now - began), now
        _judge(mutant, outcome, known[mutant.original], count)
    for path in paths:
        path.unlink()


def _judge(mutant: Mutant, outcome: Outcome, before: Totals, count: Count) -> None:
    count.runs += 1
    where = f"{mutant.name}, run {count.runs - 1}, {mutant.said}"
    after = totals(outcome)
    problems = [outcome.problem] if outcome.problem else (outcome.report or {}).get("problems", [])
    count.answers["refused" if not after else "read as before" if after == before else "read, other totals"] += 1
    if {UNEXPECTED, TOO_MUCH, TOO_SLOW} & set(problems):
        count.unforeseen.append(f"{where}: {problems[0]}")
    sheets = (outcome.report or {}).get("sheets", [])
    if not after and not problems and not any(sheet["export"] for sheet in sheets):
        count.wordless.append(where)
    for (export, metric), total in before.items():
        if (export, metric) not in after or not mutant.untouched(export, metric):
            continue
        if not math.isclose(after[export, metric], total, rel_tol=1e-9):
            count.other_numbers.append(f"{where}: {metric} {total:,.10g} became {after[export, metric]:,.10g}")


def _read(paths: Sequence[Path], names: Sequence[str] = ()) -> Iterator[Outcome]:
    files = list(zip(names or [path.name for path in paths], paths, strict=True))
    return (one for one in read_all(files) if isinstance(one, Outcome))


@contextmanager
def _own_temporary_folder() -> Iterator[tuple[Path, Callable[[], list[str]]]]:
    """Let temporary files be made in a folder of its own, and tell what is left in it."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory() as whole:
        mine, theirs = Path(whole, "mine"), Path(whole, "theirs")
        mine.mkdir()
        theirs.mkdir()
        tempfile.tempdir = str(theirs)
        try:
            yield mine, lambda: sorted(str(path.relative_to(theirs)) for path in theirs.rglob("*"))
        finally:
            tempfile.tempdir = before


@contextmanager
def _stderr_kept(folder: Path) -> Iterator[Callable[[], str]]:
    """Send what this process and its workers say on standard error to a file."""
    kept, log = os.dup(2), folder / "stderr"
    with log.open("wb") as said:
        os.dup2(said.fileno(), 2)
    try:
        yield lambda: log.read_text(errors="replace")
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def found_in(folder: Path) -> list[Path]:
    """List the files that a user might drop."""
    kinds = {*_TEXTS, ".xlsx", ".xls", ".zip", ".ods"}
    return sorted(path for path in folder.rglob("*") if path.suffix in kinds)


def main() -> int:
    """Fuzz a folder, print the counts, and say by the status whether they are clean."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    count = fuzz(found_in(asked.folder), runs=asked.runs, seed=asked.seed)
    print(f"{count.runs} mutants in {count.seconds:.0f} s, the slowest {count.slowest:.1f} s: {dict(count.answers)}")
    for title, lines in (
        ("unforeseen answers", count.unforeseen),
        ("other numbers", count.other_numbers),
        ("neither numbers nor a reason", count.wordless),
        ("left over", count.left_over),
    ):
        print(f"{len(lines)} {title}", *lines, sep="\n  ")
    print(f"{count.said_on_stderr.count('Traceback')} tracebacks", count.said_on_stderr[-4_000:])
    return 0 if count.is_clean else 1


if __name__ == "__main__":
    sys.exit(main())
