#include "base/heap.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

/* No picture of a tile is larger. */
#define LARGEST_KEPT (32 * 1024 * 1024)

/* What is kept at the end of the heap at the most. */
#define MOST_KEPT (64 * 1024 * 1024)

/**
 * mls_heap_keep_freed:
 *
 * Lets the C library keep what is freed for what is asked for next. It would else give the pictures of tiles, a
 * megabyte each, back to the system one by one, and have them cleared anew for those that come in their place: a zoom
 * that let go of a screenful took the main thread 30 ms, and takes 6. A C library other than GNU's is left alone.
 * Call it once, before there are threads.
 */
void
mls_heap_keep_freed (void)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, LARGEST_KEPT);
  mallopt (M_TRIM_THRESHOLD, MOST_KEPT);
#endif
}
