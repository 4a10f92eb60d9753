#!/usr/bin/env python3
"""Turn a table of stems and rarity classes into a sorted C array.

usage: make-idf.py idf.tsv OUTPUT.c"""
import sys

rows = []
with open(sys.argv[1], encoding="utf-8") as table:
    for number, line in enumerate(table, 1):
        if line.startswith("#") or not line.strip():
            continue
        stem, rarity = line.rstrip("\n").split("\t")
        if not stem.isalnum() or not stem.isascii() or not 0 < int(rarity) < 21:
            sys.exit(f"{sys.argv[1]}:{number}: not a stem and its class: {line!r}")
        if rows and rows[-1][0] >= stem:
            sys.exit(f"{sys.argv[1]}:{number}: {stem} is not in order")
        rows.append((stem, int(rarity)))
with open(sys.argv[2], "w", encoding="utf-8") as out:
    out.write('/* Made from data/idf.tsv by scripts/make-idf.py. */\n#include "score/idf.h"\n\n')
    out.write("const struct idf_row idf_rows[] = {\n")
    out.writelines(f'\t{{"{stem}", {rarity}}},\n' for stem, rarity in rows)
    out.write(f"}};\nconst size_t idf_row_count = {len(rows)};\n")
