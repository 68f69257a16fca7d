#include "quality/border-check.h"

#include "rules/border.h"

/* What was found of a border between two faces: of spikes each, of needless vertices all together. */
typedef struct
{
  guint32  face;
  guint32  neighbour;
  MlsPoint place;  /* of needless vertices the westernmost */
  double   figure; /* degrees, or how many */
  double   length; /* mm */
} Found;

struct _MlsBorderCheck
{
  const MlsLimits *limits;   /* borrowed */
  GArray          *spikes;   /* (element-type Found) */
  GArray          *needless; /* (element-type Found) */
  GHashTable      *known;    /* by the two faces: index in needless */
};

/**
 * mls_border_check_new:
 * @limits: what borders are judged by; must outlive the check
 *
 * Returns: (transfer full): a check of no border yet
 */
MlsBorderCheck *
mls_border_check_new (const MlsLimits *limits)
{
  MlsBorderCheck *self = g_new0 (MlsBorderCheck, 1);

  self->limits = limits;
  self->spikes = g_array_new (FALSE, FALSE, sizeof (Found));
  self->needless = g_array_new (FALSE, FALSE, sizeof (Found));
  self->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  return self;
}

/**
 * mls_border_check_free:
 * @self: (transfer full): a check
 */
void
mls_border_check_free (MlsBorderCheck *self)
{
  g_array_unref (self->spikes);
  g_array_unref (self->needless);
  g_hash_table_unref (self->known);
  g_free (self);
}

/* Hundreds of vertices of one border are one finding. */
static void
add_needless (MlsBorderCheck *self, const MlsBorderVertex *vertex, double spacing)
{
  gint64 name = (gint64) ((guint64) vertex->face << 32 | vertex->neighbour);
  gpointer known;
  Found *found;

  if (!g_hash_table_lookup_extended (self->known, &name, NULL, &known))
    {
      g_hash_table_insert (self->known, g_memdup2 (&name, sizeof name), GUINT_TO_POINTER (self->needless->len));
      g_array_append_val (self->needless,
                          ((Found){ vertex->face, vertex->neighbour, vertex->vertex, 1, spacing }));
      return;
    }

  found = &g_array_index (self->needless, Found, GPOINTER_TO_UINT (known));
  found->figure++;
  found->length = MIN (found->length, spacing);
  if (mls_point_compare (vertex->vertex, found->place) < 0)
    found->place = vertex->vertex;
}

/**
 * mls_border_check_add:
 * @vertex: a vertex of a border, once
 * @self: a check
 */
void
mls_border_check_add (const MlsBorderVertex *vertex, gpointer self)
{
  MlsBorderCheck *check = self;
  double figure, length;

  if (mls_border_is_spike (check->limits, vertex->before, vertex->vertex, vertex->after, &figure, &length))
    g_array_append_val (check->spikes,
                        ((Found){ vertex->face, vertex->neighbour, vertex->vertex, figure, length }));
  if (mls_border_is_needless (check->limits, vertex->before, vertex->vertex, vertex->after, &length))
    add_needless (check, vertex, length);
}

/* Whichever face came first. */
static MlsFinding
finding_of (const Found *found, MlsFindingRule rule, const MlsGrouping *grouping)
{
  gint64 fid = mls_grouping_fid (grouping, found->face);
  gint64 other = found->neighbour != MLS_NOBODY ? mls_grouping_fid (grouping, found->neighbour) : 0;

  return (MlsFinding){ .rule = rule,
                       .severity = mls_finding_rule_severity (rule),
                       .vintage = MLS_NO_VINTAGE,
                       .place = found->place,
                       .fid = other != 0 ? MIN (fid, other) : fid,
                       .other_fid = other != 0 ? MAX (fid, other) : 0,
                       .figure = found->figure,
                       .length = found->length };
}

/* Who asks, and where that goes. */
typedef struct
{
  const MlsGrouping *grouping;
  MlsBorderFilter    filter; /* (nullable) */
  gpointer           user_data;
  GArray            *findings;
} Asking;

static void
append_all (const GArray *found, MlsFindingRule rule, const Asking *asking)
{
  for (guint i = 0; i < found->len; i++)
    {
      const Found *one = &g_array_index (found, Found, i);
      MlsFinding finding = finding_of (one, rule, asking->grouping);

      if (asking->filter == NULL || asking->filter (one->face, one->neighbour, asking->user_data))
        g_array_append_val (asking->findings, finding);
    }
}

/**
 * mls_border_check_run:
 * @self: a check that was shown all vertices
 * @grouping: what numbers the faces
 * @filter: (scope call) (nullable): of which borders something is to be said
 * @user_data: for @filter
 *
 * Returns: (transfer full) (element-type MlsFinding): what it found, each border once, in no certain order
 */
GArray *
mls_border_check_run (MlsBorderCheck *self, const MlsGrouping *grouping, MlsBorderFilter filter, gpointer user_data)
{
  GArray *findings = g_array_new (FALSE, TRUE, sizeof (MlsFinding));
  const Asking asking = { grouping, filter, user_data, findings };

  append_all (self->spikes, MLS_FINDING_SPIKE, &asking);
  append_all (self->needless, MLS_FINDING_VERTICES, &asking);

  return findings;
}
