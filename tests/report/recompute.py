#!/usr/bin/env python3
"""Recompute every report from what `rolecall export attempts` writes, and compare with what `rolecall report` says: each figure, to the
last digit shown. Shares no code with the program. Prints TAP.

usage: recompute.py ROLECALL [STORE]        without STORE the attempts of tests/data/report are imported into a new one"""
import datetime
import json
import math
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

Z = 1.959963984540054
DAY = 24 * 3600 * 1000
WEEK = 7 * DAY
MONDAY = 3 * 24 * 3600 * 1000  # 1970 began on a Thursday
SKILLS = ["effective-communication", "emotional-intelligence", "problem-solving", "attentive-listening", "flexibility", "product-knowledge"]


def wilson(k, n):
    if n == 0:
        return 0.0, 100.0
    p, scale = k / n, 1 + Z * Z / n
    middle = (p + Z * Z / (2 * n)) / scale
    half = Z / scale * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return (0.0 if k == 0 else 100 * (middle - half)), (100.0 if k == n else 100 * (middle + half))


def rate(key, k, n):
    low, high = wilson(k, n)
    return {key: 100.0 * k / n if n else None, key + "_low": low, key + "_high": high, key + "_k": k, key + "_n": n}


def median(values):
    return statistics.median(values) if values else None


class Attempt:
    def __init__(self, line):
        data = json.loads(line)
        card, turns = data["card"], data["transcript"]["turns"]
        self.who, self.team, self.scenario, self.mode = data["trainee"], data["team"], data["scenario"], data["mode"]
        self.channel, self.family = data["channel"], data["family"]
        self.start, self.end, self.id = data["started_ms"], data["finished_ms"], data["id"]
        self.score, self.passed, self.outcome, self.csat = data["score"], card["passed"], card["outcome"], card["csat"]
        self.ending = data.get("ending")
        self.critical, self.criteria = data["critical"], card["criteria"]
        self.scored = [c for c in card["criteria"] if c["rubric"] + "/" + c["id"] not in data["trial"]]
        self.week = (self.start + MONDAY) // WEEK
        at = [turn.get("at") for turn in turns]
        agent = next((i for i, turn in enumerate(turns) if turn["who"] == "agent"), None)
        self.handle = at[-1] if at and at[-1] is not None else None
        self.first = None
        if agent is not None and at[agent] is not None:
            self.first = at[agent] - (at[agent - 1] or 0 if agent else 0)
        self.place = self.ordinal = 0


def figures(attempts):
    n = len(attempts)
    scores = [a.score for a in attempts if a.score is not None]
    first = [a.first for a in attempts if a.first is not None]
    handle = [a.handle for a in attempts if a.handle is not None]
    rated = [a.csat for a in attempts if a.csat]
    return {"attempts": n, **rate("pass_rate", sum(a.passed for a in attempts), n), "median_score": median(scores),
            **rate("resolved_rate", sum(a.outcome == "resolved" for a in attempts), n),
            **rate("csat_rate", sum(c >= 4 for c in rated), len(rated)), **rate("clean_rate", sum(a.critical == 0 for a in attempts), n),
            "critical": sum(a.critical for a in attempts), "scored": len(scores), "first_reply_seconds": median(first),
            "first_reply_n": len(first), "handle_seconds": median(handle), "handle_n": len(handle)}


def grouped(attempts, key):
    groups = {}
    for attempt in attempts:
        groups.setdefault(key(attempt), []).append(attempt)
    return [(name, groups[name]) for name in sorted(groups, key=lambda name: name.encode() if isinstance(name, str) else name)]


def by(attempts, name, key):
    return [{name: value, **figures(group)} for value, group in grouped(attempts, key)]


def counts(rows):
    met, missed = sum(r["verdict"] == "met" for r in rows), sum(r["verdict"] == "missed" for r in rows)
    return met, met + missed


def trainees(attempts):
    rows = by(attempts, "trainee", lambda a: a.who)
    able = sorted((r["median_score"] for r in rows if r["scored"] >= 5), reverse=True)
    for row in rows:
        row["rank"] = able.index(row["median_score"]) + 1 if row["scored"] >= 5 else None
    return rows


def skills(attempts):
    out = []
    for skill in sorted({c["skill"] for a in attempts for c in a.scored}):
        rows = [c for a in attempts for c in a.scored if c["skill"] == skill]
        met, n = counts(rows)
        decided = [c for c in rows if c["verdict"] in ("met", "missed")]
        points = sum(c["points"] for c in decided)
        earned = sum(c["earned"] for c in decided)
        out.append({"skill": skill, **rate("met_rate", met, n), "points_rate": 100 * earned / points if points else None,
                    "earned": earned, "points": points, "na": sum(c["verdict"] == "na" for c in rows)})
    return out


def grid(attempts):
    out = []
    for who, group in grouped(attempts, lambda a: a.who):
        row = {"trainee": who}
        for skill in SKILLS:
            met, n = counts([c for a in group for c in a.scored if c["skill"] == skill])
            row.update(rate(skill, met, n) if n else {skill + end: None for end in ("", "_low", "_high", "_k", "_n")})
        out.append(row)
    return out


def criteria(attempts):
    out = []
    for key in sorted({c["rubric"] + "/" + c["id"] for a in attempts for c in a.criteria}):
        rows = [(a, c) for a in attempts for c in a.criteria if c["rubric"] + "/" + c["id"] == key]
        met, n = counts([c for _, c in rows])
        judged = [(c["verdict"] == "met", int(a.score * 10 + 0.5)) for a, c in rows if c["verdict"] in ("met", "missed") and a.score is not None]
        total, hits = len(judged), sum(x for x, _ in judged)
        s, s1, q = sum(y for _, y in judged), sum(y for x, y in judged if x), sum(y * y for _, y in judged)
        under = hits * (total - hits) * (total * q - s * s)
        told = (total * s1 - hits * s) / math.sqrt(under) if total >= 5 and under > 0 else None
        out.append({"criterion": key, **rate("met_rate", met, n), "na": sum(c["verdict"] == "na" for _, c in rows), "discrimination": told,
                    "discrimination_n": total})
    return sorted(out, key=lambda r: (r["met_rate"] if r["met_rate"] is not None else 200, r["criterion"]))


def families(attempts):
    out = []
    for family, group in grouped([a for a in attempts if a.family], lambda a: a.family):
        channels = grouped(group, lambda a: a.channel)
        medians = [figures(part)["median_score"] for _, part in channels]
        apart = max(medians) - min(medians) if len(medians) > 1 else None
        out += [{"family": family, "channel": channel, **figures(part), "apart": apart} for channel, part in channels]
    return out


def readiness(attempts):
    out = []
    for who, group in grouped(attempts, lambda a: a.who):
        newest = {}
        for attempt in group:
            if attempt.mode == "exam":
                newest[attempt.scenario] = attempt
        last = sorted(newest.values(), key=lambda a: (a.start, a.id))[-5:]
        passed, critical = sum(a.passed for a in last), sum(a.critical > 0 for a in last)
        out.append({"trainee": who, "ready": passed >= 4 and not critical, **rate("exams_rate", passed, len(last)), "critical": critical,
                    "missing": max(0, 4 - passed)})
    return out


def monday(week):
    return (datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=week * WEEK - MONDAY)).strftime("%Y-%m-%d")


def weeks(attempts):
    return [{"week": monday(week), "people": len({a.who for a in group}), **figures(group)} for week, group in grouped(attempts, lambda a: a.week)]


def expected(attempts):
    return {"team": {"trainees": trainees(attempts), "teams": by(attempts, "team", lambda a: a.team), "weeks": weeks(attempts),
                     "sittings": by(attempts, "position", lambda a: min(a.place, 8))},
            "skills": {"skills": skills(attempts), "grid": grid(attempts)}, "criteria": {"criteria": criteria(attempts)},
            "scenarios": {"scenarios": sorted(by(attempts, "scenario", lambda a: a.scenario), key=lambda row: row["pass_rate"])},
            "channels": {"channels": by(attempts, "channel", lambda a: a.channel), "families": families(attempts)},
            "progress": {"weeks": weeks(attempts), "learning": by(attempts, "ordinal", lambda a: min(a.ordinal, 20))},
            "readiness": {"readiness": readiness(attempts)}}


def same(want, shown):
    """Equal as printed: the program's text of the number, and ours with as many decimals."""
    if isinstance(want, float) and isinstance(shown, str):
        decimals = len(shown.split(".")[1]) if "." in shown else 0
        text = f"{want:.{decimals}f}"
        return text == shown or text == "-" + shown or float(text) == float(shown) == 0
    if isinstance(want, (int, float)) and not isinstance(want, bool) and isinstance(shown, str):
        return float(shown) == want
    return want == shown


def compare(kind, part, want, shown):
    if len(want) != len(shown):
        return f"{kind}/{part}: {len(want)} rows expected, {len(shown)} shown"
    for number, (one, two) in enumerate(zip(want, shown)):
        for key, value in one.items():
            if key not in two or not same(value, two[key]):
                return f"{kind}/{part} row {number}: {key} is {two.get(key)!r}, recomputed {value!r}"
    return None


def place(attempts):
    last = {}
    for attempt in attempts:
        before = last.get(attempt.who)
        attempt.ordinal = before.ordinal + 1 if before else 1
        attempt.place = before.place + 1 if before and attempt.start - before.end <= 30 * 60000 else 1
        last[attempt.who] = attempt


def stamp(ms):
    return (datetime.datetime(1970, 1, 1) + datetime.timedelta(milliseconds=ms)).isoformat(timespec="seconds") + "Z"


def windows(attempts):
    """Days and parts of days: from one attempt (in) to another (out), from midnight to midnight, within a day, open at either end."""
    starts = sorted(a.start - a.start % 1000 for a in attempts)
    early, late = starts[len(starts) // 4], starts[3 * len(starts) // 4]
    busy = statistics.mode(start // DAY for start in starts) * DAY
    return [(early, late), (early - early % DAY, late - late % DAY), (early, None), (None, late - late % DAY),
            (busy, busy + DAY), (min(s for s in starts if s >= busy), max(s for s in starts if s < busy + DAY) + 1000)]


def main():
    rolecall = pathlib.Path(sys.argv[1]).resolve()
    data = pathlib.Path(__file__).resolve().parents[1] / "data" / "report"
    with tempfile.TemporaryDirectory() as folder:
        store = sys.argv[2] if len(sys.argv) > 2 else folder + "/store.db"
        env = dict(os.environ, ROLECALL_PATH=str(data), ROLECALL_STORE=store, XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder, XDG_STATE_HOME=folder)

        def run(*words):
            return subprocess.run([rolecall, *words], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True).stdout.decode()

        if len(sys.argv) <= 2:
            run("import", "attempts", str(data / "attempts.ndjson"))
        attempts = [Attempt(line) for line in run("export", "attempts").split("\n") if line]
        place(attempts)
        number = failed = 0
        kinds = [(kind, parts, []) for kind, parts in expected(attempts).items()]
        for since, until in windows(attempts):
            inside = [a for a in attempts if (since is None or a.start >= since) and (until is None or a.start < until)]
            options = [word for name, at in (("--since", since), ("--until", until)) if at is not None for word in (name, stamp(at))]
            parts = expected(inside)
            kinds += [(kind, parts[kind], options) for kind in ("skills", "criteria")]
        for kind, parts, options in kinds:
            report = json.loads(run("report", kind, "--format", "json", *options), parse_float=str)
            for part, want in parts.items():
                wrong = compare(kind, part, want, report["parts"][part]) if want else f"{kind}/{part}: nothing to compare"
                number += 1
                failed += wrong is not None
                print(f"{'not ok' if wrong else 'ok'} {number} - {' '.join([kind + '/' + part, *options])}: {len(want)} rows")
                if wrong:
                    print("# " + wrong)
        print(f"1..{number}")
    return 1 if failed else 0


sys.exit(main())
