#pragma once
#include <zlib.h>

/// `inflateInit2` is a macro: Swift cannot import it.
static inline int dragoman_inflate_init(z_stream *stream, int window_bits) {
  return inflateInit2(stream, window_bits);
}

/// `deflateInit2` is a macro too. 8 is zlib's own choice of how much memory to take.
static inline int dragoman_deflate_init(z_stream *stream, int level, int window_bits) {
  return deflateInit2(stream, level, Z_DEFLATED, window_bits, 8, Z_DEFAULT_STRATEGY);
}
