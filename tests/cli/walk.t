A walk covers the scenario wholly, and tells who could pass it.

  $ rolecall walk late-birthday-parcel | head -18
  late-birthday-parcel: 300 runs, seed 1
  
  nodes        3 of 3
  transitions  14 of 14
  endings      5 of 5
  facts        2 of 2
  goals        2 of 2
  criteria     8 of 8 met, 8 of 8 missed
  moods        calm 126, irritated 110, angry 300, furious 34
  
  agent       score  passed  ending
  model       100.0  yes     relieved (resolved), 1 reply
  silent       12.5  no      walked-out (customer-hung-up), 0 replies
  stock        32.5  no      gave-up (unresolved), 4 replies
  stuffing     70.0  no      gave-up (unresolved), 4 replies
  rude         12.5  no      walked-out (customer-hung-up), 2 replies
  
  scores: lowest 0.0, median 70.0, highest 100.0
  $ rolecall walk late-birthday-parcel --runs 20 --seed 9 > a; rolecall walk late-birthday-parcel --runs 20 --seed 9 > b; cmp a b && echo same
  same
  $ rolecall walk late-birthday-parcel --runs 20 --seed 10 > c; cmp -s a c || echo another
  another

The best conversation it found gives the score that it says, and so does the worst.

  $ rolecall walk late-birthday-parcel --format json > walk.json
  $ python3 - <<'PY'
  > import json, subprocess
  > walk = json.load(open("walk.json"))
  > print(sorted(walk)[:8], walk["runs"], walk["nodes"]["opening"])
  > for end, key in (("best", "max"), ("worst", "min")):
  >     line = json.dumps(walk[end]["transcript"])
  >     card = json.loads(subprocess.run(["rolecall", "score", "--detail", "score", "-"], input=line, text=True, capture_output=True).stdout)
  >     print(end, card["score"] == walk["scores"][key] == walk[end]["score"], card["passed"] == walk[end]["passed"])
  > print({name: agent["passed"] for name, agent in walk["agents"].items()})
  > print(all(edge["hits"] for edge in walk["edges"]), [d["code"] for d in walk["diagnostics"]])
  > PY
  ['agents', 'best', 'criteria', 'diagnostics', 'edges', 'endings', 'errors', 'facts'] 300 300
  best True True
  worst True True
  {'model': True, 'silent': False, 'stock': False, 'stuffing': False, 'rude': False}
  True []

Findings have a place and a remedy; with --strict they are told by the exit status too.

  $ sed 's/replies: at least 3}, go: gave-up/knows: order, replies: at least 900}, go: gave-up/' $SOURCE/scenarios/chat/late-birthday-parcel.yaml > endless.yaml
  $ rolecall walk endless.yaml --runs 100 | head -4
  endless.yaml:62:9: warning[D601]: no run of 100 took “next 2 of what-now” to “gave-up” (knows order and replies at least 900)
          - {when: {knows: order, replies: at least 900}, go: gave-up}
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    help: see whether its condition can hold there, and whether one before it always wins
  $ rolecall walk endless.yaml --runs 100 --strict > out
  [1]
  $ rolecall walk endless.yaml --runs 100 --format github | cut -c 1-60 | head -1
  ::warning file=endless.yaml,line=62,col=9,endColumn=67,title

  $ rolecall walk
  rolecall: walk needs more: rolecall walk SCENARIO...
  [2]
  $ rolecall walk late-birthday-parcel --runs 0
  rolecall: --runs wants a whole number from 1 to 1000000, not "0".
  [2]
  $ rolecall walk no-such
  rolecall: There is no scenario “no-such”.
  [2]
  $ printf 'scenario: x\n' > bad.yaml; rolecall walk bad.yaml
  rolecall: bad.yaml:1:1: error[Y106]: the key "channel" is missing in this scenario. "rolecall lint" shows all.
  [2]
