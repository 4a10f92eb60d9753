#!/usr/bin/env python3
"""Run the examples in golden files and documents, and compare what is printed with what is written. Prints TAP.

usage: golden.py [--update] ROLECALL FILE...

In a *.t file an example is a line "  $ command" (continued by "  > ..."), followed by its output, indented by two; the exit status,
when it is not 0, stands last as "  [1]". In a *.md file the same, unindented, in a block fenced as ```console. Standard error is
part of the output. A line that ends in " (glob)" may hold * and ?; a line that is only "..." stands for any number of lines. All
commands of one file run in one bash, in a new empty folder, with the store and settings in it; $SOURCE is the project's folder.
A fenced block that follows a line <!-- file: NAME --> in a document is written to NAME first.
--update rewrites the expected output of *.t files with what was printed (never of lines with (glob) or ... that still match)."""
import fnmatch
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SALT = "@@golden-end@@"


class Example:
    def __init__(self, line, command):
        self.line, self.command, self.expected, self.start, self.end = line, command, [], None, None


def parse_indented(lines):
    examples, current = [], None
    for index, line in enumerate(lines):
        if line.startswith("  $ "):
            current = Example(index + 1, [line[4:]])
            current.start = current.end = index + 1
            examples.append(current)
        elif current and line.startswith("  > ") and not current.expected:
            current.command.append(line[4:])
            current.start = current.end = index + 1
        elif current and line.startswith("  "):
            current.expected.append(line[2:])
            current.end = index + 1
        else:
            current = None
    return examples


def parse_document(lines):
    examples, current, fence, name, content = [], None, None, None, []
    for index, line in enumerate(lines):
        marker = re.match(r"<!-- file: (\S+) -->", line)
        if fence is None and marker:
            name = marker.group(1)
        elif fence is None and line.startswith("```"):
            fence, content = line[3:].strip(), []
        elif fence is not None and line.startswith("```"):
            if name and fence != "console":
                body = "\n".join(content)
                example = Example(index + 1, [f"mkdir -p \"$(dirname '{name}')\"; cat > '{name}' <<'GOLDEN_FILE'", *body.split("\n"), "GOLDEN_FILE"])
                examples.append(example)
                name = None
            fence = current = None
        elif fence == "console":
            if line.startswith("$ "):
                current = Example(index + 1, [line[2:]])
                examples.append(current)
            elif current and line.startswith("> ") and not current.expected:
                current.command.append(line[2:])
            elif current:
                current.expected.append(line)
        elif fence is not None:
            content.append(line)
    return examples


def matches(expected, printed):
    if not expected:
        return not printed
    head, rest = expected[0], expected[1:]
    if head.strip() == "...":
        return any(matches(rest, printed[skip:]) for skip in range(len(printed) + 1))
    if not printed:
        return False
    if head.endswith(" (glob)"):
        pattern = head[:-7].replace("[", "[[]")
        return fnmatch.fnmatchcase(printed[0], pattern) and matches(rest, printed[1:])
    return head.rstrip() == printed[0].rstrip() and matches(rest, printed[1:])


def run(rolecall, source, examples):
    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder, "home")
        work = pathlib.Path(folder, "work")
        (home / "bin").mkdir(parents=True)
        work.mkdir()
        (home / "bin" / "rolecall").symlink_to(rolecall)
        env = {key: value for key, value in os.environ.items() if not key.startswith(("ROLECALL", "XDG_", "MESON"))}
        env.update(HOME=str(home), PATH=f"{home}/bin:{env['PATH']}", SOURCE=str(source), ROLECALL_PATH=str(source), LC_ALL="C.UTF-8", TERM="dumb",
                   TZ="UTC", COLUMNS="80", ROLECALL_STORE=str(home / "store" / "rolecall.db"), XDG_STATE_HOME=str(home / "state"),
                   XDG_DATA_HOME=str(home / "data"), XDG_CONFIG_HOME=str(home / "config"), ROLECALL_TRAINEE="ana")
        script = "exec 2>&1\n"
        for number, example in enumerate(examples):
            script += "\n".join(example.command) + f"\nprintf '%s %s %s\\n' '{SALT}' {number} $?\n"
        done = subprocess.run(["bash", "-s"], input=script.encode(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=work, env=env, timeout=600)
        text = done.stdout.decode("utf-8", "replace").replace(str(work), "$PWD").replace(str(home), "$HOME").replace(str(source), "$SOURCE")
        results, pending = {}, []
        for line in text.split("\n"):
            found = re.match(rf"(.*){SALT} (\d+) (\d+)$", line)
            if found:
                if found.group(1):
                    pending.append(found.group(1))
                results[int(found.group(2))] = (pending, int(found.group(3)))
                pending = []
            else:
                pending.append(line)
        return results


def main():
    arguments = sys.argv[1:]
    update = "--update" in arguments
    rolecall, *files = [name for name in arguments if name != "--update"]
    rolecall = pathlib.Path(rolecall).resolve()
    source = pathlib.Path(__file__).resolve().parents[2]
    number = failed = 0
    for name in files:
        path = pathlib.Path(name)
        lines = path.read_text(encoding="utf-8").split("\n")
        examples = (parse_indented if path.suffix == ".t" else parse_document)(lines)
        results = run(rolecall, source, examples)
        rewritten = []
        for index, example in enumerate(examples):
            printed, status = results.get(index, (["(the shell did not get here)"], -1))
            full = printed + ([f"[{status}]"] if status else [])
            expected = list(example.expected)
            while expected and not expected[-1].strip():
                expected.pop()
            number += 1
            good = matches(expected, full)
            print(f"{'ok' if good else 'not ok'} {number} - {path.name}:{example.line} {example.command[0][:60].replace('#', ' ')}")
            if not good:
                failed += 1
                rewritten.append((example, full))
                print("# expected:")
                for line in expected:
                    print("#   " + line)
                print("# printed:")
                for line in full:
                    print("#   " + line)
        if update and rewritten and path.suffix == ".t":
            for example, full in reversed(rewritten):
                lines[example.start:example.end] = ["  " + line for line in full]
            path.write_text("\n".join(lines), encoding="utf-8")
        sys.stdout.flush()
    print(f"1..{number}")
    return 1 if failed else 0


sys.exit(main())
