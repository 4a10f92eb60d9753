#!/usr/bin/env python3
"""Every verb, every first word and every form that `rolecall help --format json` lists, on a store full of texts that mean harm: nothing that is printed
harms, every machine form can be read, and no verb for managers or trainers shows, or so much as opens, what was practised. A verb, word or form that
is added has to find its case here first. usage: test_verbs.py ROLECALL [VERB...]        prints TAP"""
import csv
import io
import json
import re
import shutil
import sqlite3
import sys
import xml.etree.ElementTree as ElementTree

from desk import SOURCE, Desk
from terminal import Tap

DATA = SOURCE / "tests" / "data" / "report"
CHAT = str(DATA / "scenarios" / "lost-key-chat.yaml")
NAME = "=HYPERLINK(\"x\")<script>alert(1)</script>'; DROP TABLE attempts;--\x1b[31m"
TEXT = "+cmd|' /C calc'!A0\t</script><b onload=x>\x1b]0;owned\x07 \u202e %s%n ${x} `id` $(id)"
SECRET = "Xylophone marmalade"
SAY = "I am sorry. What is the number?\nI will bring a new key.\n"
FOREVER = "2999-01-01"
BAR = "@bar <i>\x1b[1m"
SESSION = "=session \x1b[5m"
CLEAN = re.compile(r"[^\t\n\r\x20-\x7e\u00a0-\u061b\u061d-\u200d\u2010-\u2027\u202f-\u2065\u2070-\ufefe\uff00-\ufff8\ufffc-\U0010ffff]")
DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Of the verbs that managers read these two look into the practice of their own account: one says whether the file is sound, one takes the person out.
OPENS = {("store", "check"), ("trainee", "erase")}
SKILLS = ("effective-communication", "emotional-intelligence", "problem-solving", "attentive-listening", "flexibility", "product-knowledge")

# (verb, first word or None): commands behind it; a tuple's second item is what standard input says.
CASES = {
    ("play", None): [(["lost-key-chat", "--mode", "coach", "--trainee", NAME], SAY)],
    ("next", None): [["--trainee", NAME]],
    **{("drill", skill): [(["-n", "1"], SAY)] for skill in SKILLS},
    ("compare", None): [["{mine}", "{other}"]],
    ("progress", None): [["--trainee", NAME]],
    ("hand-in", None): [["p1"]],
    ("list", "scenarios"): [[]], ("list", "rubrics"): [[]], ("list", "attempts"): [["--trainee", NAME]], ("list", "trainees"): [[]],
    ("show", "last"): [["--trainee", NAME]], ("show", None): [["{mine}"]],
    ("explain", "last"): [["--trainee", NAME]], ("explain", None): [["S501"], ["{mine}", "apology"]],
    ("score", None): [["talk.ndjson", "--rubric", "desk"], ["talk.ndjson", "--rubric", "desk", "--summary"]],
    ("lint", None): [["bad\x1b[31m.yaml"], [CHAT]],
    ("test", None): [[CHAT], ["bad\x1b[31m.yaml"]],
    ("walk", None): [["lost-key-chat", "--runs", "5"]],
    ("graph", None): [["lost-key-chat"]],
    ("new", "scenario"): [["a-b"]], ("new", "rubric"): [["a-b"]],
    ("schema", "scenario"): [[]], ("schema", "rubric"): [[]], ("schema", "words"): [[]],
    ("calibrate", None): [["--data", "rows.ndjson", "--rubric", "desk", "--map", "x=apology", "--disagreements", "3"]],
    ("calibrate", "new"): [[TEXT, "--count", "2"]], ("calibrate", "list"): [[]], ("calibrate", "mark"): [["{session}", "--rater", NAME, "--item", "1"]],
    ("calibrate", "report"): [["{session}"]], ("calibrate", "delete"): [["{session}", "--yes"], ["{session}"]],
    ("report", "trainee"): [[NAME]], **{("report", kind): [[]] for kind in ("team", "skills", "criteria", "scenarios", "channels", "progress", "readiness")},
    ("certify", "keys"): [["new.key"]], ("certify", "define"): [[TEXT, "--pass", "1", "--of", "2"]], ("certify", "bars"): [[]],
    ("certify", "check"): [["{bar}", NAME]], ("certify", "issue"): [["{bar}", NAME, "--key", "key", "--issuer", TEXT]],
    ("certify", "verify"): [["paper.jwt", "--key", "key.pub"]],
    ("assign", None): [[], ["lost-key-chat", "--to", NAME, "--due", FOREVER, "--note", TEXT, "--by", NAME]],
    ("import", "attempts"): [["sent.ndjson", "--store", "other.db"]], ("import", "chats"): [["chats.csv", "--rubric", "desk", "--store", "other.db"]],
    ("export", "attempts"): [[]], ("export", "xapi"): [[]],
    ("rescore", None): [["--dry-run"]],
    ("resolve", None): [[], ["{dispute}", "na", "--reason", TEXT, "--by", TEXT]],
    ("dispute", None): [["{mine}", "asks", "--reason", TEXT, "--trainee", NAME]],
    ("review", None): [["{mine}"], ["{mine}", "asks=na", "--reason", TEXT, "--by", TEXT]],
    ("trainee", "add"): [[TEXT, "--team", NAME]], ("trainee", "list"): [[]], ("trainee", "show"): [[NAME]], ("trainee", "export"): [[NAME]],
    ("trainee", "erase"): [[NAME], [NAME, "--yes"]], ("trainee", "import"): [["people.csv"]],
    ("store", "check"): [[]], ("store", "backup"): [["copy.db"]], ("store", "migrate"): [[]], ("store", "verify"): [[]],
    ("store", "sweep"): [["--older-than", "1d"]],
    ("completion", "bash"): [[]], ("completion", "zsh"): [[]], ("completion", "fish"): [[]],
    ("version", None): [[]], ("help", None): [[], ["report"]],
}


class World:
    """A desk whose store and practice hold such texts, kept as it was: each run gets a copy."""

    def __init__(self, rolecall):
        self.desk = Desk(rolecall)
        self.desk.env.update(ROLECALL_PATH=f"{DATA}:{SOURCE}", ROLECALL_TRAINEE=NAME)
        self.work, self.data = self.desk.home / "work", self.desk.home / ".local" / "share" / "rolecall"
        run = self.must
        run("import", "attempts", str(DATA / "attempts.ndjson"))
        run("trainee", "add", NAME + "2", "--team", TEXT)
        run("play", "lost-key-chat", "--mode", "coach", text=SAY)
        run("play", "lost-key-phone", "--mode", "exam", text=f"{TEXT}\n{SAY}", status=(0, 1))
        run("play", "lost-key-chat", text=f"{SECRET}\n{SAY}", status=(0, 1))
        rows = json.loads(run("list", "attempts", "--trainee", NAME, "-f", "json"))["rows"]
        mine = [str(row["attempt"]) for row in rows if str(row["attempt"])[0] != "p"]
        self.names = {"mine": mine[0], "other": mine[-1], "bar": BAR, "session": SESSION}
        run("review", mine[0], "apology=missed", "--reason", TEXT, "--by", NAME + "2")
        run("dispute", mine[0], "apology", "--reason", TEXT)
        self.names["dispute"] = str(json.loads(run("resolve", "-f", "json"))["rows"][0]["dispute"])
        run("certify", "define", BAR, "--pass", "1", "--of", "1", "--cut", "1", "--days", "9000")
        run("certify", "keys", "key")
        run("certify", "issue", BAR, NAME, "--key", "key", "--issuer", TEXT, "--output", "paper.jwt")
        run("assign", "lost-key-chat", "--to", NAME, "--due", FOREVER, "--note", TEXT, "--by", TEXT)
        run("calibrate", "new", SESSION, "--count", "4")
        run("calibrate", "mark", SESSION, "--rater", NAME, "--item", "1", "--set", "apology=met")
        self.files()
        run("import", "chats", "chats.csv", "--rubric", "desk")
        self.keep()

    def must(self, *words, text="", status=(0,)):
        got, out, errors = self.desk.run(*words, text=text)
        if got not in status:
            raise RuntimeError(f"{words}: {got} {errors}")
        return out

    def files(self):
        (self.work / "sent.ndjson").write_text(self.must("export", "attempts"))
        with open(self.work / "chats.csv", "w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows([["conversation", "who", "text", "agent"], ["c1", "customer", TEXT, NAME], ["c1", "agent", f"sorry {TEXT}", NAME]])
        (self.work / "people.csv").write_text(f"trainee,team\n\"{TEXT}\",x\n")
        turns = [{"who": "customer", "text": TEXT}, {"who": "agent", "text": f"I am sorry {TEXT}"}]
        (self.work / "talk.ndjson").write_text(json.dumps({"transcript": 1, "id": NAME, "turns": turns}) + "\n")
        (self.work / "rows.ndjson").write_text(json.dumps({"id": NAME, "context": TEXT, "reply": f"sorry {TEXT}", "labels": {"x": 0}}) + "\n")
        (self.work / "bad\x1b[31m.yaml").write_text("rolecall: 1\nscenario: 'x\u202e'\n\"<b>\": [1, \n")

    def keep(self):
        self.kept = self.desk.home / "kept"
        shutil.copytree(self.desk.home, self.kept, ignore=shutil.ignore_patterns("kept"))

    def anew(self, practice=True):
        for name in ("work", ".local"):
            shutil.rmtree(self.desk.home / name, ignore_errors=True)
            shutil.copytree(self.kept / name, self.desk.home / name)
        if not practice:
            for path in self.data.glob("practice.db*"):
                path.unlink()
            (self.data / "practice.db").mkdir()

    def run(self, words, text="", practice=True):
        self.anew(practice)
        return self.desk.run(*[word.format(**self.names) if re.fullmatch(r"\{\w+\}", word) else word for word in words], text=text)

    def told(self):
        """Whether the secret is anywhere but in the practice."""
        return [str(path) for path in self.desk.home.rglob("*") if path.is_file() and "kept" not in path.parts and not path.name.startswith("practice.db")
                and path.parent.name != "state" and SECRET.encode() in path.read_bytes()]


def read_csv(out):
    rows = list(csv.reader(io.StringIO(out), strict=True))
    assert len({len(row) for row in rows}) == 1, "rows of different length"
    for value in (value for row in rows for value in row):
        assert not value or value[0] not in "=+-@\t\r" or re.fullmatch(r"-?\d+(\.\d+)?", value), f"a formula: {value!r}"


READ = {"json": json.loads, "sarif": json.loads, "csv": read_csv, "svg": ElementTree.fromstring, "transcript": json.loads,
        "ndjson": lambda out: [json.loads(line) for line in out.split("\n") if line]}


def is_json(out):
    try:
        return [json.loads(line) for line in out.strip("\n").split("\n")]
    except ValueError:
        return None


def faulty(form, status, out, errors):
    """What is wrong with one run, or None. JSON keeps what turns text around, for it keeps texts as they are; controls it spells out."""
    for stream in (DIRECTION.sub("", out) if is_json(out) else out, errors):
        if found := CLEAN.search(stream):
            return f"the character U+{ord(found.group()):04X} is printed"
    if "Sanitizer" in errors or "runtime error" in errors or status not in (0, 1, 2, 3):
        return f"exit {status}"
    if form in READ and status < 2 and out:
        try:
            READ[form](out)
        except (ValueError, AssertionError, csv.Error, ElementTree.ParseError) as why:
            return f"cannot be read: {why}"
    return None


def forms(verb):
    return next((option["choices"] for option in verb["options"] if option["name"] == "format"), [])


def one_case(tap, world, verb, word, case):
    """One command in every form, with the practice there and with a practice that cannot be opened."""
    words, text = case if isinstance(case, tuple) else (case, "")
    base, worked = [verb["name"], *([word] if word else []), *words], False
    private = verb["readers"] in ("manager", "trainer")
    for form in [None, *(form for form in forms(verb) if form != "text")]:
        name = " ".join(base[:2] if word else base[:1]) + (f" --format {form}" if form else "")
        status, out, errors = world.run(base + (["--format", form] if form else []), text)
        wrong = faulty(form, status, out, errors)
        tap.check(not wrong, f"{name}: harmless", wrong, out, errors)
        worked = worked or status < 2
        if private:
            told = world.told() if form is None else None
            tap.check(SECRET not in out + errors and not told, f"{name}: nothing of the practice", told, out)
    if private and (verb["name"], word) not in OPENS:
        first, again = world.run(base, text), world.run(base, text, practice=False)
        tap.check(first[0] == again[0] and len(first[1]) == len(again[1]), f"{' '.join(base[:2])}: does not open it", first, again)
    refused = base[0] in ("lint", "test") or (word in ("erase", "delete") and "--yes" not in words)
    tap.check(worked or refused, f"{' '.join(base[:2])}: the case works", out, errors)


def hostile_arguments(tap, world, verb, word):
    """The same texts as arguments and, once a verb, as values of every option."""
    base = [verb["name"], *([word] if word else [])]
    calls = [[*base, NAME], [*base, TEXT, NAME], [*base, "--", TEXT]]
    if word in (None, (verb["words"] or [None])[0]):
        calls += [[*base, f"--{option['name']}={NAME}"] for option in verb["options"] if option["argument"]]
    wrong = None
    for call in calls:
        wrong = wrong or (lambda run: (fault := faulty(None, *run)) and f"{call}: {fault} {run}")(world.desk.run(*call))
    tap.check(not wrong, f"{' '.join(base)}: {len(calls)} calls with such arguments", wrong)


def main():
    rolecall, only = sys.argv[1], sys.argv[2:]
    tap, world = Tap(), World(rolecall)
    table = {verb["name"]: verb for verb in json.loads(world.must("help", "--format", "json"))["verbs"]}
    known = {(verb, word) for verb, info in table.items() for word in info["words"] or [None]}
    tap.check(not known - set(CASES), "every verb and first word has a case here", known - set(CASES))
    tap.check(not {key for key in CASES if key[0] not in table or (key[1] and key not in known)}, "and no case is left of one that is gone")
    tap.check({verb["readers"] for verb in table.values()} <= {"trainee", "trainer", "manager", "all"}, "it is known who reads each verb")
    for (name, word), cases in CASES.items():
        if name not in table or (only and name not in only):
            continue
        for case in cases:
            one_case(tap, world, table[name], word, case)
        world.anew()
        hostile_arguments(tap, world, table[name], word)
    world.anew()
    database = sqlite3.connect(world.data / "rolecall.db")
    tap.check(database.execute("SELECT count(*) FROM attempt").fetchone()[0] > 13, "no table was dropped")
    database.close()
    shutil.rmtree(world.desk.home, ignore_errors=True)
    return tap.end()


sys.exit(main())
