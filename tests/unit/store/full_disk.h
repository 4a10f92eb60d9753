/* full_disk.h - a file system for SQLite whose writes fail when they are told to. */
#ifndef ROLECALL_TESTS_STORE_FULL_DISK_H
#define ROLECALL_TESTS_STORE_FULL_DISK_H

/* Becomes SQLite's default for this process. */
void full_disk_install(void);
/* The n-th write from now (1: the next), sync or truncation and all later ones give `code`. 0: never. */
void full_disk_after(int writes, int code);
int full_disk_writes(void); /* counted since full_disk_after */

#endif
