#pragma once

#include "style/style.h"

G_BEGIN_DECLS

/* The two versions of Styled Layer Descriptors that are in use; the later one has its symbols from Symbology Encoding. */
typedef enum
{
  MLS_SLD_1_0,
  MLS_SLD_1_1,
} MlsSldVersion;

char *mls_style_to_sld (const MlsStyle *self,
                        const char     *layer,
                        MlsSldVersion   version);

G_END_DECLS
