A scenario for each channel: it lints clean, passes its tests, and the walk finds nothing.

  $ for channel in phone in-person email social chat sms self-service; do rolecall new scenario first-$channel --channel $channel 2> /dev/null; done
  scenarios/phone/first-phone.yaml
  scenarios/in-person/first-in-person.yaml
  scenarios/email/first-email.yaml
  scenarios/social/first-social.yaml
  scenarios/chat/first-chat.yaml
  scenarios/sms/first-sms.yaml
  scenarios/self-service/first-self-service.yaml
  $ rolecall new rubric first
  rubrics/first.yaml
  Next: rolecall lint rubrics/first.yaml, rolecall test rubrics/first.yaml
  $ rolecall lint --strict
  0 errors, 0 warnings in 8 files
  $ rolecall test | tail -n 1
  44 passed, 0 failed
  $ rolecall walk --strict scenarios/*/*.yaml > walked; echo $?
  0
  $ grep -c '^model .*yes' walked
  7

With rubrics of one's own, the reactions name their criteria.

  $ rolecall new scenario own --rubric first mine/own.yaml
  mine/own.yaml
  Next: rolecall lint mine/own.yaml, rolecall test mine/own.yaml, rolecall walk, rolecall play
  $ grep -n 'rubrics:\|met:\|broke:' mine/own.yaml
  16:rubrics: [first]
  31:    - {when: {met: says-sorry}, anger: -12, confusion: -5}
  32:    - {when: {met: next-step}, anger: -8, confusion: -5}
  33:    - {when: {broke: no-blame}, anger: +20}
  $ rolecall lint --strict mine/own.yaml && rolecall test mine/own.yaml
  0 errors, 0 warnings in 1 file
  ok    mine/own.yaml: 3 passed, 0 failed
  3 passed, 0 failed

A copy keeps everything but the id.

  $ rolecall new scenario other-parcel --from late-birthday-parcel
  scenarios/chat/other-parcel.yaml
  Next: rolecall lint scenarios/chat/other-parcel.yaml, rolecall test scenarios/chat/other-parcel.yaml, rolecall walk, rolecall play
  $ diff $SOURCE/scenarios/chat/late-birthday-parcel.yaml scenarios/chat/other-parcel.yaml
  2c2
  < scenario: late-birthday-parcel
  ---
  > scenario: other-parcel
  [1]
  $ rolecall new rubric mine --from first
  rubrics/mine.yaml
  Next: rolecall lint rubrics/mine.yaml, rolecall test rubrics/mine.yaml
  $ diff rubrics/first.yaml rubrics/mine.yaml
  5c5
  < rubric: first
  ---
  > rubric: mine
  [1]

Nothing is overwritten, and names are checked.

  $ rolecall new rubric mine
  rolecall: rubrics/mine.yaml is there already; nothing was written.
  [2]
  $ rolecall new scenario "Bad Name"
  rolecall: A name is made of small letters, digits and hyphens, such as late-parcel, not "Bad Name".
  [2]
  $ rolecall new scenario ../up
  rolecall: A name is made of small letters, digits and hyphens, such as late-parcel, not "../up".
  [2]
  $ rolecall new scenario x --from no-such
  rolecall: There is no scenario “no-such”.
  [2]
  $ rolecall new scenario x --channel telex
  rolecall: --channel cannot be "telex"; it is one of phone|in-person|email|social|chat|sms|self-service.
  [2]
  $ rolecall new scenario x --rubric no-such
  rolecall: There is no rubric “no-such”.
  [2]
  $ rolecall new poem x
  rolecall: Say what to make: new scenario NAME or new rubric NAME.
  [2]
  $ rolecall new rubric x --channel chat
  rolecall: --channel and --rubric are for a new scenario that is not a copy.
  [2]

  $ rolecall schema poem
  rolecall: There is no format "poem"; there are scenario, rubric and words.
  [2]
  $ rolecall schema words | head -4
  {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "urn:rolecall:words-1",
    "title": "Rolecall word lists, format 1",
  $ rolecall schema words --format markdown | head -7
  #### word-list file
  
  Lists of phrases that several rubrics share.
  
  | key | value | meaning |
  |---|---|---|
  | `words` (required) | id | The id of this file of word lists. |

A copy of a rubric brings the word lists along that it includes.

  $ mkdir copied && cd copied
  $ rolecall new rubric mine --from empathy-core 2>&1
  rubrics/mine.yaml
  rubrics/words-en.yaml
  Next: rolecall lint rubrics/mine.yaml, rolecall test rubrics/mine.yaml
  $ rolecall lint --strict . && rolecall test . | tail -n 1 | cut -d, -f2
  0 errors, 0 warnings in 2 files
   0 failed
  $ cd ..
