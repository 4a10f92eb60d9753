#!/usr/bin/env python3
"""Check that docs/standards.md is true: every standard has a cover, and every cover exists. Prints TAP.

usage: standards.py SOURCE_ROOT           check
       standards.py --list SOURCE_ROOT    which criteria name which standard, to write the table from

A cover is `rubric/criterion` (the criterion must exist and name the standard in its `standards:`), or
`path: text` (the file, or for a folder some file below it, must hold the text). Standards of kind check need a criterion."""
import pathlib
import re
import sys

IDS = [f"{letter}{number}" for letter, count in (("A", 8), ("B", 9), ("C", 6), ("D", 12), ("E", 6), ("F", 7), ("G", 6), ("H", 7))
       for number in range(1, count + 1)]
SKILLS = {"G1": "effective-communication", "G2": "emotional-intelligence", "G3": "problem-solving",
          "G4": "attentive-listening", "G5": "flexibility", "G6": "product-knowledge"}


def criteria_of(path):
    """{criterion: (standards, skill, is helper)} of a rubric, from its lines: `- id:` opens a criterion."""
    found, current = {}, None
    for line in path.read_text(encoding="utf-8").splitlines():
        opened = re.match(r"\s+- (?:\{)?id: ([a-z0-9-]+)", line)
        if opened:
            current = found.setdefault(opened.group(1), {"standards": [], "skill": "", "helper": False})
        if current is None:
            continue
        named = re.search(r"\bstandards: \[([^\]]*)\]", line)
        if named:
            current["standards"] = [part.strip() for part in named.group(1).split(",") if part.strip()]
        skill = re.search(r"\bskill: ([a-z-]+)", line)
        if skill:
            current["skill"] = skill.group(1)
        current["helper"] |= re.search(r"\bstatus: helper\b", line) is not None
    return found


def rubrics_of(root):
    """Every rubric but the example of the language, which is no pack of its own."""
    found = {}
    for path in sorted((root / "rubrics").rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        named = re.search(r"^rubric: ([a-z0-9-]+)", text, re.M)
        if named and named.group(1) != "empathy-core":
            found[named.group(1)] = criteria_of(path)
    return found


def rows_of(root):
    rows = {}
    for number, line in enumerate((root / "docs" / "standards.md").read_text(encoding="utf-8").splitlines(), 1):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == 4 and re.fullmatch(r"[A-H]\d+", cells[0]):
            rows[cells[0]] = (number, cells[2], re.findall(r"`([^`]+)`", cells[3]))
    return rows


def holds(path, text):
    if path.is_file():
        return text in path.read_text(encoding="utf-8", errors="replace")
    return path.is_dir() and any(text in p.read_text(encoding="utf-8", errors="replace") for p in path.rglob("*") if p.is_file())


def problem_of_cover(root, rubrics, standard, cover):
    named = re.fullmatch(r"([a-z0-9-]+)/([a-z0-9-]+)", cover)
    if named:
        rubric, criterion = named.groups()
        if rubric not in rubrics:
            return f"there is no rubric {rubric}"
        if criterion not in rubrics[rubric]:
            return f"the rubric {rubric} has no criterion {criterion}"
        if standard in SKILLS:
            return None if rubrics[rubric][criterion]["skill"] == SKILLS[standard] else f"{cover} is tagged with another skill"
        if standard not in rubrics[rubric][criterion]["standards"]:
            return f"the criterion {cover} does not name {standard} any more"
        return None
    place = re.fullmatch(r"([\w./-]+): (.+)", cover)
    if not place:
        return f"“{cover}” is no cover: write rubric/criterion or path: text"
    path, text = place.groups()
    return None if holds(root / path, text) else f"{path} does not hold “{text}”"


def check(root):
    rubrics, rows = rubrics_of(root), rows_of(root)
    results = []
    for standard in IDS:
        if standard not in rows:
            results.append((standard, [f"{standard} has no row in docs/standards.md"]))
            continue
        number, kind, covers = rows[standard]
        problems = [] if covers else [f"{standard} has no cover"]
        if "check" in kind and not any(re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", cover) for cover in covers):
            problems.append(f"{standard} is a check, and no criterion covers it")
        for cover in covers:
            problem = problem_of_cover(root, rubrics, standard, cover)
            if problem:
                problems.append(f"docs/standards.md:{number}: {standard}: {problem}")
        results.append((standard, problems))
    for rubric, criteria in rubrics.items():
        problems = []
        for criterion, what in criteria.items():
            if what["helper"]:
                continue
            if not what["standards"]:
                problems.append(f"{rubric}/{criterion} names no standard")
            problems += [f"{rubric}/{criterion} names {name}, which is no standard" for name in what["standards"] if name not in IDS]
            if what["skill"] not in SKILLS.values():
                problems.append(f"{rubric}/{criterion} has no skill")
        results.append((f"every criterion of {rubric} names its standards and one skill", problems))
    extra = [f"docs/standards.md:{rows[name][0]}: {name} is no standard" for name in rows if name not in IDS]
    results.append(("no row without a standard", extra))
    return results


def main(arguments):
    if arguments and arguments[0] == "--list":
        rubrics = rubrics_of(pathlib.Path(arguments[1]))
        for standard in IDS:
            covers = [f"{r}/{c}" for r, all_of in rubrics.items() for c, what in all_of.items()
                      if standard in what["standards"] or (standard in SKILLS and what["skill"] == SKILLS[standard] and not what["helper"])]
            print(standard, " ".join(covers))
        return 0
    results = check(pathlib.Path(arguments[0]))
    print(f"1..{len(results)}")
    for number, (name, problems) in enumerate(results, 1):
        print(f"{'not ok' if problems else 'ok'} {number} - {name}")
        for problem in problems:
            print(f"# {problem}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
