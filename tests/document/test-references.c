#include "document/named-place.h"
#include "document/workspace.h"
#include "sample.h"
#include "source-file.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

/* Nine fields of 100 m in Lambert-93. */
static const Board board = { 3, 3, 100, 4, 0 };

typedef struct
{
  Sample         sample;
  MlsProject    *project;
  MlsWorkspace  *workspace;
  MlsReferences *references;
  GString       *problems;
  GString       *presence; /* of which files it was told */
} Desk;

#define ROAD(name, y) \
  "{\"type\":\"LineString\",\"coordinates\":[[700010," #y "],[700290," #y "]]}\t{\"nom\":\"" name "\"}"
#define COMMUNE(name, x) \
  "{\"type\":\"Polygon\",\"coordinates\":[[[" #x "0,6600000],[" #x "9,6600000],[" #x "9,6600300],[" #x "0,6600000]]]}" \
  "\t{\"nom\":\"" name "\"}"

static void
note_problem (Desk *desk, const char *text)
{
  g_string_append_printf (desk->problems, "%s\n", text);
}

static void
note_presence (Desk *desk, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);

  g_string_append_printf (desk->presence, "%s\n", name);
}

static void
set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sample_begin (&desk->sample, &board);
  mls_store_free (g_steal_pointer (&desk->sample.store));
  desk->project = mls_project_open (desk->sample.path, MLS_STORE_READ_WRITE, &error);
  g_assert_no_error (error);
  desk->workspace = mls_workspace_new (desk->project);
  desk->references = mls_workspace_get_references (desk->workspace);
  desk->problems = g_string_new (NULL);
  desk->presence = g_string_new (NULL);
  g_signal_connect_swapped (desk->references, "problem", G_CALLBACK (note_problem), desk);
  g_signal_connect_swapped (desk->references, "presence", G_CALLBACK (note_presence), desk);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&desk->workspace);
  mls_project_close (desk->project, &error);
  g_assert_no_error (error);
  g_clear_object (&desk->project);
  g_string_free (desk->problems, TRUE);
  g_string_free (desk->presence, TRUE);
  sample_end (&desk->sample);
}

static void
await (Desk *desk)
{
  mls_references_reload (desk->references);
  while (mls_references_is_reading (desk->references))
    g_main_context_iteration (NULL, TRUE);
}

static gint64
add (Desk *desk, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsVectorFacts) facts = mls_vector_find (path, NULL, &error);
  gint64 id;

  g_assert_no_error (error);
  g_assert_true (mls_reference_add (path, facts, mls_project_get_store (desk->project), NULL, &id, &error));

  return id;
}

/* Changes the layer at the bottom. */
static void
change (Desk *desk, gboolean shown, gboolean snapping)
{
  g_autoptr (MlsReferenceLink) link = mls_reference_link_copy (mls_references_get (desk->references, 0)->link);

  link->shown = shown;
  link->snapping = snapping;
  g_assert_true (mls_store_update_reference_link (mls_project_get_store (desk->project), link, NULL));
  await (desk);
}

/* Layers are read one after the other; what has been read stays while it is shown otherwise. */
static void
test_read (Desk *desk, gconstpointer data)
{
  g_autofree char *roads = source_write ("roads.geojson", LAMBERT_93, ROAD ("Route de la Gare", 6600050));
  g_autofree char *communes = source_write ("communes.geojson", LAMBERT_93, COMMUNE ("Orçay", 70000));
  MlsFigures *figures;

  await (desk);
  g_assert_cmpuint (mls_references_get_n (desk->references), ==, 0);
  add (desk, roads);
  add (desk, communes);
  await (desk);
  g_assert_cmpuint (mls_references_get_n (desk->references), ==, 2);
  figures = mls_references_get (desk->references, 0)->figures;
  g_assert_cmpuint (mls_figures_get_n (figures), ==, 1);
  g_assert_cmpstr (mls_references_get (desk->references, 0)->fields[0], ==, "nom");
  g_assert_cmpuint (mls_figures_get_n (mls_references_get (desk->references, 1)->figures), ==, 1);

  change (desk, FALSE, FALSE);
  g_assert_true (mls_references_get (desk->references, 0)->figures == figures);
  g_assert_cmpstr (desk->problems->str, ==, "");
}

static void
note_so_far (MlsReferences *references, guint *n_seen)
{
  const MlsReferenceLayer *layer = mls_references_get (references, 0);

  if (layer->so_far == NULL)
    return;

  g_assert_null (layer->figures);
  g_assert_true (mls_references_is_reading (references));
  g_assert_true (mls_figures_get_n (layer->so_far) == 8192 || mls_figures_get_n (layer->so_far) == 16384);
  if ((*n_seen)++ == 0)
    mls_references_reload (references);
}

/* Of a large layer there is something before all of it is read, and stays when the list is looked at again. */
static void
test_so_far (Desk *desk, gconstpointer data)
{
  g_autofree char *points = source_points ("points.geojson", 20000);
  guint n_seen = 0;
  gulong handler = g_signal_connect (desk->references, "changed", G_CALLBACK (note_so_far), &n_seen);

  add (desk, points);
  await (desk);
  g_signal_handler_disconnect (desk->references, handler);
  g_assert_cmpuint (n_seen, >=, 2);
  g_assert_null (mls_references_get (desk->references, 0)->so_far);
  g_assert_cmpuint (mls_figures_get_n (mls_references_get (desk->references, 0)->figures), ==, 20000);
}

/* One that is gone keeps the others from nothing, and is told with what else is; found again, it is read. */
static void
test_missing (Desk *desk, gconstpointer data)
{
  g_autofree char *roads = source_write ("gone.geojson", LAMBERT_93, ROAD ("Route de la Gare", 6600050));
  g_autofree char *other = source_write ("there.geojson", LAMBERT_93, ROAD ("Rue Haute", 6600050));
  g_autofree char *away = source_path ("away.geojson");

  add (desk, roads);
  add (desk, other);
  g_assert_cmpint (g_rename (roads, away), ==, 0);
  await (desk);
  g_assert_null (mls_references_get (desk->references, 0)->figures);
  g_assert_true (mls_references_get (desk->references, 0)->link->missing);
  g_assert_nonnull (mls_references_get (desk->references, 1)->figures);
  g_assert_cmpstr (desk->problems->str, ==, "");

  g_assert_cmpint (g_rename (away, roads), ==, 0);
  await (desk);
  g_assert_nonnull (mls_references_get (desk->references, 0)->figures);
  g_assert_null (mls_references_get (desk->references, 0)->failure);
}

/* Replaced by another, a file is read again by itself; while it is broken, what was read stays; gone, it is told, and
 * come back, read. */
static void
test_changed (Desk *desk, gconstpointer data)
{
  g_autofree char *roads = source_write ("changing.geojson", LAMBERT_93, ROAD ("Route de la Gare", 6600050));
  g_autofree char *other = source_write ("other.geojson", LAMBERT_93,
                                         ROAD ("Rue Haute", 6600050) "\n" ROAD ("Rue Basse", 6600060));
  const MlsReferenceLayer *layer;

  add (desk, roads);
  await (desk);
  g_assert_cmpuint (mls_figures_get_n (mls_references_get (desk->references, 0)->figures), ==, 1);

  g_assert_cmpint (g_rename (other, roads), ==, 0);
  while (mls_figures_get_n (mls_references_get (desk->references, 0)->figures) == 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (mls_figures_get_n (mls_references_get (desk->references, 0)->figures), ==, 2);
  g_assert_cmpstr (desk->problems->str, ==, "");

  g_assert_true (g_file_set_contents (roads, "{\"type\":", -1, NULL));
  while (desk->problems->len == 0)
    g_main_context_iteration (NULL, TRUE);
  layer = mls_references_get (desk->references, 0);
  g_assert_nonnull (strstr (layer->failure, "changing.geojson"));
  g_assert_cmpuint (mls_figures_get_n (layer->figures), ==, 2);

  g_string_truncate (desk->problems, 0);
  g_assert_cmpint (g_remove (roads), ==, 0);
  while (desk->presence->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (desk->presence->str, ==, "changing.geojson\n");
  g_assert_cmpstr (desk->problems->str, ==, "");
  g_assert_true (mls_references_get (desk->references, 0)->link->missing);
  g_assert_null (mls_references_get (desk->references, 0)->figures);

  g_free (source_write ("changing.geojson", LAMBERT_93, ROAD ("Route de la Gare", 6600050)));
  while (mls_references_get (desk->references, 0)->figures == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (mls_references_get (desk->references, 0)->failure);
  g_assert_cmpstr (desk->presence->str, ==, "changing.geojson\nchanging.geojson\n");
}

/* The fields of a file are those it has now, also where the one with the names is gone: another may be chosen. */
static void
test_fields (Desk *desk, gconstpointer data)
{
  g_autofree char *roads = source_write ("fields.geojson", LAMBERT_93, ROAD ("Route de la Gare", 6600050));
  g_autofree char *other = source_write ("toponyms.geojson", LAMBERT_93,
                                         "{\"type\":\"Point\",\"coordinates\":[700010,6600050]}\t"
                                         "{\"toponyme\":\"Orçay\",\"quartier\":\"Haut\"}");
  const MlsReferenceLayer *layer;

  add (desk, roads);
  await (desk);
  g_assert_cmpstr (mls_references_get (desk->references, 0)->fields[0], ==, "nom");

  g_assert_cmpint (g_rename (other, roads), ==, 0);
  while (desk->problems->len == 0)
    g_main_context_iteration (NULL, TRUE);
  layer = mls_references_get (desk->references, 0);
  g_assert_nonnull (strstr (layer->failure, "fields.geojson"));
  g_assert_cmpuint (g_strv_length (layer->fields), ==, 2);
  g_assert_cmpstr (layer->fields[0], ==, "toponyme");
  g_assert_cmpuint (mls_figures_get_n (layer->figures), ==, 1);
}

static MlsSnapKind
hover (Desk *desk, gint64 x, gint64 y)
{
  mls_workspace_hand (desk->workspace, &(MlsHand){ .kind = MLS_INPUT_MOVE, .point = { x, y }, .m_per_px = 0.1 });

  return mls_workspace_get_snap (desk->workspace).kind;
}

/* What is drawn snaps to a layer that is shown and meant for it, and not while all are hidden. */
static void
test_snap (Desk *desk, gconstpointer data)
{
  g_autofree char *roads = source_write ("snap.geojson", LAMBERT_93, ROAD ("Route de la Gare", 6600050));
  MlsPoint near = { 700150500, 6600050600 };
  MlsSnap snap;

  add (desk, roads);
  await (desk);
  g_assert_cmpint (hover (desk, near.x, near.y), ==, MLS_SNAP_NONE);
  change (desk, TRUE, TRUE);
  g_assert_cmpint (hover (desk, near.x, near.y), ==, MLS_SNAP_FIGURE_LINE);
  snap = mls_workspace_get_snap (desk->workspace);
  g_assert_true (mls_point_equal (snap.point, (MlsPoint){ near.x, 6600050000 }));
  g_assert_cmpint (hover (desk, 700010300, 6600050200), ==, MLS_SNAP_FIGURE_VERTEX);
  g_assert_cmpint (hover (desk, 700162500, 6600100500), ==, MLS_SNAP_BORDER);

  mls_workspace_set_referenced (desk->workspace, FALSE);
  g_assert_cmpint (hover (desk, near.x, near.y), ==, MLS_SNAP_NONE);
  mls_workspace_set_referenced (desk->workspace, TRUE);
  mls_workspace_set_snapping (desk->workspace, FALSE);
  g_assert_cmpint (hover (desk, near.x, near.y), ==, MLS_SNAP_NONE);
  mls_workspace_set_snapping (desk->workspace, TRUE);
  mls_workspace_set_tool (desk->workspace, MLS_TOOL_VERTEX);
  g_assert_cmpint (hover (desk, near.x, near.y), ==, MLS_SNAP_NONE);
  change (desk, FALSE, TRUE);
  mls_workspace_set_tool (desk->workspace, MLS_TOOL_LINE);
  g_assert_cmpint (hover (desk, near.x, near.y), ==, MLS_SNAP_NONE);
}

static void
on_named (GObject *source, GAsyncResult *result, gpointer places)
{
  *(GPtrArray **) places = mls_named_places_find_finish (MLS_REFERENCES (source), result, NULL);
}

/* "Orçay (communes), …" */
static void
expect_named (Desk *desk, const char *text, const char *expected)
{
  g_autoptr (GPtrArray) places = NULL;
  g_autoptr (GString) found = g_string_new (NULL);

  mls_named_places_find_async (desk->references, text, 3, NULL, on_named, &places);
  while (places == NULL)
    g_main_context_iteration (NULL, TRUE);

  for (guint i = 0; i < places->len; i++)
    {
      const MlsFoundPlace *place = g_ptr_array_index (places, i);

      g_string_append_printf (found, "%s%s (%s)", i > 0 ? ", " : "", place->text, place->source);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

/* Names are found without accents, case and signs, by beginnings of words; the name itself comes first. Pieces of
 * one road are one thing. A layer that is hidden is searched, too. */
static void
test_names (Desk *desk, gconstpointer data)
{
  g_autofree char *roads = source_write ("voies.geojson", LAMBERT_93,
                                         ROAD ("Route d'Orçay", 6600050) "\n" ROAD ("Route d'Orçay", 6600150) "\n"
                                         ROAD ("Route d'Orçay", 6609999) "\n" ROAD ("Allée de l’Œuvre", 6600060));
  g_autofree char *communes = source_write ("lieux.geojson", LAMBERT_93,
                                            COMMUNE ("Orçay-le-Vieux", 70000) "\n" COMMUNE ("Orçay", 70001) "\n"
                                            COMMUNE ("Saint-Étienne", 70002));

  add (desk, roads);
  add (desk, communes);
  await (desk);
  change (desk, FALSE, FALSE);
  expect_named (desk, "orcay", "Orçay (lieux), Orçay-le-Vieux (lieux), Route d'Orçay (voies)");
  expect_named (desk, "SAINT ET", "Saint-Étienne (lieux)");
  expect_named (desk, "etienne saint", "Saint-Étienne (lieux)");
  expect_named (desk, "route orc", "Route d'Orçay (voies), Route d'Orçay (voies)");
  expect_named (desk, "oeuv", "Allée de l’Œuvre (voies)");
  expect_named (desk, "tienne", "");
  expect_named (desk, " - ", "");
}

int
main (int argc, char *argv[])
{
  int result;

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  source_begin ();

  g_test_add ("/document/references/read", Desk, NULL, set_up, test_read, tear_down);
  g_test_add ("/document/references/so-far", Desk, NULL, set_up, test_so_far, tear_down);
  g_test_add ("/document/references/missing", Desk, NULL, set_up, test_missing, tear_down);
  g_test_add ("/document/references/changed", Desk, NULL, set_up, test_changed, tear_down);
  g_test_add ("/document/references/fields", Desk, NULL, set_up, test_fields, tear_down);
  g_test_add ("/document/references/snap", Desk, NULL, set_up, test_snap, tear_down);
  g_test_add ("/document/references/names", Desk, NULL, set_up, test_names, tear_down);

  result = g_test_run ();
  source_end ();

  return result;
}
