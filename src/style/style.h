#pragma once

#include "rules/nomenclature.h"

G_BEGIN_DECLS

/* The line between two classes is to be seen and no more; that of an outline alone is all there is to see. */
#define MLS_STYLE_BORDER     0x6e6e6e
#define MLS_STYLE_BORDER_MM  0.1
#define MLS_STYLE_OUTLINE_MM 0.6
#define MLS_STYLE_POINT_MM   3

/* What has no class of its own: no code, or another one than those shown. */
#define MLS_STYLE_OTHERS 0xd9d9d9

/* What is drawn of a feature. */
typedef enum
{
  MLS_STYLE_LOOK_FILL,
  MLS_STYLE_LOOK_OUTLINE, /* of a polygon, so that what lies below stays visible */
  MLS_STYLE_LOOK_POINT,
} MlsStyleLook;

/* How one class looks. */
typedef struct
{
  GPtrArray *codes;   /* (element-type utf8): what its features have in the column, one at least */
  char      *label;
  guint32    colour;  /* 0xrrggbb */
  GArray    *symbols; /* (element-type MlsSymbol): what is drawn over that, in order */
} MlsStyleClass;

/* How a field is filled in. */
typedef enum
{
  MLS_STYLE_WIDGET_TEXT,
  MLS_STYLE_WIDGET_CHOICE,  /* one of the words that are offered */
  MLS_STYLE_WIDGET_TICK,    /* yes or no */
  MLS_STYLE_WIDGET_HIDDEN,
} MlsStyleWidget;

/* A column in the form of a feature. */
typedef struct
{
  char           *column;
  char           *title;     /* (nullable) */
  MlsStyleWidget  widget;
  gboolean        read_only;
  GPtrArray      *words;     /* (element-type utf8): of a choice: what is written and what is read of it, in turn */
} MlsStyleField;

/* What other programs are told of a layer: what its classes look like, and how its fields are filled in. */
typedef struct
{
  char          *column;  /* what tells the classes apart */
  MlsStyleLook   look;
  GPtrArray     *classes; /* (element-type MlsStyleClass) */
  MlsStyleClass *others;  /* of what has no class of its own; where polygons are filled */
  GPtrArray     *fields;  /* (element-type MlsStyleField) */
} MlsStyle;

MlsStyle      *mls_style_new               (const char            *column,
                                            MlsLanguage            language);
MlsStyle      *mls_style_new_for_dimension (const char            *column,
                                            const MlsNomenclature *nomenclature,
                                            MlsDimension           dimension,
                                            guint                  level,
                                            MlsLanguage            language);
MlsStyle      *mls_style_new_for_indicator (const char            *column,
                                            const MlsNomenclature *nomenclature,
                                            MlsIndicator           indicator,
                                            MlsLanguage            language);
void           mls_style_free              (MlsStyle              *self);

MlsStyleClass *mls_style_add_class         (MlsStyle              *self,
                                            const char            *code,
                                            const char            *label,
                                            guint32                colour);
MlsStyleField *mls_style_add_field         (MlsStyle              *self,
                                            const char            *column,
                                            const char            *title,
                                            MlsStyleWidget         widget);
void           mls_style_field_offer       (MlsStyleField         *self,
                                            const char            *word,
                                            const char            *title);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsStyle, mls_style_free)

G_END_DECLS
