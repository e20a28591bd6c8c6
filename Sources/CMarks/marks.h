// Where certain bytes stand among 64, one bit for each, which Swift's vectors do not tell: the compiler makes of it what
// the processor has for it (on x86-64 sixteen bytes at once, by PCMPEQB and PMOVMSKB).

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t waymark_bytes __attribute__((ext_vector_type(64)));
typedef bool waymark_bits __attribute__((ext_vector_type(64)));

// The bits of those of 64 bytes that are not ASCII; the first byte's is the lowest.
static inline uint64_t waymark_marks_beyond_ascii(const uint8_t *start) {
  waymark_bytes bytes;
  memcpy(&bytes, start, sizeof bytes);
  waymark_bits found = __builtin_convertvector(bytes >= 0x80, waymark_bits);
  uint64_t bits;
  memcpy(&bits, &found, sizeof bits);
  return bits;
}

// The bits of those of 64 bytes that are one of three; the first byte's is the lowest.
static inline uint64_t waymark_marks(const uint8_t *start, uint8_t one, uint8_t another, uint8_t third) {
  waymark_bytes bytes;
  memcpy(&bytes, start, sizeof bytes);
  waymark_bits found = __builtin_convertvector((bytes == one) | (bytes == another) | (bytes == third), waymark_bits);
  uint64_t bits;
  memcpy(&bits, &found, sizeof bits);
  return bits;
}
