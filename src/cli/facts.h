#pragma once

#include "store/store.h"

G_BEGIN_DECLS

/* What there is to say of a project at a glance. */
typedef struct _MlsFacts MlsFacts;

MlsFacts *mls_facts_read       (MlsStore        *store,
                                GError         **error);
void      mls_facts_free       (MlsFacts        *self);
void      mls_facts_print      (const MlsFacts  *self);
void      mls_facts_print_json (const MlsFacts  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsFacts, mls_facts_free)

G_END_DECLS
