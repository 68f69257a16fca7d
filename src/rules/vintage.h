#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What may be written to a date. */
typedef enum
{
  MLS_VINTAGE_OPEN,
  MLS_VINTAGE_CLOSED, /* corrections alone */
  MLS_VINTAGE_FROZEN, /* nothing */
  MLS_N_VINTAGE_STATES,
} MlsVintageState;

/* A date of the map. Its texts belong to whoever gives it. */
typedef struct
{
  const char *code;  /* what its columns end with: "21" */
  int         year;  /* 2021 */
  const char *title; /* for people; NULL when giving one: its year */
  gint64      since; /* the operation that added it, set by the store */

  MlsVintageState state;
  const char     *copied_from;   /* (nullable): the code of the one it began as a copy of */
  const char     *imported_from; /* (nullable): the name of the file that its labels came from */
} MlsVintage;

const char *mls_vintage_state_name      (MlsVintageState  state);
gboolean    mls_vintage_state_from_name (const char      *name,
                                         MlsVintageState *state);

gboolean mls_vintage_read (const char       *word,
                          MlsVintage       *out);
gboolean mls_vintage_find (const MlsVintage *vintages,
                          guint             n_vintages,
                          const char       *code,
                          guint            *out);
guint mls_vintage_beside (const MlsVintage *vintages,
                          guint             n_vintages,
                          guint             vintage,
                          int               direction);
GArray *mls_vintages_by_year (const MlsVintage *vintages,
                          guint             n_vintages);
guint mls_vintage_newest (const MlsVintage *vintages,
                          guint             n_vintages);
void  mls_vintage_compare (const MlsVintage *vintages,
                          guint             n_vintages,
                          guint             vintage,
                          guint            *from,
                          guint            *to);
guint mls_vintage_other  (const MlsVintage *vintages,
                          guint             n_vintages,
                          guint             vintage);

G_END_DECLS
