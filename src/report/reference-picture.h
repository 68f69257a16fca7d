#pragma once

#include "paint/figure-stack.h"
#include "store/store.h"

G_BEGIN_DECLS

MlsFigureStack *mls_reference_picture_read (MlsStore              *store,
                                            const MlsFigureCanvas *canvas,
                                            GPtrArray             *missing);

G_END_DECLS
