#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Samples that are there, to be judged or handed out: all of one or a part, to somebody, as a file of its own.
 *
 * "judge" (const char *path): one is to be judged here. */
#define MLS_TYPE_HAND_OUT (mls_hand_out_get_type ())

G_DECLARE_FINAL_TYPE (MlsHandOut, mls_hand_out, MLS, HAND_OUT, AdwBin)

void mls_hand_out_show (MlsHandOut        *self,
                        const char *const *paths,
                        gboolean           to_judge);

G_END_DECLS
