#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define MLS_NOMENCLATURE_DEFAULT "ocs2d"

char *mls_nomenclature_path (const char *name);

G_END_DECLS
