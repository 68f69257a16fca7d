#pragma once

#include "rules/sample.h"

G_BEGIN_DECLS

char *mls_sample_words_drawing (const MlsSample *sample);

G_END_DECLS
