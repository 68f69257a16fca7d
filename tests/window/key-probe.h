#pragma once

#include "job.h"
#include "key-hand.h"

G_BEGIN_DECLS

/* How the test of keys finds out that a row of the table does what it says: a list of probes for each
 * group of the table. */

typedef struct _MlsKeyProbe MlsKeyProbe;

typedef void (*MlsKeyProbeFunc) (MlsJob            *job,
                                 const MlsKey      *key,
                                 const MlsKeyProbe *probe);

struct _MlsKeyProbe
{
  const char      *what;   /* the action of a row, or its gesture; NULL after the last */
  MlsKeyProbeFunc  func;
  const char      *sees;   /* the name of what comes to be seen */
  AtspiRole        role;   /* of that; ATSPI_ROLE_INVALID for a label */
  const char      *before; /* keys pressed first, so that it is not yet to be seen */
  const char      *after;  /* keys that bring back what was */
};

extern const MlsKeyProbe mls_key_probes_map[];
extern const MlsKeyProbe mls_key_probes_drawing[];
extern const MlsKeyProbe mls_key_probes_vertices[];
extern const MlsKeyProbe mls_key_probes_codes[];
extern const MlsKeyProbe mls_key_probes_comparing[];
extern const MlsKeyProbe mls_key_probes_stepping[];
extern const MlsKeyProbe mls_key_probes_control[];
extern const MlsKeyProbe mls_key_probes_program[];

void     mls_key_probe_see         (MlsJob            *job,
                                    const MlsKey      *key,
                                    const MlsKeyProbe *probe);
void     mls_key_probe_see_held    (MlsJob            *job,
                                    const MlsKey      *key,
                                    const MlsKeyProbe *probe);
void     mls_key_probe_see_pressed (MlsJob            *job,
                                    const MlsKey      *key,
                                    const MlsKeyProbe *probe);
void     mls_key_probe_expect_gone (MlsJob            *job,
                                    const MlsKeyProbe *probe);
gboolean mls_key_probe_is_pair     (MlsJob            *job,
                                    const char        *cover,
                                    const char        *use);
void     mls_key_probe_expect_pair (MlsJob            *job,
                                    const char        *cover,
                                    const char        *use);

G_END_DECLS
