#include "quality/sampling.h"

#include "base/hilbert.h"
#include "base/random.h"

#include <math.h>
#include <string.h>

static int
compare_strata (gconstpointer left, gconstpointer right)
{
  return g_strcmp0 (g_quark_to_string (((const MlsStratum *) left)->code),
                    g_quark_to_string (((const MlsStratum *) right)->code));
}

static gboolean
is_left (const MlsSampling *sampling, const MlsDrawable *region)
{
  return region->is_left || (sampling->largest2 > 0 && region->area2 > sampling->largest2);
}

/* Code of a class → its place in @strata, and one. */
static GHashTable *
index_strata (const GArray *strata)
{
  GHashTable *by_code = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < strata->len; i++)
    g_hash_table_insert (by_code, GUINT_TO_POINTER (g_array_index (strata, MlsStratum, i).code), GUINT_TO_POINTER (i + 1));

  return by_code;
}

static MlsStratum *
stratum_of (GArray *strata, GHashTable *by_code, MlsText code)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (by_code, GUINT_TO_POINTER (code)));

  if (place == 0)
    {
      const MlsStratum stratum = { .code = code };

      g_array_append_val (strata, stratum);
      place = strata->len;
      g_hash_table_insert (by_code, GUINT_TO_POINTER (code), GUINT_TO_POINTER (place));
    }

  return &g_array_index (strata, MlsStratum, place - 1);
}

/* By their codes, so that nothing depends on the order in which these were met. */
static void
count_classes (const MlsSampling *sampling, const GArray *regions, GArray *strata)
{
  g_autoptr (GHashTable) by_code = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < regions->len; i++)
    {
      const MlsDrawable *region = &g_array_index (regions, MlsDrawable, i);
      MlsStratum *stratum = stratum_of (strata, by_code, region->stratum);

      if (is_left (sampling, region))
        {
          stratum->n_left++;
          stratum->left2 += region->area2;
        }
      else
        {
          stratum->n_regions++;
          stratum->area2 += region->area2;
        }
    }
  g_array_sort (strata, compare_strata);
}

/**
 * mls_more_fits:
 * @more: classes of which more is drawn
 * @stratum: what regions are called by
 *
 * Returns: whether they are of these: it is their class, or what that is below, or either half of a pair is
 */
gboolean
mls_more_fits (const MlsMore *more, MlsText stratum)
{
  const char *of = g_quark_to_string (more->code);
  const char *code = g_quark_to_string (stratum);
  gsize length = strlen (of);

  for (; code != NULL; code = strchr (code, ' '))
    {
      code += *code == ' ';
      if (strncmp (code, of, length) == 0 && (code[length] == '\0' || code[length] == '.' || code[length] == ' '))
        return TRUE;
    }

  return FALSE;
}

/* The longest that fits counts. */
static double
factor_of (const MlsSampling *sampling, MlsText code)
{
  gsize longest = 0;
  double factor = 1;

  for (guint i = 0; sampling->more != NULL && i < sampling->more->len; i++)
    {
      const MlsMore *more = &g_array_index (sampling->more, MlsMore, i);
      gsize length = strlen (g_quark_to_string (more->code));

      if (length > longest && mls_more_fits (more, code))
        {
          longest = length;
          factor = more->factor;
        }
    }

  return factor;
}

static double
share_of (const MlsSampling *sampling, const GArray *strata)
{
  double n = 0;

  if (sampling->n_units == 0)
    return sampling->share;

  for (guint i = 0; i < strata->len; i++)
    {
      const MlsStratum *stratum = &g_array_index (strata, MlsStratum, i);

      n += stratum->n_regions * factor_of (sampling, stratum->code);
    }

  return n > 0 ? sampling->n_units / n : 0;
}

/* How many of a class go into each set. A share is rounded up: a class that is there has one at least. */
static guint
size_of (const MlsSampling *sampling, const MlsStratum *stratum, double share)
{
  double wanted = ceil (share * factor_of (sampling, stratum->code) * stratum->n_regions - 1e-9);
  guint n = wanted < (double) G_MAXUINT ? (guint) MAX (wanted, 0) : G_MAXUINT;

  if (sampling->cap > 0)
    n = MIN (n, sampling->cap);
  n = MAX (n, sampling->floor);

  return MIN (n, stratum->n_regions / sampling->n_sets);
}

/**
 * mls_sampling_plan:
 * @sampling: how
 * @regions: (element-type MlsDrawable): what there is to draw among
 * @strata: (element-type MlsStratum): empty; gets its classes, by their codes, as they are of each set
 *
 * Tells how many would be drawn, and draws none: this is quick.
 */
void
mls_sampling_plan (const MlsSampling *sampling, const GArray *regions, GArray *strata)
{
  double share;

  g_return_if_fail (sampling->n_sets > 0 && strata->len == 0);

  count_classes (sampling, regions, strata);
  share = share_of (sampling, strata);
  for (guint i = 0; i < strata->len; i++)
    {
      MlsStratum *stratum = &g_array_index (strata, MlsStratum, i);

      stratum->n_drawn = size_of (sampling, stratum, share);
    }
}

static MlsBox
box_of (const GArray *regions)
{
  MlsBox box = MLS_BOX_EMPTY;

  for (guint i = 0; i < regions->len; i++)
    mls_box_extend (&box, g_array_index (regions, MlsDrawable, i).place);

  return box;
}

/* Along the curve through all regions. */
static guint *
order_regions (const GArray *regions, const MlsBox *box)
{
  g_autofree MlsPoint *places = g_new (MlsPoint, regions->len);

  for (guint i = 0; i < regions->len; i++)
    places[i] = g_array_index (regions, MlsDrawable, i).place;

  return mls_hilbert_order (places, regions->len, box);
}

/* Those of each class that may be drawn, each near the one before. */
static GPtrArray *
line_up (const MlsSampling *sampling, const GArray *regions, const MlsBox *box, const GArray *strata)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) by_code = index_strata (strata);
  g_autofree guint *order = order_regions (regions, box);

  for (guint i = 0; i < strata->len; i++)
    g_ptr_array_add (lines, g_array_new (FALSE, FALSE, sizeof (guint)));

  for (guint i = 0; i < regions->len; i++)
    {
      const MlsDrawable *region = &g_array_index (regions, MlsDrawable, order[i]);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (by_code, GUINT_TO_POINTER (region->stratum)));

      if (!is_left (sampling, region))
        g_array_append_val ((GArray *) g_ptr_array_index (lines, place - 1), order[i]);
    }

  return lines;
}

/* At equal steps along the curve, from a random start: of the numbers k N + start each is met once, whatever k and
 * start, and n of them lead to each region, so that each is as likely to be drawn as any other, to the last bit. The
 * sets take turns. */
static void
draw_class (const MlsSampling *sampling, const MlsStratum *stratum, const GArray *line, GArray *drawn)
{
  guint64 n_regions = line->len;
  guint64 n = (guint64) stratum->n_drawn * sampling->n_sets;
  MlsRandom random = mls_random_new (sampling->seed, g_str_hash (stratum->code != 0 ? g_quark_to_string (stratum->code) : ""));
  guint64 start, turn;

  if (n == 0)
    return;

  start = mls_random_index (&random, (guint) n_regions);
  turn = mls_random_index (&random, sampling->n_sets);
  for (guint64 k = 0; k < n; k++)
    {
      MlsDrawnRegion region = { g_array_index (line, guint, (k * n_regions + start) / n), (guint) ((k + turn) % sampling->n_sets),
                                (double) stratum->n_drawn / (double) n_regions };

      g_array_append_val (drawn, region);
    }
}

/* Set by set, each along the curve. */
static GArray *
in_order (const GArray *regions, const MlsBox *box, const GArray *drawn, guint n_sets)
{
  g_autofree MlsPoint *places = g_new (MlsPoint, drawn->len);
  g_autofree guint *order = NULL;
  GArray *ordered = g_array_sized_new (FALSE, FALSE, sizeof (MlsDrawnRegion), drawn->len);

  for (guint i = 0; i < drawn->len; i++)
    places[i] = g_array_index (regions, MlsDrawable, g_array_index (drawn, MlsDrawnRegion, i).region).place;

  order = mls_hilbert_order (places, drawn->len, box);
  for (guint set = 0; set < n_sets; set++)
    for (guint i = 0; i < drawn->len; i++)
      {
        const MlsDrawnRegion *region = &g_array_index (drawn, MlsDrawnRegion, order[i]);

        if (region->set == set)
          g_array_append_val (ordered, *region);
      }

  return ordered;
}

/**
 * mls_sampling_draw:
 * @sampling: how
 * @regions: (element-type MlsDrawable): what there is to draw among
 * @strata: (element-type MlsStratum): empty; gets its classes, as mls_sampling_plan() tells them
 *
 * The same regions and the same seed give the same sample on any machine. It is spread over the ground: within a class
 * at equal steps along a curve through all regions.
 *
 * Returns: (transfer full) (element-type MlsDrawnRegion): what is drawn, set by set, in each each near the one before
 */
GArray *
mls_sampling_draw (const MlsSampling *sampling, const GArray *regions, GArray *strata)
{
  g_autoptr (GArray) drawn = g_array_new (FALSE, FALSE, sizeof (MlsDrawnRegion));
  g_autoptr (GPtrArray) lines = NULL;
  MlsBox box = box_of (regions);

  mls_sampling_plan (sampling, regions, strata);
  lines = line_up (sampling, regions, &box, strata);
  for (guint i = 0; i < strata->len; i++)
    draw_class (sampling, &g_array_index (strata, MlsStratum, i), g_ptr_array_index (lines, i), drawn);

  return in_order (regions, &box, drawn, sampling->n_sets);
}

/* Which of those drawn is nearest, the first of equals. */
static guint
nearest_to (MlsPoint place, const GArray *regions, const GArray *drawn)
{
  double least = G_MAXDOUBLE;
  guint nearest = 0;

  for (guint i = 0; i < drawn->len; i++)
    {
      MlsPoint other = g_array_index (regions, MlsDrawable, g_array_index (drawn, MlsDrawnRegion, i).region).place;
      double east = (double) (other.x - place.x), north = (double) (other.y - place.y);
      double distance = east * east + north * north;

      if (distance < least)
        {
          least = distance;
          nearest = i;
        }
    }

  return nearest;
}

/**
 * mls_sampling_balance:
 * @regions: (element-type MlsDrawable): regions of one class, none of them left out
 * @drawn: (element-type MlsDrawnRegion): what was drawn of them, at least one, with equal probability
 *
 * How evenly a sample is spread, by the measure of Stevens and Olsen: each region counts, with its probability, for the
 * one drawn that lies nearest; were they spread perfectly, each would have 1.
 *
 * Returns: the mean square of what they are off that: 0 for a perfect sample
 */
double
mls_sampling_balance (const GArray *regions, const GArray *drawn)
{
  g_autofree double *held = g_new0 (double, drawn->len);
  double sum = 0;

  for (guint i = 0; i < regions->len; i++)
    held[nearest_to (g_array_index (regions, MlsDrawable, i).place, regions, drawn)] += (double) drawn->len / regions->len;
  for (guint i = 0; i < drawn->len; i++)
    sum += (held[i] - 1) * (held[i] - 1);

  return sum / drawn->len;
}

/**
 * mls_sampling_part:
 * @i: the place of a unit in its sample, from 0
 * @n_units: how many there are
 *
 * Returns: which of the parts of about %MLS_SAMPLE_PART it is of, from 1
 */
guint
mls_sampling_part (guint i, guint n_units)
{
  guint n_parts = MAX (1, (n_units + MLS_SAMPLE_PART / 2) / MLS_SAMPLE_PART);

  return 1 + (guint) ((guint64) i * n_parts / n_units);
}
