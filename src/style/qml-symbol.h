#pragma once

#include "style/style.h"
#include "style/xml.h"

G_BEGIN_DECLS

void mls_qml_add_map    (MlsXml              *xml,
                         const char *const   *pairs);
void mls_qml_add_symbol (MlsXml              *xml,
                         guint                number,
                         const MlsStyleClass *class,
                         MlsStyleLook         look);

G_END_DECLS
