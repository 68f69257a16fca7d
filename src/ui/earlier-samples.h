#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Files of earlier samples, whose regions are not drawn once more.
 *
 * "changed" is emitted when there is one more, or one less. */
#define MLS_TYPE_EARLIER_SAMPLES (mls_earlier_samples_get_type ())

G_DECLARE_FINAL_TYPE (MlsEarlierSamples, mls_earlier_samples, MLS, EARLIER_SAMPLES, AdwPreferencesGroup)

char **mls_earlier_samples_dup_paths (MlsEarlierSamples *self);
void   mls_earlier_samples_add       (MlsEarlierSamples *self,
                                      const char        *path);

G_END_DECLS
