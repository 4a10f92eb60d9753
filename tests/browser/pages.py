"""A store with people who are called names that mean harm, and every report on it as a page and as JSON."""
import csv
import json
import os
import pathlib
import subprocess

SOURCE = pathlib.Path(__file__).resolve().parents[2]
DATA = SOURCE / "tests" / "data" / "report"
HOSTILE = "=HYPERLINK(\"x\")<script>alert(1)</script>'; DROP TABLE attempts;--\x1b[31m"
NAMES = [HOSTILE, "</title></style><style>*{display:none}</style><img src=x onerror=alert(2)>", "W" * 120, "&lt;b&gt;&amp;#60;\"' onload='alert(3)",
         "مريم \u202e gnirts", "田中さん👩🏽‍🚒", "javascript:alert(4)//{{7*7}}${7*7}%s%n", "-->]]><!--<![CDATA["]
KINDS = ["team", "skills", "criteria", "scenarios", "channels", "progress", "readiness"]


class Pages:
    def __init__(self, rolecall, fill, folder):
        self.rolecall, self.folder = str(pathlib.Path(rolecall).resolve()), pathlib.Path(folder)
        home = self.folder / "home"
        home.mkdir(parents=True, exist_ok=True)
        self.env = {key: value for key, value in os.environ.items() if not key.startswith(("ROLECALL", "XDG_", "LC_"))}
        self.env.update(HOME=str(home), LC_ALL="C.UTF-8", TZ="UTC", ROLECALL_PATH=f"{DATA}:{SOURCE}", ROLECALL_STORE=str(self.folder / "store.db"),
                        ROLECALL_TRAINEE="rita")
        for name in ("store.db", "store.db-wal", "store.db-shm"):
            (self.folder / name).unlink(missing_ok=True)
        subprocess.run([fill, "-t", "24", "-n", "240", "-s", "7", self.env["ROLECALL_STORE"], str(SOURCE)], env=self.env, check=True, timeout=600)
        self.people()
        self.desk()

    def run(self, *words, text="", check=True):
        done = subprocess.run([self.rolecall, *words], input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=self.env,
                              cwd=self.folder, timeout=300, check=False)
        if check and done.returncode:
            raise RuntimeError(f"{words}: {done.returncode} {done.stderr.decode()}")
        return done.stdout.decode("utf-8", "replace")

    def people(self):
        """The same thirteen attempts by ever other people, whose teams are called things, too."""
        lines = [json.loads(line) for line in (DATA / "attempts.ndjson").read_text().split("\n") if line]
        with open(self.folder / "sent.ndjson", "w", encoding="utf-8") as out:
            for number, name in enumerate(NAMES):
                for line in lines:
                    if line["trainee"] == ("ana" if number % 2 else "ben"):
                        out.write(json.dumps({**line, "trainee": name, "team": name[:40] if number < 2 else line["team"]}) + "\n")
        self.run("import", "attempts", "sent.ndjson")

    def desk(self):
        """A bar, a dispute that was decided, a review, and a real conversation, all by people with such names."""
        self.run("certify", "define", NAMES[1], "--pass", "2", "--of", "2", "--cut", "60")
        mine = [line for line in map(json.loads, self.run("export", "attempts").split("\n")[:-1]) if line["trainee"] == HOSTILE]
        attempt = str(mine[0]["id"])
        self.run("review", attempt, "apology=met", "--reason", NAMES[1], "--by", NAMES[6])
        self.run("dispute", attempt, "apology", "--reason", NAMES[3], "--trainee", HOSTILE)
        dispute = json.loads(self.run("resolve", "-f", "json"))["rows"][0]["dispute"]
        self.run("resolve", str(dispute), "met", "--reason", NAMES[1], "--by", NAMES[7])
        with open(self.folder / "chats.csv", "w", newline="", encoding="utf-8") as out:
            csv.writer(out).writerows([["conversation", "who", "text", "agent"], [1, "customer", NAMES[1], ""],
                                       [1, "agent", "I am sorry. I will look.", NAMES[1]]])
        self.run("import", "chats", "chats.csv", "--rubric", "desk")

    def report(self, name, *words):
        """The path of the page, and the JSON of the same report."""
        path = self.folder / f"{name}.html"
        self.run("report", *words, "--format", "html", "--output", str(path))
        return path, json.loads(self.run("report", *words, "--format", "json"), parse_float=str)

    def all(self):
        for kind in KINDS:
            yield (kind, *self.report(kind, kind))
        yield ("trainee", *self.report("trainee", "trainee", "trainee-001"))
        yield ("trainee-hostile", *self.report("trainee-hostile", "trainee", HOSTILE))
        yield ("team-window", *self.report("team-window", "team", "--since", "2026-01-05", "--until", "2026-02-01", "--mode", "exam", "--pseudonyms"))
        yield ("empty", *self.report("empty", "team", "--team", NAMES[6]))
