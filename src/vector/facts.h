#pragma once

#include "geometry/figures.h"

G_BEGIN_DECLS

/* What is known of a layer without reading it. */
typedef struct
{
  char         *layer;
  MlsFigureKind kind;        /* areas where there may be several */
  gint64        n_features;  /* -1 if that takes long to tell */
  char         *crs;         /* (nullable): WKT */
  char         *crs_name;    /* (nullable) */
  GStrv         fields;      /* of text */
  const char   *name_field;  /* (nullable): the one of @fields that most likely names its features */
} MlsVectorFacts;

GPtrArray      *mls_vector_list       (const char      *path,
                                       GError         **error);
MlsVectorFacts *mls_vector_find       (const char      *path,
                                       const char      *layer,
                                       GError         **error);
void            mls_vector_facts_free (MlsVectorFacts  *facts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsVectorFacts, mls_vector_facts_free)

G_END_DECLS
