#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void mls_field_tell (AdwEntryRow *field,
                     const char  *problem);

G_END_DECLS
