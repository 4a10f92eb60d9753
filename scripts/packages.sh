# packages.sh - what building and testing need, and how to get it. Sourced by the other scripts.
# Everything beyond git and apt is named here, whether or not a machine happens to have it.

build_packages="gcc libc6-dev meson ninja-build pkg-config libreadline-dev libyaml-dev libpcre2-dev libsqlite3-dev
libjansson-dev libutf8proc-dev libstemmer-dev libsmartcols-dev libxml2-dev libtalloc-dev libsodium-dev nettle-dev zlib1g-dev
libzstd-dev scdoc"
test_packages="libcriterion-dev clang libclang-rt-14-dev clang-format python3 python3-yaml python3-jsonschema git"
# scripts/page-tools installs these; without them the tests that look at pages are skipped.
browser_packages="chromium fonts-dejavu-core"

dnf_names="gcc meson ninja-build pkgconf readline-devel libyaml-devel pcre2-devel sqlite-devel jansson-devel
utf8proc-devel libstemmer-devel libsmartcols-devel libxml2-devel libtalloc-devel libsodium-devel nettle-devel zlib-devel
libzstd-devel scdoc criterion-devel
clang compiler-rt clang-tools-extra python3 git"
brew_names="meson ninja pkg-config readline libyaml pcre2 sqlite jansson utf8proc snowball util-linux libxml2 talloc
libsodium nettle zlib zstd scdoc criterion llvm python git"

say() {
	printf '%s\n' "$*" >&2
}

# missing_packages NAME... -> the names that dpkg does not know as installed
missing_packages() {
	for name in "$@"; do
		state=$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null) || state=
		[ "$state" = installed ] || printf '%s ' "$name"
	done
}

# need_packages NAME... -> installs what is missing, or says what to install and fails
need_packages() {
	if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
		command -v meson >/dev/null 2>&1 && command -v ninja >/dev/null 2>&1 && return 0
		say "rolecall is built with these packages; please install them first."
		say "  dnf install $(echo $dnf_names)"
		say "  brew install $(echo $brew_names)"
		return 1
	fi
	missing=$(missing_packages "$@")
	[ -n "$missing" ] || return 0
	as_root=
	if [ "$(id -u)" != 0 ]; then
		if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
			as_root="sudo -n"
		elif command -v sudo >/dev/null 2>&1 && [ -t 0 ]; then
			as_root=sudo
		else
			say "These packages are missing, and installing them needs root:"
			say "  apt-get install $missing"
			return 1
		fi
	fi
	say "Installing: $missing"
	$as_root apt-get update -qq </dev/null >&2 || say "(the package lists could not be refreshed; trying with what is there)"
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing </dev/null >&2
}
