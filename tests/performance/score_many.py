"""Scoring a table of answer sheets: time, memory beside the table, and whether both grow with the rows alone."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.performance import grown
from tests.performance.figure import Figure, NotMeasuredError
from tests.performance.served import resident, run, temporary_folder
from tests.web.serving import PROJECT

QUESTIONS = 110
ROWS = 100_000
FEW, MANY = 1_000, 1_000_000
BUDGET_SECONDS, BUDGET_GIB = 2.0, 1.0
MOST_OF_A_ROW = 1.5  # a row among many may take this often what a row among few takes; above it is no line
GIB = 1024**3


def measure(*, short: bool = False) -> list[Figure]:
    rows, many = (2_000, 4_000) if short else (ROWS, MANY)
    few = _in_a_process(FEW)
    main = _in_a_process(rows)
    lots = _in_a_process(many)
    per_row = [found["seconds"] / found["rows"] * 1e6 for found in (few, main, lots)]
    told = ", ".join(f"{found['rows']:,}: {each:.1f}" for found, each in zip((few, main, lots), per_row, strict=True))
    figures = (
        Figure(f"score_many, {rows:,} × {QUESTIONS}", main["seconds"], "s", BUDGET_SECONDS, "as read from a CSV file"),
        Figure(
            f"score_many, time of a row, {many:,} rows of {rows:,}",
            per_row[2] / per_row[1],
            "×",
            MOST_OF_A_ROW,
            f"µs a row: {told}",
        ),
    )
    if main["extra"] is None:
        raise NotMeasuredError("the system does not tell the memory of a process", *figures)
    note = f"peak above what the table itself takes; {many:,} rows: {lots['extra'] / GIB:.2f} GiB, results included"
    return [*figures, Figure(f"score_many, memory, {rows:,} rows", main["extra"] / GIB, "GiB", BUDGET_GIB, note)]


def _in_a_process(rows: int) -> dict[str, Any]:
    """Measure in a process of its own, whose peak of memory nothing else has raised."""
    return dict(json.loads(run(PROJECT, "-m", "tests.performance.score_many", str(rows)).stdout))


def main(rows: int) -> None:
    """Score a table of so many rows and print seconds and memory as JSON."""
    import numpy as np  # noqa: PLC0415 - only this process needs it
    import pandas as pd  # noqa: PLC0415 - same

    from recp_selfcheck.assessment.scoring import score_many  # noqa: PLC0415 - same

    with temporary_folder() as folder:
        checklist = grown.load(grown.grow_with_conditions(QUESTIONS), Path(folder))
    chance = np.random.default_rng(1)

    def column(cells: list[str | None]) -> Any:
        return pd.array(cells, dtype="str").take(chance.integers(0, len(cells), rows))

    frame = {"site.systems": column([" ".join(grown.SYSTEMS), " ".join(grown.SYSTEMS[:3]), "[]"])}
    for question in checklist.questions.values():
        if question.kind == "number" and question.number is not None:
            frame[question.id] = chance.uniform(question.number.points[0][0], question.number.points[-1][0], rows)
        elif question.kind == "multiple":
            together = [option.id for option in question.options if not option.exclusive]
            frame[question.id] = column([together[0], " ".join(together[:2]), "dont_know", None])
        else:
            frame[question.id] = column([*question.option_by_id, "dont_know", None])
    sheets = pd.DataFrame(frame)
    score_many(checklist, sheets.head(10))  # what is prepared once is no part of a row
    held = resident()
    before = perf_counter()
    scored = score_many(checklist, sheets)
    seconds = perf_counter() - before
    assert len(scored) == rows
    assert scored["score"].notna().mean() > 0.9
    sys.stdout.write(json.dumps({"rows": rows, "seconds": seconds, "extra": _extra(held)}))


def _extra(held: int | None) -> int | None:
    """Return the bytes by which the peak is above what was held; building the table may have raised it, so at most."""
    if held is None:
        return None
    import resource  # noqa: PLC0415 - Unix only, as `resident` is

    return max(0, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 - held)


if __name__ == "__main__":
    main(int(sys.argv[1]))
