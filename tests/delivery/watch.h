#pragma once

#include <glib.h>
#include <time.h>

G_BEGIN_DECLS

/* Times a long work: seconds of the clock and of all processors, and the peak of memory so far. */
typedef struct
{
  gint64  start;
  clock_t start_cpu;
} Watch;

Watch watch_start (void);
void  watch_print (const Watch *watch,
                   const char  *what);

G_END_DECLS
