#pragma once

#include "rules/decision.h"
#include "rules/flags.h"
#include "store/reader.h"

G_BEGIN_DECLS

gboolean mls_sent_back_find (MlsStoreReader  *reader,
                             MlsPatch        *patch,
                             GArray          *findings,
                             GArray          *flags,
                             GError         **error);

G_END_DECLS
