// The C library of GNU lets the memory of a thread grow by 132 KB at a time, each with a call that stops the other
// threads at the system. malloc.h is no part of Swift's Glibc module, so it is asked for more here.

#if defined(__GLIBC__) || defined(__linux__)
#include <malloc.h>
static inline void waymark_grow_memory_in_large_steps(void) {
#if defined(__GLIBC__)
  mallopt(M_TOP_PAD, 16 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}
#else
static inline void waymark_grow_memory_in_large_steps(void) {}
#endif
