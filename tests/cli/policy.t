A promise that the scenario's policy does not allow is business-critical, whichever rubric scores the conversation.

  $ mkdir -p scenarios/chat
  $ cp $SOURCE/scenarios/chat/late-birthday-parcel.yaml scenarios/chat/strict-parcel.yaml
  $ sed -i 's/^scenario: .*/scenario: strict-parcel/; s/^goals:/policy: {may: [refund the postage], may_not: [refund, "money back"]}\ngoals:/' scenarios/chat/strict-parcel.yaml
  $ rolecall lint --strict scenarios
  0 errors, 0 warnings in 1 file
  $ cat > replies.txt <<'END'
  > I'm so sorry, Dana. That must be really frustrating. What is the order number?
  > I'll refund the postage, and I'll send a replacement by courier today.
  > END
  $ play() { rolecall play strict-parcel --rubric empathy-core --seed 1 --format json 2> talk.txt; }
  $ play < replies.txt | grep -c '"passed":true,"critical":\[\],'
  1
  $ sed -i 's/refund the postage/refund the order, so you get your money back/' replies.txt
  $ play < replies.txt > card.json
  [1]
  $ python3 -c 'import json; card = json.load(open("card.json")); print(card["score"], card["passed"], card["critical"]); print(*card["policy"], sep="\n")'
  100.0 False ['policy/may-not']
  {'turn': 4, 'start': 5, 'end': 11, 'text': 'refund'}
  {'turn': 4, 'start': 39, 'end': 49, 'text': 'money back'}

Scoring the kept transcript agrees, at every detail; a refusal promises nothing.

  $ rolecall show last --format transcript > kept.ndjson
  $ rolecall score --rubric empathy-core --format json kept.ndjson | cmp - card.json
  $ rolecall score --rubric empathy-core --detail score kept.ndjson | grep -o '"passed.*'
  "passed":false,"critical":["policy/may-not"]}
  $ rolecall show last | grep -A1 'This alone'
  This alone fails the attempt: Promises nothing that the policy does not allow
  (turn 4, "refund")
  This alone fails the attempt: Promises nothing that the policy does not allow
  (turn 4, "money back")
  $ sed -i "2s/.*/I can't refund the order; I'll send a replacement by courier today./" replies.txt
  $ play < replies.txt | grep -o '"passed":[a-z]*,"critical":[^,]*'
  "passed":true,"critical":[]
