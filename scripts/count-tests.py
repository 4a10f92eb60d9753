#!/usr/bin/env python3
"""Count the cases of a meson JUnit log and print `N passed, N failed`; exit 1 when a case failed or none ran.

usage: count-tests.py testlog.junit.xml"""
import re
import sys
import xml.etree.ElementTree as ElementTree

# A failed test of hostile text prints bytes that XML may not hold, and they come here as they are.
with open(sys.argv[1], encoding="utf-8", errors="replace") as log:
    text = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "?", log.read())
passed = failed = skipped = 0
for case in ElementTree.fromstring(text.encode()).iter("testcase"):
    if case.find("failure") is not None or case.find("error") is not None:
        failed += 1
    elif case.find("skipped") is not None:
        skipped += 1
    else:
        passed += 1
tail = f", {skipped} skipped" if skipped else ""
print(f"{passed} passed, {failed} failed{tail}")
sys.exit(1 if failed or not passed else 0)
