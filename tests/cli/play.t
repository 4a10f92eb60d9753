A scripted play: one line is one reply, the card alone on standard output.

  $ cat > replies.txt <<'END'
  > I'm so sorry, Dana. That must be really frustrating. What is the order number?
  > Thank you. I'll send a replacement by courier today, at no cost.
  > A line after the ending is ignored.
  > END
  $ play() { rolecall play late-birthday-parcel --rubric empathy-core --seed 1 --format json "$@" 2> talk.txt; }
  $ play < replies.txt > one.json
  $ play < replies.txt > two.json
  $ cmp one.json two.json
  $ python3 - <<'END'
  > import json
  > card = json.load(open("one.json"))
  > print(card["outcome"], card["score"], card["passed"], card["critical"], card["csat"])
  > turns = {2: open("replies.txt").readlines()[0].rstrip("\n"), 4: open("replies.txt").readlines()[1].rstrip("\n")}
  > for row in card["criteria"]:
  >     for piece in row["evidence"]:
  >         assert turns[piece["turn"]].encode()[piece["start"]:piece["end"]].decode() == piece["text"], piece
  > print(card["mood"])
  > END
  resolved 100.0 True [] 4
  [{'turn': 1, 'anger': 60, 'confusion': 20}, {'turn': 2, 'anger': 38, 'confusion': 15}, {'turn': 4, 'anger': 23, 'confusion': 5}]

Scoring the kept transcript gives the bytes that play gave.

  $ rolecall show p1 --format transcript > kept.ndjson
  $ rolecall score --rubric empathy-core --format json kept.ndjson > three.json
  $ cmp one.json three.json
  $ rolecall score --rubric empathy-core --format json - < kept.ndjson | cmp - one.json

A play that blames the customer fails, and the exit status says so; the card names the sentence.

  $ printf '%s\n' 'You should have checked the tracking.' "It's our policy." | play > lost.json
  [1]
  $ python3 -c 'import json; card = json.load(open("lost.json")); print(card["outcome"], card["passed"], card["critical"])'
  customer-hung-up False ['empathy-core/no-blame']

The end of input before the ending saves an attempt that can be resumed; the whole then has the bytes of one that was never left.

  $ head -n 1 replies.txt | play > open.json
  $ python3 -c 'import json; card = json.load(open("open.json")); print(card["outcome"], card["passed"])'
  None False
  $ tail -n +2 replies.txt | rolecall play --resume --rubric empathy-core --format json 2> /dev/null > resumed.json
  $ cmp one.json resumed.json
  $ rolecall play --resume
  rolecall: ana has no open attempt to resume.
  [2]

Mistakes on the command line.

  $ rolecall play
  rolecall: Which scenario? rolecall play SCENARIO; "rolecall list" shows them.
  [2]
  $ rolecall play late-birthday-parcl
  rolecall: *did you mean “late-birthday-parcel”?* (glob)
  [2]
  $ rolecall play late-birthday-parcel --mood anger=200 < replies.txt
  rolecall: --mood is written like anger=80 or confusion=20, from 0 to 100, not "anger=200".
  [2]
  $ rolecall play late-birthday-parcel --from nowhere < replies.txt > /dev/null
  rolecall: *nowhere* (glob)
  [2]

Text from a reply never reaches the terminal raw, and no command goes to the customer.

  $ printf 'hello \033[31m%%s%%n\n/nonsense\n//help me\n/quit\n' | rolecall play late-birthday-parcel --seed 1 | grep -aE '^You:|no command'
  You: hello \x1b[31m%s%n
  You: /nonsense
    There is no command /nonsense. /help lists them; // sends a slash.
  You: //help me
  You: /quit
