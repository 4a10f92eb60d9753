The version, and what an unknown verb gets.

  $ rolecall version
  rolecall 0.1.0
  Free software under the GNU General Public License, version 3 or later.
  There is no warranty, to the extent that the law allows.
  $ rolecall plai
  rolecall: "plai" is no rolecall verb. Did you mean "play"?
  [2]
  $ rolecall version --colour never
  rolecall: "--colour" is no option of version. Did you mean --color?
  [2]
  $ rolecall version --color sometimes
  rolecall: --color cannot be "sometimes"; it is one of auto|always|never.
  [2]

A wrong verb is told the nearest, in help too; options have their place behind it.

  $ rolecall ply
  rolecall: "ply" is no rolecall verb. Did you mean "play"?
  [2]
  $ rolecall help ply
  rolecall: "ply" is no rolecall verb. Did you mean "play"?
  [2]
  $ rolecall --color never list
  rolecall: Options come behind the verb: rolecall VERB --color ...
  [2]
  $ rolecall version now
  rolecall: version does not know what to do with "now": rolecall version
  [2]
