#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A number, what it is, and what that means; libadwaita has one of its own from 1.4 on.
 *
 * "changed" is emitted when it is another. */
#define MLS_TYPE_NUMBER_ROW (mls_number_row_get_type ())

G_DECLARE_FINAL_TYPE (MlsNumberRow, mls_number_row, MLS, NUMBER_ROW, AdwActionRow)

typedef struct
{
  const char *title;    /* not translated yet … */
  const char *subtitle; /* (nullable) … nor this */
  double      least;
  double      most;
  double      usual;
  guint       digits;   /* after the point */
} MlsNumberShape;

GtkWidget *mls_number_row_new       (const MlsNumberShape *shape);
double     mls_number_row_get_value (MlsNumberRow         *self);
void       mls_number_row_set_value (MlsNumberRow         *self,
                                     double                value);

G_END_DECLS
