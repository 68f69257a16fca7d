#pragma once

#include "store/sample-file.h"

G_BEGIN_DECLS

char *mls_sample_words_drawing (const MlsSample *sample);
char *mls_sample_words_blind   (const MlsSample *sample,
                                const GArray    *told);

G_END_DECLS
