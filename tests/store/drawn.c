#include "drawn.h"

#include "remove-tree.h"
#include "sample.h"

#include <gio/gio.h>

MlsText
drawn_text (const char *text)
{
  return text != NULL ? g_quark_from_string (text) : 0;
}

static void
add_square (MlsShape *shape, MlsPoint from, gint64 side)
{
  mls_shape_add_point (shape, from);
  mls_shape_add_point (shape, (MlsPoint){ from.x + side, from.y });
  mls_shape_add_point (shape, (MlsPoint){ from.x + side, from.y + side });
  mls_shape_add_point (shape, (MlsPoint){ from.x, from.y + side });
  mls_shape_end_ring (shape);
}

MlsUnit *
drawn_unit (guint i)
{
  MlsUnit *unit = mls_unit_new ();
  MlsPoint corner = { BOARD_X + i * DRAWN_SIDE, BOARD_Y };

  unit->id = i + 1;
  unit->part = i / 3 + 1;
  unit->pair = (MlsPair){ drawn_text ("CS1.1.1"), drawn_text ("US1.1.3") };
  unit->mixed = i == 1;
  unit->stratum = unit->pair.cover;
  unit->probability = i == 0 ? 1 : 0.25;
  unit->place = (MlsPoint){ corner.x + 2000, corner.y + 2000 };
  unit->authors = drawn_text (i == 0 ? "Ada\nZoé" : i == 1 ? "Zoé" : NULL);
  add_square (unit->outline, corner, DRAWN_SIDE);
  unit->area2 = 2 * DRAWN_SIDE * DRAWN_SIDE;
  if (i == 0)
    {
      add_square (unit->outline, (MlsPoint){ corner.x + 5000, corner.y + 5000 }, 10000);
      unit->area2 -= 2 * 10000 * 10000;
    }
  unit->box = (MlsBox){ corner.x, corner.y, corner.x + DRAWN_SIDE, corner.y + DRAWN_SIDE };

  return unit;
}

void
drawn_make (const char *path, const char *id, guint n_units, MlsDimension dimension, gboolean blind)
{
  const MlsSample sample = { .id = drawn_text (id), .title = drawn_text ("Covers 2024"), .project = drawn_text ("gers.gpkg"),
                             .operation = 42, .vintage = drawn_text ("24"), .year = 2024, .dimension = dimension,
                             .seed = G_MAXUINT64, .blind = blind, .at = drawn_text ("2026-01-02T03:04:05.678Z"),
                             .author = drawn_text ("Léa"), .drawing = drawn_text ("--share 5"),
                             .agreed = { 90, 80 } };
  const MlsStratum stratum = { drawn_text ("CS1.1.1"), 100, G_GINT64_CONSTANT (123456789012345), 3, 7, n_units };
  const MlsSamplePhoto photo = { drawn_text ("24"), drawn_text ("https://example.org/2024.tif"), drawn_text ("Ortho 2024"),
                                 0, { 1, 2, 3.5, 4 } };
  g_autoptr (GArray) strata = g_array_new (FALSE, FALSE, sizeof (MlsStratum));
  g_autoptr (GArray) photos = g_array_new (FALSE, FALSE, sizeof (MlsSamplePhoto));
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_unit_free);
  g_autoptr (MlsNomenclature) nomenclature = sample_nomenclature ();
  g_autoptr (GError) error = NULL;

  g_array_append_val (strata, stratum);
  g_array_append_val (photos, photo);
  for (guint i = 0; i < n_units; i++)
    g_ptr_array_add (units, drawn_unit (i));

  mls_sample_file_create (
    path, &(MlsSampleContents){ &sample, strata, units, photos, nomenclature, "EPSG:2154" }, &error);
  g_assert_no_error (error);
}

void
drawn_begin (Drawn *drawn, guint n_units, MlsDimension dimension, gboolean blind)
{
  g_autoptr (GError) error = NULL;

  drawn->folder = g_dir_make_tmp ("mls-drawn-XXXXXX", &error);
  g_assert_no_error (error);
  drawn->path = g_build_filename (drawn->folder, "a.controle.gpkg", NULL);
  drawn_make (drawn->path, "set-1", n_units, dimension, blind);
}

void
drawn_end (Drawn *drawn)
{
  remove_tree (drawn->folder);
  g_clear_pointer (&drawn->folder, g_free);
  g_clear_pointer (&drawn->path, g_free);
}

/* The file as it is, under another name. */
char *
drawn_copy (const Drawn *drawn, const char *path, const char *name)
{
  g_autofree char *target = g_build_filename (drawn->folder, name, NULL);
  g_autoptr (GFile) from = g_file_new_for_path (path);
  g_autoptr (GFile) to = g_file_new_for_path (target);

  g_assert_true (g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, NULL));

  return g_steal_pointer (&target);
}

MlsSampleFile *
drawn_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  MlsSampleFile *file = mls_sample_file_open (path, MLS_STORE_READ_WRITE, &error);

  g_assert_no_error (error);

  return file;
}

MlsJudgement
drawn_right (const char *controller, const char *at)
{
  return (MlsJudgement){ .judged = { MLS_JUDGED_RIGHT, MLS_JUDGED_RIGHT }, .controller = drawn_text (controller),
                         .at = drawn_text (at) };
}

MlsJudgement
drawn_wrong (const char *controller, const char *at, const char *replacement)
{
  return (MlsJudgement){ .judged = { MLS_JUDGED_WRONG, MLS_JUDGED_RIGHT }, .replacement = { drawn_text (replacement), 0 },
                         .controller = drawn_text (controller), .at = drawn_text (at) };
}

void
drawn_judge (const char *path, gint64 unit, MlsJudgement judgement)
{
  g_autoptr (MlsSampleFile) file = drawn_open (path);
  g_autoptr (GError) error = NULL;

  mls_sample_file_judge (file, unit, &judgement, &error);
  g_assert_no_error (error);
}

/* All that is said, a line for each: unit, controller, cover, use, what else, confirmation. */
char *
drawn_tell (const char *path)
{
  g_autoptr (MlsSampleFile) file = drawn_open (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) all = mls_sample_file_list_judgements (file, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < all->len; i++)
    {
      const MlsSaid *said = &g_array_index (all, MlsSaid, i);
      const MlsJudgement *judgement = &said->judgement;

      g_string_append_printf (text, "%d %s %s", (int) said->unit,
                              judgement->controller != 0 ? g_quark_to_string (judgement->controller) : "-",
                              mls_judged_name (judgement->judged[MLS_DIMENSION_COVER]));
      if (judgement->replacement[MLS_DIMENSION_COVER] != 0)
        g_string_append_printf (text, ">%s", g_quark_to_string (judgement->replacement[MLS_DIMENSION_COVER]));
      g_string_append_printf (text, " %s", mls_judged_name (judgement->judged[MLS_DIMENSION_USE]));
      if (judgement->replacement[MLS_DIMENSION_USE] != 0)
        g_string_append_printf (text, ">%s", g_quark_to_string (judgement->replacement[MLS_DIMENSION_USE]));
      g_string_append_printf (text, "%s%s", judgement->geometric ? " geometric" : "",
                              judgement->omission ? " omission" : "");
      if (judgement->comment != 0)
        g_string_append_printf (text, " (%s)", g_quark_to_string (judgement->comment));
      if (judgement->confirmation != MLS_CONFIRMATION_NONE)
        g_string_append_printf (text, " %s by %s", mls_confirmation_name (judgement->confirmation),
                                judgement->confirmer != 0 ? g_quark_to_string (judgement->confirmer) : "-");
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

void
drawn_assert_told (const char *path, const char *expected)
{
  g_autofree char *told = drawn_tell (path);

  g_assert_cmpstr (told, ==, expected);
}

/* "added changed same older conflicts left", and the names of the remarks with their units. */
char *
drawn_tell_outcome (const MlsMergeOutcome *outcome)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%u %u %u %u %u %u", outcome->n_added, outcome->n_changed, outcome->n_same, outcome->n_older,
                   outcome->n_conflicts, outcome->n_left);
  for (guint i = 0; i < outcome->remarks->len; i++)
    {
      const MlsMergeRemark *remark = g_ptr_array_index (outcome->remarks, i);

      g_string_append_printf (text, " %s:%d", mls_merge_remark_name (remark->kind), (int) remark->unit);
      g_test_message ("%s", remark->text);
    }

  return g_string_free (text, FALSE);
}
