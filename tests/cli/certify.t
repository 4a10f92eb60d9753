Bars, certificates and assignments.

  $ export ROLECALL_PATH=$SOURCE/tests/data/report
  $ rolecall import attempts $SOURCE/tests/data/report/attempts.ndjson
  13 imported, 0 were there already, 0 refused.
  $ rolecall certify define desk --pass 2 --of 2 --cut 90 --days 30 --scenario lost-key-chat --scenario lost-key-phone
  The bar stands: 2 of the newest 2 exams, each in another scenario, none with a critical error.
  $ rolecall certify define desk2 --pass 6 --of 5
  rolecall: 6 of 5 cannot be passed.
  [2]
  $ rolecall certify define desk2 --scenario nothing
  rolecall: There is no scenario “nothing”.
  [2]
  $ rolecall certify bars
  BAR  PASS OF CUT % DAYS SCENARIOS
  desk    2  2  90.0   30 lost-key-chat lost-key-phone
  $ rolecall certify check desk ana
  attempt 6: lost-key-phone, 100.0 %, passed
  attempt 3: lost-key-chat, 100.0 %, passed
  2 of 2 needed, 2 of the newest 2 taken, 0 with a critical error: reached
  $ rolecall certify check desk ben
  attempt 11: lost-key-chat, 25.0 %, not passed
  attempt 8: lost-key-phone, 25.0 %, not passed
  0 of 2 needed, 2 of the newest 2 taken, 0 with a critical error: not reached
  [1]
  $ rolecall certify check dusk ana
  rolecall: There is no bar "dusk": rolecall certify bars lists them.
  [2]
  $ rolecall certify keys key
  The secret key is key: keep it to yourself. key.pub is for those who check.
  $ rolecall certify keys key
  rolecall: There is a file key already: a key overwrites nothing.
  [2]
  $ stat -c %a key
  600
  $ rolecall certify issue desk ben --key key
  rolecall: ben has not reached desk: rolecall certify check says what is missing.
  [2]
  $ rolecall certify issue desk ana
  rolecall: A certificate is signed: --key FILE (rolecall certify keys makes one).
  [2]
  $ rolecall certify issue desk ana --key key --issuer "The training desk" -o ana.jwt
  $ rolecall certify verify ana.jwt --key key.pub --store /nowhere/x.db
  ana reached desk, certified by The training desk
  issued * (glob)
  key * (glob)
  The signature holds.

Another key, a changed letter, another time: it does not hold.

  $ rolecall certify keys other 2>/dev/null; rolecall certify verify ana.jwt --key other.pub
  The signature does not hold: the file was changed, or another key signed it.
  [1]
  $ python3 -c "t=open('ana.jwt').read();h,p,s=t.split('.');i=len(p)//2;p=p[:i]+('A' if p[i]!='A' else 'B')+p[i+1:];open('bad.jwt','w').write('.'.join((h,p,s)))"
  $ rolecall certify verify bad.jwt --key key.pub > said.txt 2>&1; test $? -ne 0 && echo refused
  refused
  $ rolecall certify verify ana.jwt --key key.pub --at 2020-01-01 | tail -1
  It does not hold at this time.
  $ echo nothing > none.jwt; rolecall certify verify none.jwt
  rolecall: none.jwt is no certificate.
  [2]
  $ chmod 644 key; rolecall certify issue desk ana --key key
  rolecall: Others may read the secret key key: chmod 600 it first.
  [2]
  $ cut -d. -f2 ana.jwt | python3 -c "import base64,json,sys; t=sys.stdin.read().strip(); print(json.loads(base64.urlsafe_b64decode(t+'='*(-len(t)%4)))['type'])"
  ['VerifiableCredential', 'OpenBadgeCredential']
  $ rolecall store verify 2>&1 | grep Proved
  Proved: 14 events in one chain, 13 attempts as they were sealed, 0 tombstones.

Assignments.

  $ rolecall assign lost-key-chat --to red --due 2999-01-01 --note "Practise the key" --by rita
  Assigned to red (everybody of the team): lost-key-chat, until 2999-01-01T00:00:00Z. It is shown when they next play.
  $ rolecall assign problem-solving --to ana --due 2999-02-01 --by rita
  Assigned to ana: problem-solving, until 2999-02-01T00:00:00Z. It is shown when they next play.
  $ rolecall assign lost-key-chat --to ana --due 2020-02-01
  rolecall: --due 2020-02-01 is over already.
  [2]
  $ rolecall assign lost-kee-chat --to ana --due 2999-02-01
  rolecall: There is no scenario “lost-kee-chat”: did you mean “lost-key-chat”?
  [2]
  $ rolecall assign lost-key-chat --to nobody --due 2999-02-01
  rolecall: There is no trainee and no team "nobody" in the store.
  [2]
  $ rolecall assign --to ana
  NUMBER TRAINEE WHAT            DUE        STATE BY   NOTE
       2 ana     problem-solving 2999-02-01 open  rita
  $ rolecall assign -f csv | cut -d, -f1,3- | sort
  1,lost-key-chat,2999-01-01,open,rita,Practise the key
  1,lost-key-chat,2999-01-01,open,rita,Practise the key
  2,problem-solving,2999-02-01,open,rita,
  assignment,target,due,state,by,note

The next play shows them, and what is done is done.

  $ printf 'Sorry. What is the number?\nI will bring a new key.\n' | rolecall play lost-key-chat --mode exam --trainee ana 2>&1 | grep Assigned
  Assigned to you: problem-solving, until 2999-02-01T00:00:00Z
  $ rolecall assign --to ana -f csv | cut -d, -f1,3-5
  assignment,target,due,state
  2,problem-solving,2999-02-01,done
