#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *mls_name_field_guess (const char *const *fields);

G_END_DECLS
