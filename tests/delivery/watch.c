#include "watch.h"

#include <stdio.h>
#include <sys/resource.h>

Watch
watch_start (void)
{
  return (Watch){ g_get_monotonic_time (), clock () };
}

void
watch_print (const Watch *watch, const char *what)
{
  double seconds = (double) (g_get_monotonic_time () - watch->start) / G_USEC_PER_SEC;
  double cpu = (double) (clock () - watch->start_cpu) / CLOCKS_PER_SEC;
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  printf ("%s: %.1f s, %.1f s CPU, peak so far %.0f MB\n", what, seconds, cpu, (double) usage.ru_maxrss / 1024);
  fflush (stdout);
}
