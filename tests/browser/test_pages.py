#!/usr/bin/env python3
"""Every HTML report in a headless Chromium: what it shows is what the JSON of the same report says, it fits a desk and a telephone in light and dark,
it fetches and runs nothing, a keyboard reaches everything, and, when axe-core and the Nu validator are there, both find nothing. Prints TAP.

usage: test_pages.py ROLECALL STORE-FILL FOLDER        pictures and PDFs are left in FOLDER; $ROLECALL_NPM is a folder with node_modules
"""
import json
import math
import os
import pathlib
import re
import shutil
import subprocess
import sys

import devtools
from pages import NAMES, Pages

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "repl"))
from terminal import Tap  # noqa: E402

LOOKS = [("desk", 1280, 900, False, "light"), ("desk-dark", 1280, 900, False, "dark"), ("phone", 375, 667, True, "light"),
         ("phone-dark", 375, 667, True, "dark")]
A4 = 718  # the width of the text on paper, in CSS pixels
SEEN = r"""(() => {
  const text = node => node ? node.innerText.trim() : null;
  return {title: document.title, h1: text(document.querySelector('h1')), scripts: document.scripts.length,
    sections: [...document.querySelectorAll('main section')].map(section => ({
      id: section.id, title: text(section.querySelector('h2')), empty: section.innerText.includes('Nothing yet.'),
      tiles: [...section.querySelectorAll('.tiles > div')].map(tile => [text(tile.querySelector('dt')), ...[...tile.querySelectorAll('dd')].map(text)]),
      keys: [...section.querySelectorAll('thead th')].map(cell => cell.dataset.key ?? null),
      heads: [...section.querySelectorAll('thead th')].map(text),
      rows: [...section.querySelectorAll('tbody tr')].map(row => [...row.children].map(text))})),
    charts: [...document.querySelectorAll('figure svg')].map(svg => [svg.getAttribute('role'),
      document.getElementById(svg.getAttribute('aria-labelledby'))?.textContent ?? ''])};
})()"""
# Everything in view, so that colours can be told: nothing scrolls, nothing sticks.
OPEN_ALL = "document.head.appendChild(document.createElement('style')).textContent = '.scroll{overflow:visible!important;max-height:none!important;" \
           "border:0!important}th{position:static!important}body{max-width:none!important;width:4000px}'"
AXE = "axe.run(document, {runOnly: %s, resultTypes: ['violations']}).then(found => found.violations.map(one => one.id + ' ' + one.nodes[0].html))"


def visible(text):
    """As the program shows text of people: controls and what turns text around are spelt out."""
    text = re.sub(r"[\u0080-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]", lambda m: f"<U+{ord(m.group()):04X}>", text)
    return re.sub(r"[\x00-\x1f\x7f]", lambda m: f"\\x{ord(m.group()):02x}", text)


def share(k, n):
    """The text of a share, from the formula."""
    z, p = 1.959963984540054, k / n
    scale, middle = 1 + z * z / n, p + z * z / (2 * n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low = 0.0 if k == 0 else 100 * (middle - half) / scale
    high = 100.0 if k == n else 100 * (middle + half) / scale
    return f"{100 * k / n:.0f} %", f"{low:.0f}–{high:.0f}, n {n}"


def cell(row, key):
    """What a cell shall show, without its blanks."""
    if key + "_k" in row:
        return "".join(share(row[key + "_k"], row[key + "_n"])) if row[key + "_n"] else "–"
    value = row[key]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "–" if value in (None, "") else visible(str(value))


def bare(text):
    return re.sub(r"\s+", "", text or "")


def tiles(section, rows):
    for shown, row in zip(section["tiles"], rows):
        want = [row["figure"], *share(row["rate_k"], row["rate_n"])] if row["rate_n"] else [row["figure"], row["value"] or "–", f"n {row['n']}"]
        if bare("".join(shown)).casefold() != bare("".join(want)).casefold():
            return f"tile {shown} instead of {want}"
    return None if len(section["tiles"]) == len(rows) else "other tiles"


def matrix(section, rows):
    """Criterion by team: the page has a column for each team."""
    want, teams, criteria = {}, [], []
    for row in rows:
        want[row["criterion"], row["team"]] = bare(cell(row, "met_rate"))
        criteria += [row["criterion"]] if row["criterion"] not in criteria else []
        teams += [row["team"]] if row["team"] not in teams else []
    teams.sort(key=str.encode)
    if section["heads"][1:] != [visible(team).strip() for team in teams] or len(section["rows"]) != len(criteria):
        return f"heads {section['heads']} instead of {teams}"
    for criterion, shown in zip(criteria, section["rows"]):
        line = [criterion] + [want.get((criterion, team), "–") for team in teams]
        if [bare(text) for text in shown] != [bare(text) for text in line]:
            return f"{shown} instead of {line}"
    return None


def listed(section, rows):
    if len(section["rows"]) != len(rows):
        return f"{len(section['rows'])} rows instead of {len(rows)}"
    for shown, row in zip(section["rows"], rows):
        for key, text in zip(section["keys"], shown):
            if key and bare(text) != bare(cell(row, key)):
                return f"{key} of {shown[0]!r}: {text!r} instead of {cell(row, key)!r}"
    missing = {"attempts", "pass_rate", "median_score", "resolved_rate", "csat_rate", "first_reply_seconds", "handle_seconds"} & set(rows[0])
    return None if missing <= set(section["keys"]) else f"no column for {missing - set(section['keys'])}"


def compare(seen, report):
    """The first difference between what a page shows and what the JSON says, or None."""
    if [section["id"] for section in seen["sections"]] != list(report["parts"]):
        return "other parts"
    if report["subject"] and visible(report["subject"]) not in seen["h1"]:
        return f"the heading {seen['h1']!r}"
    for section in seen["sections"]:
        rows = report["parts"][section["id"]]
        if not rows:
            wrong = None if section["empty"] else "not said to be empty"
        elif section["id"] == "summary":
            wrong = tiles(section, rows)
        elif report["kind"] == "criteria" and section["id"] == "teams":
            wrong = matrix(section, rows)
        else:
            wrong = listed(section, rows)
        if wrong:
            return f"{section['id']}: {wrong}"
    return None


def tab_order(page):
    """What the tabulator key reaches, one after the other, and whether each can be seen to have the focus."""
    order = []
    for _ in range(60):
        for kind in ("keyDown", "keyUp"):
            page.call("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
        at = page.ask("(() => { const e = document.activeElement, box = e.getBoundingClientRect(), look = getComputedStyle(e); if (e === document.body) "
                      "return null; return [e.className || e.getAttribute('href'), box.right > 0 && box.bottom > 0 && box.top < innerHeight && "
                      "look.outlineStyle !== 'none']; })()")
        if at is None or (order and at[0] == "skip"):
            break
        order.append(at)
    return order


def look(tap, browser, folder, name, path, report):
    """One page in every look."""
    for where, width, height, phone, scheme in LOOKS:
        page = devtools.Page(browser)
        page.open(path, width, height, phone, scheme)
        wide = page.ask("[document.documentElement.scrollWidth, innerWidth]")
        tap.check(wide[0] <= wide[1] == width, f"{name}, {where}: nothing hangs over the edge", wide)
        tall = min(page.ask("document.documentElement.scrollHeight"), 4000)
        tap.check(page.picture(folder / f"{name}-{where}.png", width, tall) > 12, f"{name}, {where}: there is something to see")
        dark = page.ask("getComputedStyle(document.body).backgroundColor")
        tap.check((dark != "rgb(255, 255, 255)") == (scheme == "dark"), f"{name}, {where}: the ground is {scheme}", dark)
        if where == "desk":
            wrong = compare(page.ask(SEEN), report)
            tap.check(wrong is None, f"{name}: the page says what the JSON says", wrong)
        said = page.complaints()
        tap.check(not said, f"{name}, {where}: the console is silent and nothing is fetched", *said)
        page.call("Page.close")


def alone(tap, name, path):
    """Nothing in the file points out of it: it opens from a mail."""
    text = path.read_text(encoding="utf-8")
    style = text[text.index("<style>"):text.index("</style>")]
    links = re.findall(r"<[^<>]*\b(?:src|href|srcset|action|data|poster|xlink:href)=\"(?!#)[^\"]*\"", text)
    tap.check(not links and "url(" not in style and "@import" not in style, f"{name}: nothing points out of the file", *links[:5])
    tap.check(not re.search(r"<(script|iframe|object|embed|link|base|form|img)\b", text) and not re.search(r"<[^<>]*\son\w+=\"", text),
              f"{name}: no element that runs or loads")
    tap.check(not re.search(r"\s(?:[xyr][12]?|c[xy]|width|height|points)=\"[^\"]*[a-z]", text), f"{name}: every chart is drawn with numbers")


def keyboard(tap, browser, name, path):
    page = devtools.Page(browser)
    page.open(path, 1280, 900)
    order = tab_order(page)
    want = page.ask("[...document.querySelectorAll('a, [tabindex]')].map(e => e.className || e.getAttribute('href'))")
    tap.check([at[0] for at in order] == want and want[0] == "skip", f"{name}: the tabulator goes through everything, in the order of the page", order, want)
    tap.check(all(at[1] for at in order), f"{name}: and one sees where it is", order)
    charts = page.ask(SEEN)["charts"]
    tap.check(charts and all(role == "img" and len(label) > 20 for role, label in charts), f"{name}: every chart says what it is", charts)
    page.call("Page.close")


def paper(tap, browser, folder, name, path):
    page = devtools.Page(browser)
    page.open(path, A4, 1000, media="print")
    wide = page.ask("Math.max(document.documentElement.scrollWidth, ...[...document.querySelectorAll('table')].map(t => t.getBoundingClientRect().right))")
    tap.check(wide <= A4 + 14, f"{name}: on paper nothing is cut off", wide)
    page.call("Emulation.setEmulatedMedia", media="")
    page.print(folder / f"{name}.pdf")
    tap.check((folder / f"{name}.pdf").stat().st_size > 8000, f"{name}: it prints")
    page.call("Page.close")


def axe(tap, browser, source, name, path):
    """At the desk in light and on the phone in dark: both widths and both schemes."""
    for where, width, height, phone, scheme in (LOOKS[0], LOOKS[3]):
        page = devtools.Page(browser)
        page.call("Page.setBypassCSP", enabled=True)
        page.open(path, width, height, phone, scheme)
        page.ask(source + ";0")
        found = page.ask(AXE % json.dumps(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]))
        page.ask(OPEN_ALL)
        found += page.ask(AXE % json.dumps(["color-contrast"]).replace("[", "{type: 'rule', values: [").replace("]", "]}"))
        tap.check(not found, f"{name}, {where}: axe-core finds nothing", *found[:5])
        page.call("Page.close")


def validate(tap, jar, paths):
    done = subprocess.run(["java", "-jar", jar, "--format", "gnu", *map(str, paths)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False)
    tap.check(done.returncode == 0 and not done.stdout.strip(), f"the Nu validator finds nothing in {len(paths)} pages", *done.stdout.decode().split("\n")[:8])


def main():
    rolecall, fill, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    tap, program = Tap(), devtools.find()
    if not program or not os.path.exists(fill):
        tap.skip("every report in a browser", "there is no Chromium here" if not program else "tests/bench/store-fill is not built")
        return tap.end()
    folder.mkdir(parents=True, exist_ok=True)
    pages = Pages(rolecall, fill, folder)
    done = list(pages.all())
    people = [row["trainee"] for name, _, report in done if name == "team" for row in report["parts"]["trainees"]]
    tap.check(set(NAMES) <= set(people), "people whose names mean harm are in the store", people)
    for name, path, report in done:
        alone(tap, name, path)
    modules = pathlib.Path(os.environ.get("ROLECALL_NPM", folder)) / "node_modules"
    jar, script = modules / "vnu-jar" / "build" / "dist" / "vnu.jar", modules / "axe-core" / "axe.min.js"
    if jar.exists() and shutil.which("java"):
        validate(tap, str(jar), [path for _, path, _ in done])
    else:
        tap.skip("the Nu validator", "vnu-jar or Java is not here")
    with devtools.Browser(program) as browser:
        try:
            browser.call("Browser.getVersion")
        except (devtools.Failed, OSError) as why:
            tap.skip("every report in a browser", "Chromium does not start here: " + " ".join(str(why).split())[:200])
            return tap.end()
        for name, path, report in done:
            look(tap, browser, folder, name, path, report)
            paper(tap, browser, folder, name, path)
            if name in ("team", "skills", "trainee-hostile"):
                keyboard(tap, browser, name, path)
            if script.exists():
                axe(tap, browser, script.read_text(encoding="utf-8"), name, path)
        if not script.exists():
            tap.skip("axe-core over every page", "axe-core is not here")
    return tap.end()


sys.exit(main())
