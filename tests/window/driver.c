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
  g_autoptr (GObject) desktop = NULL;

  g_test_init (argc, argv, NULL);

  /* libatspi warns of what a program has not put on the bus yet: to the driver a reason to wait. */
  g_log_set_always_fatal (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL);
  atspi_init ();

  /* What libatspi keeps of the desktop is renewed by events that come late, and a program that ends can
     leave it turning in a circle there, in which atspi_accessible_clear_cache() goes down for ever. */
  desktop = G_OBJECT (atspi_get_desktop (0));
  atspi_accessible_set_cache_mask (ATSPI_ACCESSIBLE (desktop), ATSPI_CACHE_NONE);
}
