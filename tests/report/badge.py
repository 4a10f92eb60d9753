#!/usr/bin/env python3
"""A certificate against the rules of Open Badges 3.0 (1EdTech: the AchievementCredential schema, and section 8.2, VC-JWT) and RFC 7515, read without the
program; the signature is checked by openssl, where that is there. Prints TAP.

usage: badge.py ROLECALL"""
import base64
import datetime
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

DATA = pathlib.Path(__file__).resolve().parents[1] / "data" / "report"
URI = re.compile(r"[a-z][a-z0-9+.-]*:\S+$")
WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$")
COMPACT = re.compile(r"[a-zA-Z0-9_-]+\.[a-zA-Z0-9_-]+\.[a-zA-Z0-9_-]+$")
# Both the schema of the first and of the newest version have these.
IDENTITIES = {"sourcedId", "systemId", "productId", "userName", "accountId", "emailAddress", "identifier"}
SPKI = bytes.fromhex("302a300506032b6570032100")  # RFC 8410: an Ed25519 public key follows


def part(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def head_faults(head):
    if head.get("alg") != "EdDSA" or head.get("typ") != "JWT" or "d" in head.get("jwk", {}):
        yield "the header"
    key = head.get("jwk", {})
    if key.get("kty") != "OKP" or key.get("crv") != "Ed25519" or len(part(key.get("x", ""))) != 32:
        yield "the key (RFC 8037)"


def subject_faults(subject):
    if set(subject) - {"id", "type", "identifier", "achievement"} or "AchievementSubject" not in subject["type"]:
        yield "the subject"
    for one in subject.get("identifier", []):
        if set(one) != {"type", "hashed", "identityHash", "identityType"} or one["type"] != "IdentityObject" or not isinstance(one["hashed"], bool):
            yield "the identity"
        elif one["identityType"] not in IDENTITIES:
            yield f"the kind of identity: {one['identityType']}"
    if not subject.get("id") and not subject.get("identifier"):
        yield "nobody"
    won = subject["achievement"]
    if not {"id", "type", "criteria", "description", "name"} <= set(won) or "Achievement" not in won["type"] or not URI.match(won["id"]):
        yield "the achievement"
    if not won["criteria"].get("narrative"):
        yield "the criteria"


def faults(card):
    if card["@context"][:1] != ["https://www.w3.org/ns/credentials/v2"] or not card["@context"][1].startswith("https://purl.imsglobal.org/spec/ob/v3p0/context"):
        yield "the contexts, in their order"
    if not {"VerifiableCredential", "OpenBadgeCredential"} <= set(card["type"]) or not URI.match(card["id"]) or not card["name"]:
        yield "id, type or name"
    if not URI.match(card["issuer"]["id"]) or "Profile" not in card["issuer"]["type"]:
        yield "the issuer"
    if not WHEN.match(card["validFrom"]) or not WHEN.match(card["validUntil"]):
        yield "the times"
    for one in card["evidence"]:
        if "Evidence" not in one["type"] or not one["narrative"] or ("id" in one and not URI.match(one["id"])):
            yield "the evidence"
    for claim, key, value in (("iss", "issuer", card["issuer"]["id"]), ("jti", "id", card["id"])):
        if card[claim] != value:
            yield f"{claim} is not the credential's {key}"
    for claim, key in (("nbf", "validFrom"), ("exp", "validUntil")):
        if card[claim] != int(datetime.datetime.fromisoformat(card[key].replace("Z", "+00:00")).timestamp()):
            yield f"{claim} is not {key}"
    yield from subject_faults(card["credentialSubject"])


def signed(folder, head, text):
    """Whether openssl says that the signature holds, of these words and of others."""
    words, signature = text.rsplit(".", 1)
    answers = []
    pathlib.Path(folder, "key.der").write_bytes(SPKI + part(head["jwk"]["x"]))
    pathlib.Path(folder, "signature").write_bytes(part(signature))
    for said in (words, words.replace(".", ".A", 1)):
        pathlib.Path(folder, "words").write_text(said)
        done = subprocess.run(["openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", "key.der", "-in", "words", "-sigfile",
                               "signature"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        answers.append(done.returncode == 0)
    return answers


def main():
    rolecall = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        env = dict(os.environ, ROLECALL_PATH=str(DATA), ROLECALL_STORE=folder + "/store.db", XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder)

        def run(*words):
            return subprocess.run([rolecall, *words], env=env, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True).stdout.decode()

        run("import", "attempts", str(DATA / "attempts.ndjson"))
        run("certify", "define", "desk", "--pass", "2", "--of", "2", "--cut", "90", "--days", "30")
        run("certify", "keys", "key")
        text = run("certify", "issue", "desk", "ana", "--key", "key").strip()
        head, card = (json.loads(part(piece)) for piece in text.split(".")[:2])
        checks = [("a compact JWS", bool(COMPACT.match(text)), text), ("its header", not list(head_faults(head)), list(head_faults(head))),
                  ("an OpenBadgeCredential", not list(faults(card)), list(faults(card)))]
        if shutil.which("openssl"):
            checks.append(("openssl: the signature holds, and of a changed text it does not", signed(folder, head, text) == [True, False], text))
    for number, (name, good, shown) in enumerate(checks, 1):
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
        if not good:
            print(f"# {shown}")
    if len(checks) == 3:
        print("ok 4 - openssl: the signature # SKIP there is no openssl")
    print("1..4")
    return 0 if all(good for _, good, _ in checks) else 1


sys.exit(main())
