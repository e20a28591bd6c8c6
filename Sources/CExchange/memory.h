// The C library of GNU makes the memory of a thread usable page by page, each with a call that stops the other threads
// at the system; with this much room ahead it makes all 64 MB of a piece usable at once. malloc.h is no part of Swift's
// Glibc module.

#if defined(__GLIBC__) || defined(__linux__)
#include <malloc.h>
static inline void waymark_grow_memory_in_large_steps(void) {
#if defined(__GLIBC__)
  mallopt(M_TOP_PAD, 64 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}
#else
static inline void waymark_grow_memory_in_large_steps(void) {}
#endif
