#pragma once

#include "delivery/column.h"
#include "coverage/face.h"
#include "rules/classing.h"
#include "rules/vintage.h"

G_BEGIN_DECLS

typedef enum
{
  MLS_PRODUCT_MULTIDATE, /* all that is said of the ground at all dates, what became of it, and what it is counted as */
  MLS_PRODUCT_COVER,     /* the regions of one date: of the cover … */
  MLS_PRODUCT_USE,       /* … of the use … */
  MLS_PRODUCT_PAIR,      /* … of both … */
  MLS_PRODUCT_INDICATOR, /* … or of a class of an indicator: the kinds from here on are the nomenclature's, in their order */
} MlsProductKind;

/* What tells the classes apart of a product of one date. */
#define MLS_CODE_COLUMN "code"

#define MLS_PRODUCT(kind)     (1u << (kind))
#define MLS_MAX_PRODUCT_KINDS 32
#define MLS_ALL_PRODUCTS      (~0u)

/* A layer that is handed over. */
typedef struct
{
  MlsProductKind    kind;
  guint             vintage;    /* of no meaning where it is of all */
  char             *name;       /* ours: "multidate", "cs_24" … */
  char             *given;      /* what the layer is called */
  GPtrArray        *columns;    /* (element-type MlsColumn) */
  const MlsVintage *vintages;   /* of the project */
  guint             n_vintages;
  GArray           *by_year;    /* (element-type guint): these, the oldest first */
  MlsClassing       classing;
  MlsLanguage       language;   /* of labels */
  GHashTable       *classes;    /* (element-type Class): of keys that have occurred */
} MlsProduct;

/* Of what project, and what of it. Borrowed. */
typedef struct
{
  const MlsNomenclature *nomenclature;
  const MlsVintage      *vintages;
  guint                  n_vintages;
  guint                  kinds;    /* MLS_PRODUCT() of each that is wanted … */
  MlsVintageSet          of;       /* … of these dates, where they are of one */
  MlsLanguage            language;
} MlsProductQuery;

gboolean     mls_product_kind_from_name (const MlsNomenclature  *nomenclature,
                                         const char             *name,
                                         MlsProductKind         *out);
const char  *mls_product_kind_name      (const MlsNomenclature  *nomenclature,
                                         MlsProductKind          kind);
char        *mls_product_kind_dup_title (const MlsNomenclature  *nomenclature,
                                         MlsProductKind          kind,
                                         MlsLanguage             language);
char        *mls_product_kind_dup_column
                                        (const MlsNomenclature  *nomenclature,
                                         MlsProductKind          kind,
                                         const char             *vintage);
MlsClassing  mls_product_kind_classing  (const MlsNomenclature  *nomenclature,
                                         MlsProductKind          kind);
gboolean     mls_product_kind_is_in     (const MlsNomenclature  *nomenclature,
                                         MlsProductKind          kind);
MlsProductKind
             mls_product_n_kinds        (const MlsNomenclature  *nomenclature);

GPtrArray   *mls_products_list          (const MlsProductQuery  *query);
MlsNearness  mls_products_asked         (const GPtrArray        *products);
guint        mls_product_n_labels       (const MlsProduct       *self);
MlsFace     *mls_product_recast         (MlsProduct             *self,
                                         const MlsFace          *face,
                                         const MlsNearness      *near);
void         mls_product_fill           (MlsProduct             *self,
                                         const MlsFace          *polygon,
                                         const MlsNearness      *near,
                                         MlsValue               *values);
int          mls_evolution              (const MlsLabel         *from,
                                         const MlsLabel         *to);

G_END_DECLS
