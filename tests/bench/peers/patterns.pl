#!/usr/bin/perl
# Perl's own loop: every pattern on every reply. usage: patterns.pl PATTERNS REPLIES
# PATTERNS: id, tab, regex. Hits by pattern to standard output, the rate without compiling to standard error.
use strict;
use warnings;
use utf8;
use open qw(:std :utf8);
use Time::HiRes 'time';

my (@ids, @patterns, @hits);
open my $given, '<', $ARGV[0] or die "$ARGV[0]: $!";
while (<$given>) {
	chomp;
	my ($id, $pattern) = split /\t/, $_, 2;
	push @ids, $id;
	push @patterns, qr/$pattern/i;
	push @hits, 0;
}
open my $replies, '<', $ARGV[1] or die "$ARGV[1]: $!";
chomp(my @lines = <$replies>);
my $start = time;
for my $line (@lines) {
	for my $i (0 .. $#patterns) {
		$hits[$i]++ if $line =~ $patterns[$i];
	}
}
printf STDERR "%.1f replies/s\n", @lines / (time - $start);
print "$ids[$_]\t$hits[$_]\n" for 0 .. $#ids;
