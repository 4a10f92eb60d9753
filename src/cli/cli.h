/* cli.h - the command line: finds the verb, reads its options, runs it, turns errors into exit codes. */
#ifndef ROLECALL_CLI_CLI_H
#define ROLECALL_CLI_CLI_H

/* Exit codes (architecture.md): 0 good; 1 findings, failed tests, a play that did not pass; 2 usage or unreadable
 * input; 3 store failure; 70 bug; 130 interrupted. */
enum cli_exit { CLI_OK = 0, CLI_FINDINGS = 1, CLI_USAGE = 2, CLI_STORE = 3, CLI_BUG = 70, CLI_INTERRUPTED = 130 };

int cli_main(int argc, char **argv);

#endif
