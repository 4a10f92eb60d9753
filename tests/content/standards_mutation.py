#!/usr/bin/env python3
"""The trace of standards must notice what is lost: every id of every criterion is taken away once, in memory, and standards.py has to
fail and name that id and that criterion; and every row of the table once. Prints TAP.

usage: standards_mutation.py SOURCE_ROOT"""
import copy
import functools
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import standards  # noqa: E402


def problems_with(root, rubrics, rows):
    standards.rubrics_of, standards.rows_of = lambda _: rubrics, lambda _: rows
    return [problem for _, problems in standards.check(root) for problem in problems]


def main(arguments):
    root = pathlib.Path(arguments[0])
    rubrics, rows = standards.rubrics_of(root), standards.rows_of(root)
    standards.holds = functools.lru_cache(maxsize=None)(standards.holds)
    results = [("nothing is wrong as it is", problems_with(root, rubrics, rows) == [])]
    for rubric, criteria in rubrics.items():
        for criterion, what in criteria.items():
            for standard in what["standards"]:
                without = copy.deepcopy(rubrics)
                without[rubric][criterion]["standards"].remove(standard)
                said = problems_with(root, without, rows)
                named = any(standard in problem.split(": ")[1:2] and f"{rubric}/{criterion}" in problem for problem in said)
                results.append((f"{standard} taken from {rubric}/{criterion} is noticed", named))
            without = copy.deepcopy(rubrics)
            del without[rubric][criterion]
            said = problems_with(root, without, rows)
            if what["standards"]:
                results.append((f"{rubric}/{criterion} taken away is noticed", any(f"criterion {criterion}" in problem for problem in said)))
    for standard in rows:
        without = {name: row for name, row in rows.items() if name != standard}
        results.append((f"the row of {standard} taken away is noticed", f"{standard} has no row in docs/standards.md" in
                        problems_with(root, rubrics, without)))
    print(f"1..{len(results)}")
    for number, (name, good) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
    return 0


sys.exit(main(sys.argv[1:]))
