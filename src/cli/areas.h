#pragma once

#include "cli/command.h"
#include "geometry/figures.h"

G_BEGIN_DECLS

/* Areas that a command is told of: in a file, as a reference layer of the project, as a zone. */

MlsFigures *mls_areas_read_file  (MlsStore    *store,
                                  const char  *path,
                                  const char  *layer,
                                  const char  *name_field,
                                  GError     **error);
MlsFigures *mls_areas_read_layer (MlsStore    *store,
                                  const char  *word,
                                  GError     **error);
MlsFigures *mls_areas_read_zone  (MlsStore    *store,
                                  const char  *word,
                                  GError     **error);

G_END_DECLS
