#!/usr/bin/env python3
"""Check that includes point down only, that each heavy library has one door, and that docs/architecture.md has the same table.

usage: check-includes.py SOURCE_ROOT      prints TAP"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
BELOW = {
    "base": set(),
    "json": {"base"},
    "stats": {"base"},
    "learn": {"base"},
    "yaml": {"base", "json"},
    "match": {"base"},
    "model": {"base", "json", "yaml", "match"},
    "score": {"base", "json", "yaml", "match", "model"},
    "engine": {"base", "json", "yaml", "match", "model", "score"},
    "lint": {"base", "json", "yaml", "match", "model", "score", "engine"},
    "store": {"base", "json", "yaml", "match", "model", "score"},
    "report": {"base", "json", "stats", "yaml", "match", "model", "score", "store"},
    "repl": {"base", "json", "yaml", "match", "model", "score", "engine"},
    "cli": {"base", "json", "stats", "yaml", "match", "model", "score", "engine", "lint", "store", "report", "repl", "learn"},
}
DOORS = {
    "pcre2.h": "match", "libstemmer.h": "match", "sqlite3.h": "store", "readline/": "repl", "yaml.h": "yaml",
    "jansson.h": "json", "libxml/": "report", "libsmartcols": "report", "utf8proc.h": "base", "sodium.h": "base",
    "nettle/": "base",
}
problems = []
edges = {layer: set() for layer in BELOW}
for path in sorted((root / "src").rglob("*.[ch]")):
    parts = path.relative_to(root / "src").parts
    layer = parts[0] if len(parts) > 1 else "main"
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        place = f"src/{'/'.join(parts)}:{number}"
        own = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        if own:
            target = own.group(1).split("/")[0]
            if layer == "main":
                if target != "cli":
                    problems.append(f"{place}: main.c may include only cli/")
            elif target not in BELOW:
                problems.append(f"{place}: include {own.group(1)} by its folder")
            elif target != layer:
                edges[layer].add(target)
                if target not in BELOW[layer]:
                    problems.append(f"{place}: {layer}/ may not use {target}/")
        system = re.match(r"\s*#\s*include\s+<([^>]+)>", line)
        if system:
            for header, door in DOORS.items():
                if system.group(1).startswith(header) and layer != door:
                    problems.append(f"{place}: only {door}/ may include <{system.group(1)}>")
table = (root / "docs" / "architecture.md").read_text(encoding="utf-8")
for layer, below in BELOW.items():
    row = re.search(rf"^\|\s*\d+\s*\|\s*`{layer}/`\s*\|[^|]*\|([^|]*)\|", table, re.M)
    if not row:
        problems.append(f"docs/architecture.md: no row for {layer}/")
        continue
    named = set(re.findall(r"\b(" + "|".join(BELOW) + r")\b", row.group(1)))
    if "all" in row.group(1):
        continue
    closure = set(named)
    for _ in BELOW:
        closure |= set().union(*(BELOW[name] for name in closure)) if closure else set()
    if not edges[layer] <= closure:
        problems.append(f"docs/architecture.md: {layer}/ uses {sorted(edges[layer] - closure)}, the table does not say so")
print("1..2")
print(("not ok" if problems else "ok") + " 1 - includes point down and libraries have one door")
for problem in problems:
    print("# " + problem)
used = {layer for layer in BELOW if any((root / "src" / layer).glob("*.c"))}
print(("ok" if used == set(BELOW) else "not ok") + " 2 - every layer of the table has code")
for layer in sorted(set(BELOW) - used):
    print(f"# src/{layer}/ is empty")
