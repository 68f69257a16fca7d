#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tasks done by as many threads as there are processors, their results taken in order on the thread
 * that asked for them, a few of them waiting at any time. */
typedef struct
{
  gpointer       (*work) (guint task, gpointer user_data);                  /* on any thread */
  gboolean       (*take) (guint task, gpointer result, gpointer user_data); /* FALSE gives up */
  GDestroyNotify   free_result;                                             /* of what is not taken */
} MlsCrewFuncs;

gboolean mls_crew_run (guint               n_tasks,
                       const MlsCrewFuncs *funcs,
                       gpointer            user_data);

G_END_DECLS
