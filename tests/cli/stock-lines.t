Lines that a trainee says to everybody: pinned in the transcript when an attempt begins, so that the card follows from it alone.

  $ export ROLECALL_PATH=$SOURCE
  $ talk() { printf '%s\n' 'Hello there.' 'I can only imagine how frustrating the delay must be. Anything else?' B y e n o w a n d s o o n |
  >   rolecall play --trainee dana --seed 1 --format json "$@" 2>said.txt >card.json; }
  $ fresh() { python3 -c 'import json, sys
  > for line in sys.stdin:
  >     card = json.loads(line)
  >     print([c["verdict"] for c in card["criteria"] if c["id"] == "fresh-lines"][0])'; }

Once is no habit, and twice in one story is none; in two stories it is.

  $ talk --mode coach accountant-payday; talk --mode coach accountant-payday; talk --mode coach engineer-no-show
  [1]
  $ rolecall explain 3 fresh-lines | head -2
  etiquette/fresh-lines
    n/a     No line that you say to everybody (on trial, not scored)
  $ talk --mode coach gift-card-zero
  [1]
  $ rolecall explain 4 fresh-lines
  etiquette/fresh-lines
    missed  No line that you say to everybody (on trial, not scored)
      Skill: emotional-intelligence
            turn 4: "I can only imagine how frustrating the delay must be"
      1 repeated sentence, at most 0; used in 3 earlier attempts in
      engineer-no-show and accountant-payday
      Advice: You have said this to other customers too, word for word; say what
      is true of this one.
      Words that win it: I mended it.
  $ rolecall show 4 | grep -c 'on trial'
  3

The pinned line is in the transcript, and scoring that gives the card that play gave, but for its name; without the line it is not applicable.

  $ rolecall export attempts > all.ndjson; wc -l < all.ndjson
  4
  $ python3 - <<'END'
  > import json
  > last = json.loads(open("all.ndjson").readlines()[-1])["transcript"]
  > print(json.dumps(last["earlier"]))
  > open("last.ndjson", "w").write(json.dumps(last) + "\n")
  > del last["earlier"]
  > open("without.ndjson", "w").write(json.dumps(last) + "\n")
  > END
  [{"text": "I can only imagine how frustrating the delay must be", "in": ["engineer-no-show", "accountant-payday"], "times": 3}]
  $ rolecall score last.ndjson > again.json
  $ python3 -c 'import json; a, b = (json.load(open(f)) for f in ("card.json", "again.json")); print([k for k in a if a[k] != b[k]])'
  ['transcript']
  $ rolecall score last.ndjson | fresh
  missed
  $ rolecall score without.ndjson | fresh
  na

Another store reads it all, and judges the same.

  $ rolecall import attempts all.ndjson --store other.db
  4 imported, 0 were there already, 0 refused.
  $ rolecall export attempts --store other.db | sed 's/"id":[0-9]*,//' > again.ndjson
  $ sed 's/"id":[0-9]*,//' all.ndjson | cmp - again.ndjson

What was said in coach mode is not held against practice, nor the other way round.

  $ talk flooded-barn-wedding; rolecall explain p1 fresh-lines | sed -n 2p
    n/a     No line that you say to everybody (on trial, not scored)

Practice runs know each other; one that is handed in goes without what the others said.

  $ talk engineer-no-show; talk accountant-payday
  [1]
  $ rolecall explain p3 fresh-lines | grep 'used in'
      1 repeated sentence, at most 0; used in 2 earlier attempts in
  $ rolecall hand-in p3 --trainee dana
  Handed in as attempt 5: as practice, so it is in no report, but your trainer can read it.
  $ rolecall explain 5 fresh-lines | sed -n 2p
    n/a     No line that you say to everybody (on trial, not scored)

An attempt that is gone on with is judged by what it was begun with.

  $ printf '%s\n' 'Hello there.' 'I can only imagine how frustrating the delay must be. Sorry.' | rolecall play --trainee dana --seed 1 --mode coach gift-card-zero > said.txt 2>&1
  $ printf '%s\n' 'It is the same again, as far as I can tell.' | rolecall play --resume --trainee dana --mode coach > said.txt 2>&1
  [1]
  $ rolecall explain 6 fresh-lines | grep -c 'used in 4 earlier attempts'
  1

The pinned line is the trainee's, and goes with the trainee.

  $ grep -q 'only imagine' "$ROLECALL_STORE" && echo there
  there
  $ rolecall trainee erase dana --yes 2>&1 | head -1
  Erased: 6 attempts and what was practised here. The history keeps tombstones without a name.
  $ grep -q 'only imagine' "$ROLECALL_STORE"
  [1]
