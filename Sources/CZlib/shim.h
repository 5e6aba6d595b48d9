#ifndef BAF_CZLIB_SHIM_H
#define BAF_CZLIB_SHIM_H
#include <zlib.h>
/* A macro, which Swift does not import. 16 more bits of window: gzip alone, its checksum looked at. */
static inline int baf_gzip_begin(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
#endif
