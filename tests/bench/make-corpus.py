#!/usr/bin/env python3
"""Make replies for measuring speed from the examples of the shipped rubrics, the same for the same arguments.

usage: make-corpus.py RUBRICS_FOLDER MEGABYTES > replies.txt     one reply a line"""
import pathlib
import random
import re
import sys

folder, megabytes = pathlib.Path(sys.argv[1]), float(sys.argv[2])
sentences = []
for path in sorted(folder.glob("*.yaml")):
    for text in re.findall(r'"((?:[^"\\]|\\.)*)"', path.read_text(encoding="utf-8")):
        text = re.sub(r"\[\[|\]\]|\\.", "", text)
        if 12 < len(text) < 400 and " " in text:
            sentences.append(text)
rng = random.Random(20261122)
size = 0
while size < megabytes * 1_000_000:
    line = " ".join(rng.choice(sentences) for _ in range(rng.randint(2, 8)))
    line = line.replace("'", "’") if rng.random() < 0.1 else line
    print(line)
    size += len(line.encode()) + 1
