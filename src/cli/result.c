#include "cli/result.h"

#include <stdio.h>

typedef gboolean (*IsKind) (const MlsChange *change);

static gboolean
is_created (const MlsChange *change)
{
  return change->before == NULL;
}

static gboolean
is_changed (const MlsChange *change)
{
  return change->before != NULL && change->after != NULL;
}

static gboolean
is_removed (const MlsChange *change)
{
  return change->after == NULL;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return (*(const gint64 *) a > *(const gint64 *) b) - (*(const gint64 *) a < *(const gint64 *) b);
}

static void
write_ids (MlsJson *json, const char *key, const MlsDelta *delta, IsKind is_kind)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < delta->changes->len; i++)
    {
      const MlsChange *change = &g_array_index (delta->changes, MlsChange, i);
      gint64 id = change->after != NULL ? change->after->id : change->before->id;

      if (is_kind (change))
        g_array_append_val (ids, id);
    }

  g_array_sort (ids, compare_ids);
  mls_json_array (json, key);
  for (guint i = 0; i < ids->len; i++)
    mls_json_integer (json, NULL, g_array_index (ids, gint64, i));
  mls_json_end (json);
}

/**
 * mls_result_faces:
 * @json: a writer in an object
 * @delta: what was written
 *
 * Writes the ids of the faces created, changed and removed.
 */
void
mls_result_faces (MlsJson *json, const MlsDelta *delta)
{
  write_ids (json, "created", delta, is_created);
  write_ids (json, "changed", delta, is_changed);
  write_ids (json, "removed", delta, is_removed);
}

static void
write_region (MlsJson *json, const MlsRegionEffect *effect, const MlsRules *rules)
{
  mls_json_object (json, NULL);
  mls_json_string (json, "vintage", rules->vintages[effect->vintage].code);
  mls_json_string (json, "dimension", mls_dimension_name (effect->dimension));
  mls_json_string (json, "code", g_quark_to_string (effect->code));
  mls_json_number (json, "area_m2", mls_area2_to_m2 (effect->area2));
  mls_json_boolean (json, "at_least", effect->at_least);
  mls_json_number (json, "minimum_m2", mls_area2_to_m2 (effect->minimum));
  mls_json_boolean (json, "ok", effect->ok);
  mls_json_end (json);
}

/**
 * mls_result_flows:
 * @json: a writer in an object
 * @vintages: those that @turnover is of
 * @turnover: what became of some ground
 *
 * Writes how much ground got another label, and what became what.
 */
void
mls_result_flows (MlsJson *json, const MlsVintage *vintages, const MlsTurnover *turnover)
{
  mls_json_area2 (json, "changed_m2", turnover->area2);
  mls_json_array (json, "flows");
  for (guint i = 0; i < turnover->flows->len; i++)
    {
      const MlsFlow *flow = &g_array_index (turnover->flows, MlsFlow, i);

      mls_json_object (json, NULL);
      mls_json_string (json, "vintage", vintages[flow->vintage].code);
      mls_result_code (json, "from", flow->from);
      mls_result_code (json, "to", flow->to);
      mls_json_area2 (json, "area_m2", flow->area2);
      mls_json_end (json);
    }
  mls_json_end (json);
}

/**
 * mls_result_regions:
 * @json: a writer in an object
 * @verdict: (nullable): what was judged
 * @rules: by what
 *
 * Writes the regions the edit touched, the smallest first.
 */
void
mls_result_regions (MlsJson *json, const MlsVerdict *verdict, const MlsRules *rules)
{
  mls_json_array (json, "regions");
  for (guint i = 0; verdict != NULL && i < verdict->regions->len; i++)
    write_region (json, &g_array_index (verdict->regions, MlsRegionEffect, i), rules);
  mls_json_end (json);
}

/**
 * mls_result_place:
 * @json: a writer in an object
 * @place: a place
 *
 * Writes it as x and y, m.
 */
void
mls_result_place (MlsJson *json, MlsPoint place)
{
  mls_json_number (json, "x", mls_grid_to_metres (place.x));
  mls_json_number (json, "y", mls_grid_to_metres (place.y));
}

/**
 * mls_result_box:
 * @json: a writer in an object
 * @box: a box; an empty one is not written
 *
 * Writes it as an array of west, south, east and north, m.
 */
void
mls_result_box (MlsJson *json, const MlsBox *box)
{
  if (mls_box_is_empty (box))
    return;

  mls_json_array (json, "box");
  mls_json_number (json, NULL, mls_grid_to_metres (box->min_x));
  mls_json_number (json, NULL, mls_grid_to_metres (box->min_y));
  mls_json_number (json, NULL, mls_grid_to_metres (box->max_x));
  mls_json_number (json, NULL, mls_grid_to_metres (box->max_y));
  mls_json_end (json);
}

/**
 * mls_pair_text:
 * @pair: codes, of one dimension or of both
 *
 * Returns: (transfer full): the codes, parted by a blank; "" without any
 */
char *
mls_pair_text (MlsPair pair)
{
  return g_strdup_printf ("%s%s%s", pair.cover != 0 ? g_quark_to_string (pair.cover) : "",
                          pair.cover != 0 && pair.use != 0 ? " " : "",
                          pair.use != 0 ? g_quark_to_string (pair.use) : "");
}

/**
 * mls_result_code:
 * @json: a writer in an object
 * @key: the key
 * @pair: codes; without any, nothing is written
 *
 * Writes them as one text, see mls_pair_text().
 */
void
mls_result_code (MlsJson *json, const char *key, MlsPair pair)
{
  g_autofree char *text = mls_pair_text (pair);

  if (text[0] != '\0')
    mls_json_string (json, key, text);
}

/**
 * mls_result_way:
 * @json: a writer in an object
 * @way: (element-type MlsPoint): a line
 *
 * Writes its length and its vertices, m.
 */
void
mls_result_way (MlsJson *json, const GArray *way)
{
  double length = 0;

  for (guint i = 1; i < way->len; i++)
    length += mls_point_distance (g_array_index (way, MlsPoint, i - 1), g_array_index (way, MlsPoint, i));

  mls_json_number (json, "length_m", length / MLS_MM_PER_M);
  mls_json_array (json, "points");
  for (guint i = 0; i < way->len; i++)
    {
      mls_json_array (json, NULL);
      mls_json_number (json, NULL, mls_grid_to_metres (g_array_index (way, MlsPoint, i).x));
      mls_json_number (json, NULL, mls_grid_to_metres (g_array_index (way, MlsPoint, i).y));
      mls_json_end (json);
    }
  mls_json_end (json);
}

/**
 * mls_result_done:
 * @verb: what was done
 * @operation: the operation that it became
 * @delta: what was written
 * @as_json: whether a program asks
 *
 * Prints what came of a command that writes one operation.
 */
void
mls_result_done (const char *verb, gint64 operation, const MlsDelta *delta, gboolean as_json)
{
  g_autoptr (MlsJson) json = mls_json_new ();

  if (!as_json)
    {
      printf ("%" G_GINT64_FORMAT "\t%s\n", operation, verb);
      return;
    }

  mls_json_object (json, NULL);
  mls_json_boolean (json, "ok", TRUE);
  mls_json_string (json, "verb", verb);
  mls_json_integer (json, "operation", operation);
  mls_result_faces (json, delta);
  mls_json_end (json);
  puts (mls_json_text (json));
}
