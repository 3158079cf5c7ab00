/*
 * Linked into a build for coverage in the place of _exit(), by which worker
 * processes end: what they reached is written down first.
 */
void __gcov_dump(void);
void __real__exit(int status) __attribute__((noreturn));
void __wrap__exit(int status) __attribute__((noreturn));

void
__wrap__exit(int status)
{
	__gcov_dump();
	__real__exit(status);
}
