#pragma once

#include "imagery/tile-loader.h"
#include "view/pane-content.h"

G_BEGIN_DECLS

/* What a pane asks a tile loader for: tiles of a content, for a screen of some density. */
typedef struct _MlsPaneRequest MlsPaneRequest;

MlsPaneRequest *mls_pane_request_new   (MlsPaneContent *content,
                                        int             scale_factor);
MlsPaneRequest *mls_pane_request_ref   (MlsPaneRequest *request);
void            mls_pane_request_unref (MlsPaneRequest *request);

MlsTileLoader  *mls_pane_loader_new    (void);

G_END_DECLS
