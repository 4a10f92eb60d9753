#!/usr/bin/env python3
"""Python's re, every pattern on every reply. usage: patterns.py PATTERNS REPLIES

PATTERNS: id, tab, regex. Hits by pattern to standard output, the rate without compiling to standard error."""
import re
import sys
import time

with open(sys.argv[1], encoding="utf-8") as given:
    patterns = [(line.rstrip("\n").split("\t", 1)) for line in given]
compiled = [re.compile(pattern, re.IGNORECASE) for _, pattern in patterns]
with open(sys.argv[2], encoding="utf-8", newline="\n") as given:
    lines = [line.rstrip("\n") for line in given]
hits = [0] * len(compiled)
start = time.perf_counter()
for line in lines:
    for i, pattern in enumerate(compiled):
        if pattern.search(line):
            hits[i] += 1
print(f"{len(lines) / (time.perf_counter() - start):.1f} replies/s", file=sys.stderr)
for (name, _), count in zip(patterns, hits):
    print(f"{name}\t{count}")
