#!/usr/bin/env python3
"""The machine forms of lint: JSON, SARIF 2.1.0 and GitHub annotations.

SARIF is held against a structural test written from the standard (sections 3.13 to 3.52). With the environment variable
SARIF_SCHEMA naming the standard's JSON Schema, and the Python package jsonschema there, that is used as well; the test
says which.
Usage: formats.py ROLECALL"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = ["s501-go.yaml", "p207-twice.yaml", "s518-once.yaml", "y101-open-quote.yaml", "y111-latin1.yaml", "s501-go.fixed.yaml"]
LEVELS = {"error": "error", "warning": "warning", "note": "note"}
results = []


def told(good, name, more=""):
    results.append(bool(good))
    print("%sok %d - %s" % ("" if good else "not ", len(results), name))
    if not good and more:
        print("# %s" % more)


def run(rolecall, *arguments, folder=HERE):
    environment = dict(os.environ, ROLECALL_PATH=folder, LC_ALL="C.UTF-8")
    return subprocess.run([rolecall] + list(arguments), capture_output=True, env=environment, cwd=folder, stdin=subprocess.DEVNULL)


def is_text(value):
    return isinstance(value, str) and value != ""


def rule_faults(rule):
    yield from () if is_text(rule.get("id")) else ("rule without id",)
    for key in ("shortDescription", "fullDescription"):
        yield from () if is_text(rule.get(key, {}).get("text")) else ("rule without %s.text" % key,)
    yield from () if rule.get("defaultConfiguration", {}).get("level") in LEVELS else ("rule without level",)


def result_faults(result, rules):
    index = result.get("ruleIndex")
    if not isinstance(index, int) or not 0 <= index < len(rules) or rules[index]["id"] != result.get("ruleId"):
        yield "ruleIndex and ruleId do not agree"
    if result.get("level") not in LEVELS:
        yield "level %r" % result.get("level")
    if not is_text(result.get("message", {}).get("text")):
        yield "no message"
    for location in result.get("locations") or [{}]:
        place = location.get("physicalLocation", {})
        uri, region = place.get("artifactLocation", {}).get("uri"), place.get("region", {})
        if not is_text(uri) or not re.fullmatch(r"[A-Za-z0-9._~/%:+-]+", uri):
            yield "uri %r" % uri
        numbers = [region.get(key) for key in ("startLine", "startColumn", "endColumn")]
        if not all(isinstance(n, int) and n >= 1 for n in numbers) or numbers[2] <= numbers[1]:
            yield "region %r" % region


def sarif_faults(log):
    if log.get("version") != "2.1.0" or not str(log.get("$schema", "")).endswith("sarif-schema-2.1.0.json"):
        yield "version or $schema"
    if len(log.get("runs", [])) != 1:
        yield "not one run"
        return
    driver = log["runs"][0].get("tool", {}).get("driver", {})
    if not is_text(driver.get("name")) or not is_text(driver.get("version")):
        yield "driver without name or version"
    rules = driver.get("rules", [])
    if len({rule.get("id") for rule in rules}) != len(rules):
        yield "a rule twice"
    if log["runs"][0].get("columnKind") != "unicodeCodePoints":
        yield "columnKind"
    for rule in rules:
        yield from rule_faults(rule)
    for result in log["runs"][0].get("results", [None]):
        yield from result_faults(result or {}, rules)


def schema_faults(log):
    path = os.environ.get("SARIF_SCHEMA")
    try:
        import jsonschema
    except ImportError:
        return None
    if not path:
        return None
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    return [error.message for error in jsonschema.validators.validator_for(schema)(schema).iter_errors(log)]


def check_sarif(rolecall, case):
    plain = json.loads(run(rolecall, "lint", "--format", "json", case).stdout)
    log = json.loads(run(rolecall, "lint", "--format", "sarif", case).stdout)
    faults = list(sarif_faults(log))
    told(not faults, "sarif %s" % case, "; ".join(faults))
    places = [(r["ruleId"], r["level"], r["locations"][0]["physicalLocation"]["region"]["startLine"],
               r["locations"][0]["physicalLocation"]["region"]["startColumn"]) for r in log["runs"][0]["results"]]
    told(places == [(d["code"], d["severity"], d["line"], d["column"]) for d in plain["diagnostics"]], "sarif and json agree on %s" % case)
    faults = schema_faults(log)
    if faults is None:
        print("# %s: by the structural test only (set SARIF_SCHEMA for the standard's schema)" % case)
    else:
        told(not faults, "schema %s" % case, "; ".join(faults))


def check_json(rolecall):
    answer = json.loads(run(rolecall, "lint", "--format", "json", "s501-go.yaml").stdout)
    told(answer["lint"] == 1 and answer["errors"] == 1 and answer["warnings"] == 0, "json head and totals")
    keys = {"file", "line", "column", "severity", "code", "message", "help"}
    told(keys <= set(answer["diagnostics"][0]), "json has every documented key")
    told("did you mean" in answer["diagnostics"][0]["help"], "json help")


def check_github(rolecall):
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(os.path.join(HERE, "rubrics"), os.path.join(folder, "rubrics"))
        shutil.copy(os.path.join(HERE, "s501-go.yaml"), os.path.join(folder, "a, b:c 100%.yaml"))
        out = run(rolecall, "lint", "--format", "github", "a, b:c 100%.yaml", folder=folder).stdout.decode()
    told(re.fullmatch(r"::error file=a%2C b%3Ac 100%25\.yaml,line=\d+,col=\d+,endColumn=\d+,title=S501::.*\n", out), "github", out)
    warning = run(rolecall, "lint", "--format", "github", "p207-twice.yaml").stdout.decode()
    told(warning.startswith("::warning file=p207-twice.yaml,"), "github warning", warning)
    note = run(rolecall, "lint", "--format", "github", "s518-once.yaml").stdout.decode()
    told(note.startswith("::notice file=s518-once.yaml,"), "github notice", note)


def check_codes(rolecall):
    missing = run(rolecall, "lint", "nowhere.yaml")
    told(missing.returncode == 2 and b"nowhere.yaml" in missing.stderr, "a path that cannot be read is exit 2")
    told(run(rolecall, "lint", "s501-go.fixed.yaml").returncode == 0, "a good file is exit 0")
    told(run(rolecall, "explain", "Z999").returncode == 2, "an unknown code is exit 2")
    explained = run(rolecall, "explain", "s501").stdout.decode()
    told(explained.startswith("S501 (error): ") and "Instead of" in explained, "explain takes either case")


def main():
    rolecall = os.path.abspath(sys.argv[1])
    for case in CASES:
        check_sarif(rolecall, case)
    check_json(rolecall)
    check_github(rolecall)
    check_codes(rolecall)
    print("1..%d" % len(results))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
