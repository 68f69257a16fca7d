#include "driver.h"

/**
 * mls_driver_init:
 * @argc: of main()
 * @argv: of main()
 *
 * g_test_init() for a test that drives a program.
 */
void
mls_driver_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);

  /* libatspi warns of what a program has not put on the bus yet: to the driver a reason to wait. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  atspi_init ();
}
