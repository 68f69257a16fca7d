#pragma once

#include "fault-vfs.h"
#include "store/store.h"

G_BEGIN_DECLS

/* One job of a program on a disk that fails at some of its operations, or killed there. Whatever happens, the file is as it
 * was before or as it is after, to the last row of the last table, and the next program that opens it goes on from there. */
typedef struct
{
  const char *name;
  void      (*prepare) (const char *path);                /* what is there before; nothing at @path is a state, too */
  gboolean  (*work)    (const char *path, GError **error); /* opens, does it, closes, as a program does */
  void      (*look)    (const char *path);                /* asserts that what is there can be opened, and is sound */
  gboolean    goes_on;                                     /* what it does once that is done may fail, too */
} Trial;

void trial_run (const Trial *trial,
                Fault        fault,
                guint        most);

G_END_DECLS
