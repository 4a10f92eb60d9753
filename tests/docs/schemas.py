#!/usr/bin/env python3
"""The JSON Schemas of docs/schema: fresh from the program's field tables, taken by every shipped file, and refusing planted
mistakes. Prints TAP. Needs the packages python3-yaml and python3-jsonschema.

usage: schemas.py [--update] ROLECALL SOURCE"""
import copy
import json
import pathlib
import re
import subprocess
import sys

import jsonschema
import yaml

KINDS = ("scenario", "rubric", "words")


class Loader(yaml.SafeLoader):
    """Scalars as the YAML 1.2 core schema of editors has them: `no` is a word, a date is text."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("tag:yaml.org,2002:bool", r"true|false", "tf"),
    ("tag:yaml.org,2002:int", r"[-+]?[0-9]+", "-+0123456789"),
    ("tag:yaml.org,2002:float", r"[-+]?[0-9]*\.[0-9]+", "-+.0123456789"),
    ("tag:yaml.org,2002:null", r"~|null|", "~n"),
):
    Loader.add_implicit_resolver(tag, re.compile("^(?:%s)$" % pattern), list(first))


def read(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader)


class Tap:
    def __init__(self):
        self.number = self.failed = 0

    def __call__(self, good, name, detail=""):
        self.number += 1
        self.failed += not good
        print(f"{'ok' if good else 'not ok'} {self.number} - {name}")
        if not good and detail:
            print("# " + str(detail)[:400].replace("\n", "\n# "))


def planted(scenario, rubric, words):
    """(kind, what is wrong, document)"""

    def change(kind, what, document, *steps):
        fresh = copy.deepcopy(document)
        place = fresh
        for step in steps[:-2]:
            place = place[step]
        if steps[-1] is KeyError:
            del place[steps[-2]]
        else:
            place[steps[-2]] = steps[-1]
        return kind, what, fresh

    criterion = ("sections", 0, "criteria", 0)
    node = next(iter(scenario["nodes"]))
    yield change("scenario", "no customer", scenario, "customer", KeyError)
    yield change("scenario", "no name", scenario, "customer", "name", KeyError)
    yield change("scenario", "unknown key", scenario, "chanel", "chat")
    yield change("scenario", "unknown channel", scenario, "channel", "telex")
    yield change("scenario", "difficulty 6", scenario, "difficulty", 6)
    yield change("scenario", "anger 120", scenario, "customer", "mood", "anger", 120)
    yield change("scenario", "a bad id", scenario, "scenario", "Late Parcel")
    yield change("scenario", "nodes as a list", scenario, "nodes", [1])
    yield change("scenario", "unknown key in a node", scenario, "nodes", node, "nxt", [])
    yield change("scenario", "unknown condition", scenario, "nodes", node, "next", 0, "when", {"angr": "below 3"})
    yield change("scenario", "a range in other words", scenario, "nodes", node, "next", 0, "when", {"anger": "quite high"})
    yield change("scenario", "a transition without go", scenario, "nodes", node, "next", 0, "go", KeyError)
    yield change("scenario", "a time without a unit", scenario, "nodes", node, "silence", "after", 60)
    yield change("scenario", "unknown outcome", scenario, "endings", next(iter(scenario["endings"])), "outcome", "won")
    yield change("scenario", "a line that became a mapping", scenario, "nodes", node, "says", [{"He said": "no"}])
    yield change("rubric", "no pass mark", rubric, "pass_mark", KeyError)
    yield change("rubric", "pass mark 0", rubric, "pass_mark", 0)
    yield change("rubric", "sections empty", rubric, "sections", [])
    yield change("rubric", "unknown key in a criterion", rubric, *criterion, "requires", ["sorry"])
    yield change("rubric", "unknown skill", rubric, *criterion, "skill", "charm")
    yield change("rubric", "points as a word", rubric, *criterion, "points", "many")
    yield change("rubric", "a criterion without an id", rubric, *criterion, "id", KeyError)
    yield change("rubric", "unknown critical class", rubric, *criterion, "critical", "everybody")
    yield change("rubric", "unknown list of examples", rubric, *criterion, "examples", {"passes": ["x"]})
    yield change("words", "no lists", words, "lists", KeyError)
    yield change("words", "unknown key", words, "list", {})


def main():
    arguments = [name for name in sys.argv[1:] if name != "--update"]
    rolecall, source = arguments[0], pathlib.Path(arguments[1])
    check = Tap()
    validators = {}
    for kind in KINDS:
        printed = subprocess.run([rolecall, "schema", kind], stdout=subprocess.PIPE, check=True).stdout.decode()
        path = source / "docs" / "schema" / f"{kind}-1.json"
        if "--update" in sys.argv:
            path.write_text(printed, encoding="utf-8")
        check(path.read_text(encoding="utf-8") == printed, f"docs/schema/{kind}-1.json is what the program prints", "rolecall schema " + kind)
        schema = json.loads(printed)
        jsonschema.Draft202012Validator.check_schema(schema)
        validators[kind] = jsonschema.Draft202012Validator(schema)
    shipped = sorted(path for folder in ("scenarios", "rubrics") for path in (source / folder).rglob("*.yaml"))
    for path in shipped:
        document = read(path)
        kind = next((kind for kind in KINDS if kind in document and not (kind == "words" and "rubric" in document)), None)
        errors = [f"{error.json_path}: {error.message}" for error in validators[kind].iter_errors(document)] if kind else ["neither of the three"]
        check(not errors, f"{path.relative_to(source)} is taken", errors[:1])
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        found = re.search(r"\$schema=(\S+)", first)
        check(found and (path.parent / found.group(1)).resolve() == (source / f"docs/schema/{kind}-1.json").resolve(),
              f"{path.relative_to(source)} names its schema", first)
    samples = [read(source / name) for name in ("scenarios/chat/late-birthday-parcel.yaml", "rubrics/empathy-core.yaml", "rubrics/words-en.yaml")]
    for kind, what, document in planted(*samples):
        check(not validators[kind].is_valid(document), f"{kind} refused: {what}")
    print(f"1..{check.number}")
    return 1 if check.failed else 0


sys.exit(main())
