#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A text of the project's vocabulary (a code, a source, a comment), interned for the life of the
 * process so that labels compare as numbers; 0 is SQL's NULL. g_quark_to_string() reads it. */
typedef GQuark MlsText;

typedef enum
{
  MLS_FIELD_COVER,
  MLS_FIELD_USE,
  MLS_FIELD_DOUBT,
  MLS_FIELD_SOURCE,
  MLS_FIELD_COMMENT,
  MLS_FIELD_PHOTOVOLTAIC,
  MLS_N_FIELDS,
} MlsField;

/* What a face is in one vintage. */
typedef struct
{
  MlsText field[MLS_N_FIELDS];
} MlsLabel;

/* What is said of ground besides its codes: of the fields in the set (bit f for each), with 0 for what is no longer
 * said. */
typedef struct
{
  guint    fields;
  MlsLabel label;
} MlsNote;

#define MLS_FIELD(f) (1u << (f))

/* The codes of a label, or the two halves of what an operator gives. 0 leaves that code alone. */
typedef struct
{
  MlsText cover;
  MlsText use;
} MlsPair;

/* Which codes tell regions apart. */
typedef enum
{
  MLS_DIMENSION_COVER,
  MLS_DIMENSION_USE,
  MLS_DIMENSION_PAIR,
  MLS_N_DIMENSIONS,
} MlsDimension;

/* A set of vintages, bit i for the i-th of the project. */
typedef guint64 MlsVintageSet;

#define MLS_MAX_VINTAGES 64
#define MLS_VINTAGE(i)   (G_GUINT64_CONSTANT (1) << (i))

static inline gboolean
mls_label_equal (const MlsLabel *a, const MlsLabel *b)
{
  for (int i = 0; i < MLS_N_FIELDS; i++)
    if (a->field[i] != b->field[i])
      return FALSE;

  return TRUE;
}

static inline gboolean
mls_pair_equal (MlsPair a, MlsPair b)
{
  return a.cover == b.cover && a.use == b.use;
}

/* @pair, with what it leaves alone from @below. */
static inline MlsPair
mls_pair_over (MlsPair pair, MlsPair below)
{
  return (MlsPair){ pair.cover != 0 ? pair.cover : below.cover, pair.use != 0 ? pair.use : below.use };
}

static inline MlsPair
mls_label_pair (const MlsLabel *label)
{
  return (MlsPair){ label->field[MLS_FIELD_COVER], label->field[MLS_FIELD_USE] };
}

/* The codes that tell regions apart in @dimension; the other one is 0. */
static inline MlsPair
mls_label_pair_in (const MlsLabel *label, MlsDimension dimension)
{
  return (MlsPair){ dimension != MLS_DIMENSION_USE ? label->field[MLS_FIELD_COVER] : 0,
                    dimension != MLS_DIMENSION_COVER ? label->field[MLS_FIELD_USE] : 0 };
}

/* Neither code: the vintage does not cover this ground, or nobody has coded it yet. */
static inline gboolean
mls_label_is_null (const MlsLabel *label)
{
  return label->field[MLS_FIELD_COVER] == 0 && label->field[MLS_FIELD_USE] == 0;
}

/* What is equal exactly where two labels are of one region in @dimension: a code, or both in one. */
static inline guint64
mls_label_code (const MlsLabel *label, MlsDimension dimension)
{
  guint64 cover = label->field[MLS_FIELD_COVER];
  guint64 use = label->field[MLS_FIELD_USE];

  switch (dimension)
    {
    case MLS_DIMENSION_COVER:
      return cover;
    case MLS_DIMENSION_USE:
      return use;
    case MLS_DIMENSION_PAIR:
      return cover << 32 | use;
    case MLS_N_DIMENSIONS:
      break;
    }

  g_assert_not_reached ();
}

/* Whether what is coded at two dates differs. What one of them alone has coded may have been the same
 * already; a map of covers alone still changes in both together. */
static inline gboolean
mls_label_changes (const MlsLabel *from, const MlsLabel *to, MlsDimension dimension)
{
  MlsPair was = mls_label_pair_in (from, dimension);
  MlsPair is = mls_label_pair_in (to, dimension);

  return (was.cover == 0) == (is.cover == 0) && (was.use == 0) == (is.use == 0) &&
         (was.cover != is.cover || was.use != is.use);
}

const char  *mls_field_column         (MlsField      field);
const char  *mls_field_name           (MlsField      field);
gboolean     mls_text_is_yes          (MlsText       text);
gboolean     mls_note_read            (MlsNote      *note,
                                       const char   *word);
const char  *mls_dimension_name       (MlsDimension  dimension);
gboolean     mls_dimension_from_name  (const char   *name,
                                       MlsDimension *out);

G_END_DECLS
