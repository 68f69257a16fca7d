#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A date of the map. Its texts belong to whoever gives it. */
typedef struct
{
  const char *code;  /* what its columns end with: "21" */
  int         year;  /* 2021 */
  const char *title; /* for people; NULL when giving one: its year */
  gint64      since; /* the operation that added it, set by the store */
} MlsVintage;

guint mls_vintage_beside (const MlsVintage *vintages,
                          guint             n_vintages,
                          guint             vintage,
                          int               direction);
guint mls_vintage_newest (const MlsVintage *vintages,
                          guint             n_vintages);
guint mls_vintage_other  (const MlsVintage *vintages,
                          guint             n_vintages,
                          guint             vintage);

G_END_DECLS
