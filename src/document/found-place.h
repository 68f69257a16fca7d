#pragma once

#include "document/project.h"

G_BEGIN_DECLS

/* Where a text leads in a project. */
typedef struct
{
  MlsBox   box;   /* of a face, or of no size */
  MlsFace *face;  /* (nullable): the one that was asked for */
  char    *text;  /* what was understood, or what it is called, one line */
  double   scale; /* n of 1:n that was asked for with it; 0 for none */
  char    *source; /* (nullable): which reference layer calls it so */
} MlsFoundPlace;

MlsFoundPlace *mls_found_place_new  (MlsProject     *project,
                                     const char     *text,
                                     GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void           mls_found_place_free (MlsFoundPlace  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsFoundPlace, mls_found_place_free)

G_END_DECLS
