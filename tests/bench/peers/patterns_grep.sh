#!/bin/sh
# grep -P, once for each pattern. usage: patterns_grep.sh PATTERNS REPLIES
# Hits by pattern to standard output; the caller measures the whole.
set -eu
LC_ALL=C.UTF-8
export LC_ALL
tab=$(printf '\t')
while IFS="$tab" read -r id pattern; do
	printf '%s\t%s\n' "$id" "$(grep -c -i -P -e "$pattern" "$2" || :)"
done <"$1"
