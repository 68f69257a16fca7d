#pragma once

#include <glib.h>

/* What is fed with hostile bytes: by libFuzzer, or by replay.c in the ordinary tests. It aborts where
 * the program breaks a promise. The name is libFuzzer's. */
int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);
