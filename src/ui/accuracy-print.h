#pragma once

#include "quality/assessment.h"

#include <adwaita.h>

G_BEGIN_DECLS

void mls_accuracy_print (GtkWindow                *parent,
                         AdwToastOverlay          *toasts,
                         const char               *sample,
                         const MlsAssessmentTerms *terms,
                         const char               *path);

G_END_DECLS
