// Lets two files or folders change places at once. The C libraries declare the call only to GNU and BSD sources,
// which Swift's imports are not, so it is made here.

#include <stdio.h>
#include <unistd.h>

#if defined(__APPLE__)
static inline int waymark_exchange(const char *first, const char *second) {
  return renamex_np(first, second, RENAME_SWAP);
}
#else
#include <fcntl.h>
#include <sys/syscall.h>
static inline int waymark_exchange(const char *first, const char *second) {
  const unsigned int exchange = 1u << 1; // RENAME_EXCHANGE of linux/fs.h
  return (int)syscall(SYS_renameat2, AT_FDCWD, first, AT_FDCWD, second, exchange);
}
#endif
