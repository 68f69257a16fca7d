#pragma once

#include "base/area.h"

G_BEGIN_DECLS

/* Writes one JSON value on one line, member after member; a key is %NULL inside arrays and for the
 * value itself. Texts that are not UTF-8 are made so; numbers are the same in every locale. */
typedef struct _MlsJson MlsJson;

MlsJson    *mls_json_new     (void);
void        mls_json_free    (MlsJson    *self);

void        mls_json_object  (MlsJson    *self,
                              const char *key);
void        mls_json_array   (MlsJson    *self,
                              const char *key);
void        mls_json_end     (MlsJson    *self);
void        mls_json_string  (MlsJson    *self,
                              const char *key,
                              const char *value);
void        mls_json_integer (MlsJson    *self,
                              const char *key,
                              gint64      value);
void        mls_json_number  (MlsJson    *self,
                              const char *key,
                              double      value);
void        mls_json_area2   (MlsJson    *self,
                              const char *key,
                              MlsArea2    area2);
void        mls_json_boolean (MlsJson    *self,
                              const char *key,
                              gboolean    value);
const char *mls_json_text    (MlsJson    *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsJson, mls_json_free)

G_END_DECLS
