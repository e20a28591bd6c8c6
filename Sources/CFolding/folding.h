// The checksum of zip by multiplication without carry, which Swift has no name for (Intel, "Fast CRC Computation for
// Generic Polynomials Using PCLMULQDQ Instruction", 2009): bytes are folded, sixteen at a time, onto those that follow
// them. The constants are powers of x modulo the polynomial, with their lowest powers highest.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__x86_64__)

#include <cpuid.h>
#include <smmintrin.h>
#include <wmmintrin.h>

// Whether this processor can do it.
static inline bool waymark_can_fold(void) {
  unsigned int a, b, c, d;
  return __get_cpuid(1, &a, &b, &c, &d) && (c & bit_PCLMUL) && (c & bit_SSE4_1);
}

// Folds bytes onto those that follow as far behind as the powers say.
__attribute__((target("pclmul,sse4.1")))
static inline __m128i waymark_fold(__m128i folded, __m128i powers, __m128i next) {
  __m128i low = _mm_clmulepi64_si128(folded, powers, 0x00);
  __m128i high = _mm_clmulepi64_si128(folded, powers, 0x11);
  return _mm_xor_si128(_mm_xor_si128(low, high), next);
}

// The state of the check after some bytes. `count` is a multiple of 16, and not 0.
__attribute__((target("pclmul,sse4.1")))
static inline uint32_t waymark_crc32(uint32_t state, const void *bytes, size_t count) {
  const __m128i by_64_bytes = _mm_set_epi64x(0x1c6e41596, 0x154442bd4);
  const __m128i by_16_bytes = _mm_set_epi64x(0x0ccaa009e, 0x1751997d0);
  const __m128i by_8_bytes = _mm_set_epi64x(0, 0x163cd6124);
  const __m128i polynomial = _mm_set_epi64x(0x1f7011641, 0x1db710641);  // the higher one: its quotient
  const __m128i low_words = _mm_set_epi32(0, -1, 0, -1);
  const __m128i *next = (const __m128i *)bytes;
  const __m128i *end = next + count / 16;

  __m128i folded = _mm_xor_si128(_mm_loadu_si128(next++), _mm_cvtsi32_si128((int)state));
  if (end - next >= 7) {
    __m128i second = _mm_loadu_si128(next++);
    __m128i third = _mm_loadu_si128(next++);
    __m128i fourth = _mm_loadu_si128(next++);
    for (; end - next >= 4; next += 4) {
      folded = waymark_fold(folded, by_64_bytes, _mm_loadu_si128(next));
      second = waymark_fold(second, by_64_bytes, _mm_loadu_si128(next + 1));
      third = waymark_fold(third, by_64_bytes, _mm_loadu_si128(next + 2));
      fourth = waymark_fold(fourth, by_64_bytes, _mm_loadu_si128(next + 3));
    }
    folded = waymark_fold(folded, by_16_bytes, second);
    folded = waymark_fold(folded, by_16_bytes, third);
    folded = waymark_fold(folded, by_16_bytes, fourth);
  }
  while (next < end) folded = waymark_fold(folded, by_16_bytes, _mm_loadu_si128(next++));

  // Sixteen bytes become eight, then four with what the polynomial leaves (Barrett).
  folded = _mm_xor_si128(_mm_clmulepi64_si128(folded, by_16_bytes, 0x10), _mm_srli_si128(folded, 8));
  folded = _mm_xor_si128(
      _mm_clmulepi64_si128(_mm_and_si128(folded, low_words), by_8_bytes, 0x00), _mm_srli_si128(folded, 4));
  __m128i quotient = _mm_clmulepi64_si128(_mm_and_si128(folded, low_words), polynomial, 0x10);
  __m128i product = _mm_clmulepi64_si128(_mm_and_si128(quotient, low_words), polynomial, 0x00);
  return (uint32_t)_mm_extract_epi32(_mm_xor_si128(folded, product), 1);
}

#else

static inline bool waymark_can_fold(void) { return false; }
static inline uint32_t waymark_crc32(uint32_t state, const void *bytes, size_t count) { return state; }

#endif
