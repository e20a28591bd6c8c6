// How the C library of GNU asks the system for memory. malloc.h and MADV_HUGEPAGE are no part of Swift's Glibc module.

#include <stdlib.h>
#if defined(__GLIBC__)
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#endif

// It makes the memory of a thread usable page by page, each with a call that stops the other threads at the system; with
// this much room ahead it makes all 64 MB of a piece usable at once.
static inline void waymark_grow_memory_in_large_steps(void) {
#if defined(__GLIBC__)
  mallopt(M_TOP_PAD, 64 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}

// Asks for large pages in the piece of 64 MB from which the calling thread gets its memory now: it is then touched for
// the first time 30 times in place of 16,000. Where there are none, nothing changes.
static inline void waymark_take_large_pages(void) {
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
  enum { PIECE = 64 << 20, MORE_THAN_IS_KEPT_AT_HAND = 60 << 10 };
  static _Thread_local uintptr_t known;
  void *newest = malloc(MORE_THAN_IS_KEPT_AT_HAND);
  uintptr_t piece = (uintptr_t)newest & ~(uintptr_t)(PIECE - 1);
  free(newest);
  if (piece == known) return;
  known = piece;
  madvise((void *)piece, PIECE, MADV_HUGEPAGE);
#endif
}
