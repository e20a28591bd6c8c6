// How many cores the process may use, which Swift's Glibc module does not tell: sched_getaffinity is an extension of GNU's.

#include <unistd.h>
#if defined(__linux__)
#include <sys/syscall.h>
#endif

static inline int waymark_core_count(void) {
#if defined(__linux__)
  unsigned long own[128] = { 0 };
  long size = syscall(SYS_sched_getaffinity, 0, sizeof own, own);
  int count = 0;
  for (long part = 0; part < size / (long)sizeof *own; part++) count += __builtin_popcountl(own[part]);
  if (count > 0) return count;
#endif
  long online = sysconf(_SC_NPROCESSORS_ONLN);
  return online > 0 ? (int)online : 1;
}
