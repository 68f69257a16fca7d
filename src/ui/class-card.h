#pragma once

#include "rules/nomenclature.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* All that a nomenclature says of a class: its label, what it is part of, its minimum, and what is published of it. */

GtkWidget *mls_class_card_new         (MlsNomenclature *nomenclature,
                                       const MlsClass  *klass);
char      *mls_class_card_dup_summary (MlsNomenclature *nomenclature,
                                       const MlsClass  *klass);

G_END_DECLS
