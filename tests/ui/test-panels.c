#include "imagery/cache-room.h"
#include "ui/class-card.h"
#include "ui/code-panel.h"
#include "ui/pair-palette.h"
#include "ui/tutorial-card.h"
#include "ui/help-topic.h"
#include "ui/key-card.h"
#include "ui/keys.h"
#include "ui/message-bar.h"
#include "ui/preferences.h"
#include "ui/recent.h"
#include "ui/note-panel.h"
#include "ui/region-panel.h"
#include "ui/start-page.h"
#include "ui/swatch.h"
#include "ui/tool-column.h"

#include "resources.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <unistd.h>
#include <utime.h>

#define CODE(text) g_quark_from_static_string (text)

static MlsNomenclature *
load_nomenclature (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("MLS_NOMENCLATURE"), "ocs2d", NULL);
  g_autoptr (GError) error = NULL;
  MlsNomenclature *nomenclature = mls_nomenclature_load (path, &error);

  g_assert_no_error (error);
  return nomenclature;
}

typedef struct
{
  MlsPair pair;
  guint   n;
} Picked;

static void
on_picked (MlsCodePanel *panel, guint cover, guint use, Picked *picked)
{
  picked->pair = (MlsPair){ cover, use };
  picked->n++;
}

static void
type (MlsCodePanel *panel, const char *characters)
{
  for (const char *p = characters; *p != '\0'; p++)
    g_assert_true (mls_code_panel_type (panel, *p));
}

/* Six digits give a pair, and nothing is said before the last of them. */
static void
test_typed_pairs (void)
{
  g_autoptr (MlsNomenclature) nomenclature = load_nomenclature ();
  MlsCodePanel *panel = g_object_ref_sink (g_object_new (MLS_TYPE_CODE_PANEL, NULL));
  Picked picked = { { 0, 0 }, 0 };

  g_assert_false (mls_code_panel_type (panel, '6'));

  mls_code_panel_set_nomenclature (panel, nomenclature, 2024);
  g_signal_connect (panel, "pair-picked", G_CALLBACK (on_picked), &picked);

  type (panel, "61111");
  g_assert_cmpuint (picked.n, ==, 0);
  type (panel, "1");
  g_assert_cmpuint (picked.n, ==, 1);
  g_assert_cmpuint (picked.pair.cover, ==, CODE ("CS6.1.1"));
  g_assert_cmpuint (picked.pair.use, ==, CODE ("US1.1.1"));

  /* The use alone, under the same cover. */
  type (panel, "/112");
  g_assert_cmpuint (picked.n, ==, 2);
  g_assert_cmpuint (picked.pair.cover, ==, CODE ("CS6.1.1"));
  g_assert_cmpuint (picked.pair.use, ==, CODE ("US1.1.2"));

  /* No such code: nothing changes. */
  type (panel, "999");
  g_assert_cmpuint (picked.n, ==, 2);
  g_assert_cmpuint (mls_code_panel_get_pair (panel).cover, ==, CODE ("CS6.1.1"));

  /* A use that does not go with the cover is refused, and another may be typed. */
  type (panel, "311");
  type (panel, "111");
  g_assert_cmpuint (picked.n, ==, 2);
  g_assert_cmpuint (mls_code_panel_get_pair (panel).use, ==, 0);
  type (panel, "/700");
  g_assert_cmpuint (picked.n, ==, 3);
  g_assert_cmpuint (picked.pair.cover, ==, CODE ("CS3.1.1"));

  g_object_unref (panel);
}

/* With a cover that the use does not go with the closest to it that does is proposed, and taken as it is asked for. */
static void
test_proposed (void)
{
  g_autoptr (MlsNomenclature) nomenclature = load_nomenclature ();
  MlsCodePanel *panel = g_object_ref_sink (g_object_new (MLS_TYPE_CODE_PANEL, NULL));
  Picked picked = { { 0, 0 }, 0 };
  const MlsPair crops = { CODE ("CS6.3.0"), CODE ("US1.1.3") };
  MlsPair nearest;

  mls_code_panel_set_nomenclature (panel, nomenclature, 2024);
  g_signal_connect (panel, "pair-picked", G_CALLBACK (on_picked), &picked);
  g_assert_false (mls_code_panel_take_proposed (panel));

  mls_code_panel_set_pair (panel, crops);
  type (panel, "411");
  g_assert_cmpuint (picked.n, ==, 0);
  nearest = mls_nomenclature_nearest_pair (nomenclature, (MlsPair){ CODE ("CS4.1.1"), crops.use }, MLS_DIMENSION_COVER, 2024);
  g_assert_cmpuint (nearest.use, !=, crops.use);
  g_assert_cmpuint (nearest.use, !=, 0);
  g_assert_true (mls_code_panel_take_proposed (panel));
  g_assert_cmpuint (picked.n, ==, 1);
  g_assert_cmpuint (picked.pair.cover, ==, CODE ("CS4.1.1"));
  g_assert_cmpuint (picked.pair.use, ==, nearest.use);
  g_assert_false (mls_code_panel_take_proposed (panel));

  /* The one that stood there if it goes, whatever covers were tried meanwhile. */
  mls_code_panel_set_pair (panel, crops);
  type (panel, "311");
  mls_code_panel_stop_typing (panel);
  type (panel, "630");
  g_assert_true (mls_code_panel_take_proposed (panel));
  g_assert_cmpuint (picked.pair.cover, ==, crops.cover);
  g_assert_cmpuint (picked.pair.use, ==, crops.use);

  g_object_unref (panel);
}

/* In a view of covers a cover is all there is to give; what the map says does not stop the typing. */
static void
test_views (void)
{
  g_autoptr (MlsNomenclature) nomenclature = load_nomenclature ();
  MlsCodePanel *panel = g_object_ref_sink (g_object_new (MLS_TYPE_CODE_PANEL, NULL));
  Picked picked = { { 0, 0 }, 0 };

  mls_code_panel_set_nomenclature (panel, nomenclature, 2024);
  mls_code_panel_set_pair (panel, (MlsPair){ CODE ("CS6.1.1"), CODE ("US1.1.1") });
  mls_code_panel_set_view (panel, MLS_DIMENSION_COVER);
  g_signal_connect (panel, "pair-picked", G_CALLBACK (on_picked), &picked);

  type (panel, "63");
  mls_code_panel_set_pair (panel, (MlsPair){ CODE ("CS6.1.1"), CODE ("US1.1.1") });
  mls_code_panel_set_nomenclature (panel, nomenclature, 2024);
  type (panel, "0");
  g_assert_cmpuint (picked.n, ==, 1);
  g_assert_cmpuint (picked.pair.cover, ==, CODE ("CS6.3.0"));

  g_object_unref (panel);
}

static GtkListView *
find_list (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkListView *found = GTK_IS_LIST_VIEW (child) ? GTK_LIST_VIEW (child) : find_list (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* After a first choice only what goes with it is offered. */
static void
test_partners (void)
{
  g_autoptr (MlsNomenclature) nomenclature = load_nomenclature ();
  MlsCodePanel *panel = g_object_ref_sink (g_object_new (MLS_TYPE_CODE_PANEL, NULL));
  GtkSelectionModel *offered = gtk_list_view_get_model (find_list (GTK_WIDGET (panel)));
  g_autoptr (GPtrArray) partners
    = mls_nomenclature_partners (nomenclature, MLS_DIMENSION_COVER, CODE ("CS6.3.0"), 2024);

  mls_code_panel_set_nomenclature (panel, nomenclature, 2024);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (offered)), ==, 33);

  type (panel, "630");
  g_assert_cmpuint (partners->len, <, 53);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (offered)), ==, partners->len);

  mls_code_panel_set_pair (panel, (MlsPair){ 0, 0 });
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (offered)), ==, 53);

  g_object_unref (panel);
}

static void
test_favourites (void)
{
  g_autoptr (MlsNomenclature) nomenclature = load_nomenclature ();
  MlsPairPalette *favourites = MLS_PAIR_PALETTE (g_object_ref_sink (mls_pair_palette_new (MLS_PAIRS_FAVOURITE)));
  MlsPair pair = { CODE ("CS6.1.1"), CODE ("US1.1.1") };

  mls_pair_palette_set_nomenclature (favourites, nomenclature, 2024);
  mls_pair_palette_set_pair (favourites, 7, pair);
  g_assert_cmpuint (mls_pair_palette_get_pair (favourites, 7).use, ==, pair.use);
  g_assert_cmpuint (mls_pair_palette_get_pair (favourites, 0).cover, ==, 0);

  g_object_unref (favourites);
}

static GtkWidget *
find_swatch (GtkWidget *widget)
{
  GtkWidget *found = MLS_IS_SWATCH (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_swatch (child);

  return found;
}

/* What @swatch draws, at its own size. */
static cairo_surface_t *
draw_swatch (GtkWidget *swatch)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  int width;

  gtk_widget_measure (swatch, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_allocate (swatch, width, 16, -1, NULL);
  GTK_WIDGET_GET_CLASS (swatch)->snapshot (swatch, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, 16);
  cr = cairo_create (surface);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static guint
count_px (cairo_surface_t *surface, int from, int to, guint32 colour)
{
  guint n = 0;

  for (int y = 0; y < 16; y++)
    for (int x = from; x < to; x++)
      {
        const guchar *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

        n += (((const guint32 *) (gconstpointer) row)[x] & 0xffffff) == colour;
      }

  return n;
}

/* Uses of one colour are told apart by their patterns, as on the map: each in its half, and only there. */
static void
test_favourite_patterns (void)
{
  g_autoptr (MlsNomenclature) nomenclature = load_nomenclature ();
  MlsPairPalette *favourites = MLS_PAIR_PALETTE (g_object_ref_sink (mls_pair_palette_new (MLS_PAIRS_FAVOURITE)));
  GtkWidget *swatch = find_swatch (GTK_WIDGET (favourites));
  const guint32 blue = 0x005ce6, violet = 0xa900e6;
  cairo_surface_t *surface;
  int middle;

  mls_pair_palette_set_nomenclature (favourites, nomenclature, 2024);
  mls_pair_palette_set_pair (favourites, 0, (MlsPair){ CODE ("CS6.1.2"), CODE ("US1.1.4") });
  surface = draw_swatch (swatch);
  middle = cairo_image_surface_get_width (surface) / 2;
  g_assert_cmpuint (count_px (surface, 0, middle, blue), >, 0);
  g_assert_cmpuint (count_px (surface, middle, 2 * middle, violet), >, 0);
  g_assert_cmpuint (count_px (surface, middle, 2 * middle, blue), ==, 0);
  g_assert_cmpuint (count_px (surface, 0, middle, violet), ==, 0);

  cairo_surface_destroy (surface);
  g_object_unref (favourites);
}

static int
natural_height (MlsRegionPanel *region)
{
  GtkRequisition natural;

  gtk_widget_get_preferred_size (GTK_WIDGET (region), NULL, &natural);

  return natural.height;
}

/* The panel is as high without a region as with one: nothing below it moves. */
/* Whether a label below reads @text. */
static gboolean
reads (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && strcmp (gtk_label_get_text (GTK_LABEL (widget)), text) == 0)
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (reads (child, text))
      return TRUE;

  return FALSE;
}

static void
test_region (void)
{
  g_autoptr (MlsNomenclature) nomenclature = load_nomenclature ();
  MlsRegionPanel *region = g_object_ref_sink (g_object_new (MLS_TYPE_REGION_PANEL, NULL));
  const MlsRegionRow rows[] = {
    { 2024, TRUE, { { CODE ("CS6.1.1"), 244.2, 300, FALSE }, { CODE ("US1.1.1"), 3e4, 300, TRUE } } },
    { 2021, FALSE, { { 0, 0, 0, FALSE }, { CODE ("XX"), 12, 0, FALSE } } },
  };
  const MlsRegionRow none[] = { { .year = 2024, .edited = TRUE }, { .year = 2021 } };
  int height;

  mls_region_panel_set_nomenclature (region, nomenclature);
  mls_region_panel_set_rows (region, NULL, rows, G_N_ELEMENTS (rows));
  height = natural_height (region);
  g_assert_true (reads (GTK_WIDGET (region), "≥\u00a03,00\u00a0ha / 300\u00a0m²"));
  g_assert_true (reads (GTK_WIDGET (region), "12\u00a0m²"));
  mls_region_panel_set_rows (region, NULL, none, G_N_ELEMENTS (none));
  g_assert_cmpint (natural_height (region), ==, height);
  g_assert_true (reads (GTK_WIDGET (region), "Region"));
  mls_region_panel_set_rows (region, "3 regions", rows, G_N_ELEMENTS (rows));
  g_assert_cmpint (natural_height (region), ==, height);
  g_assert_true (reads (GTK_WIDGET (region), "3 regions"));

  g_object_unref (region);
}

static GtkWidget *
find_below (GtkWidget *widget, GType type, guint *n)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type) && (*n)-- == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_below (child, type, n);

  return found;
}

/* A class is told with all it is part of, the uppermost first. */
static void
test_class_card (void)
{
  g_autoptr (MlsNomenclature) nomenclature = load_nomenclature ();
  const MlsClass *built = mls_nomenclature_class (nomenclature, MLS_DIMENSION_COVER, CODE ("CS1.1.1"));
  const MlsClass *top = mls_nomenclature_class (nomenclature, MLS_DIMENSION_COVER, CODE ("CS1"));
  g_autofree char *summary = mls_class_card_dup_summary (nomenclature, built);
  g_autofree char *of_top = mls_class_card_dup_summary (nomenclature, top);
  GtkWidget *card = g_object_ref_sink (mls_class_card_new (nomenclature, built));
  const MlsDefinition definition = { { "Ce qui est bâti", "What is built" }, "https://example.org/built" };
  g_autoptr (MlsNomenclature) defined = NULL;

  g_assert_cmpstr (summary, ==,
                   "Surfaces bâties\nCS1 Surfaces revêtues ou stabilisées\nCS1.1 Surfaces imperméables\nMinimum 50\u00a0m²");
  g_assert_cmpstr (of_top, ==, "Surfaces revêtues ou stabilisées\nMinimum 300\u00a0m²");
  g_assert_true (reads (card, "CS1.1.1 Surfaces bâties"));
  g_assert_true (reads (card, "CS1 Surfaces revêtues ou stabilisées\nCS1.1 Surfaces imperméables"));
  g_assert_true (reads (card, "No definition is published"));
  g_assert_null (find_below (card, GTK_TYPE_LINK_BUTTON, &(guint){ 0 }));
  g_object_unref (card);

  defined = mls_nomenclature_copy (nomenclature);
  g_assert_true (mls_nomenclature_define (defined, MLS_DIMENSION_COVER, CODE ("CS1.1.1"), &definition));
  built = mls_nomenclature_class (defined, MLS_DIMENSION_COVER, CODE ("CS1.1.1"));
  card = g_object_ref_sink (mls_class_card_new (defined, built));
  g_assert_true (reads (card, "Ce qui est bâti"));
  g_assert_false (reads (card, "No definition is published"));
  g_assert_cmpstr (gtk_link_button_get_uri (GTK_LINK_BUTTON (find_below (card, GTK_TYPE_LINK_BUTTON, &(guint){ 0 }))), ==,
                   "https://example.org/built");
  g_object_unref (card);
}

static void
keep_note (MlsNotePanel *panel, guint field, const char *text, GString *heard)
{
  g_string_append_printf (heard, "%s=%s ", mls_field_name ((MlsField) field), text);
}

static void
keep_toggle (MlsNotePanel *panel, guint field, GString *heard)
{
  g_string_append_printf (heard, "%s ", mls_field_name ((MlsField) field));
}

/* What the hand changes is heard of once; what the panel is told is not. */
static void
test_note (void)
{
  MlsNotePanel *panel = g_object_ref_sink (g_object_new (MLS_TYPE_NOTE_PANEL, NULL));
  GtkWidget *photovoltaic = find_below (GTK_WIDGET (panel), GTK_TYPE_CHECK_BUTTON, &(guint){ 1 });
  GtkWidget *source = find_below (GTK_WIDGET (panel), GTK_TYPE_ENTRY, &(guint){ 0 });
  GtkWidget *comment = find_below (GTK_WIDGET (panel), GTK_TYPE_ENTRY, &(guint){ 1 });
  MlsLabel label = { { [MLS_FIELD_PHOTOVOLTAIC] = CODE ("1"), [MLS_FIELD_SOURCE] = CODE ("RPG") } };
  g_autoptr (GString) heard = g_string_new (NULL);

  g_signal_connect (panel, "written", G_CALLBACK (keep_note), heard);
  g_signal_connect (panel, "toggled", G_CALLBACK (keep_toggle), heard);
  mls_note_panel_set_label (panel, &label, MLS_FIELD (MLS_FIELD_SOURCE));
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (photovoltaic)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (source)), ==, "RPG");
  g_assert_cmpstr (gtk_entry_get_icon_tooltip_text (GTK_ENTRY (source), GTK_ENTRY_ICON_SECONDARY), ==,
                   "Not the same in all of the region");
  g_assert_null (gtk_entry_get_icon_name (GTK_ENTRY (comment), GTK_ENTRY_ICON_SECONDARY));
  g_signal_emit_by_name (comment, "activate");
  g_assert_cmpstr (heard->str, ==, "");

  /* It is not said in all of the region: Enter says it there. */
  g_signal_emit_by_name (source, "activate");
  g_signal_emit_by_name (source, "activate");
  g_assert_cmpstr (heard->str, ==, "source=RPG ");
  g_string_truncate (heard, 0);

  gtk_editable_set_text (GTK_EDITABLE (source), " visit ");
  g_signal_emit_by_name (source, "activate");
  g_signal_emit_by_name (source, "activate");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (photovoltaic), FALSE);
  g_assert_cmpstr (heard->str, ==, "source=visit photovoltaic ");

  mls_note_panel_set_label (panel, NULL, 0);
  g_assert_false (gtk_widget_get_sensitive (GTK_WIDGET (panel)));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (source)), ==, "");
  g_assert_cmpstr (heard->str, ==, "source=visit photovoltaic ");

  g_object_unref (panel);
}

static void
on_closed (MlsTutorialCard *card, gboolean *closed)
{
  *closed = TRUE;
}

static void
test_tutorial (void)
{
  MlsTutorialCard *card = g_object_ref_sink (g_object_new (MLS_TYPE_TUTORIAL_CARD, NULL));
  gboolean closed = FALSE;

  g_signal_connect (card, "closed", G_CALLBACK (on_closed), &closed);
  mls_tutorial_card_tick_code (card, (MlsPair){ 0, 0 });
  mls_tutorial_card_tick_code (card, (MlsPair){ CODE ("CS6.1.1"), CODE ("US1.1.3") });
  g_assert_false (mls_tutorial_card_is_ticked (card, MLS_TUTORIAL_CODE));
  mls_tutorial_card_tick_code (card, (MlsPair){ CODE ("CS6.1.1"), CODE ("US1.1.1") });
  mls_tutorial_card_tick_code (card, (MlsPair){ CODE ("CS6.1.1"), CODE ("US1.1.1") });
  g_assert_true (mls_tutorial_card_is_ticked (card, MLS_TUTORIAL_CODE));
  g_assert_false (mls_tutorial_card_is_ticked (card, MLS_TUTORIAL_DRAW));

  /* What is of another chapter waits for its turn. */
  mls_tutorial_card_tick (card, MLS_TUTORIAL_SEAL);
  g_assert_false (mls_tutorial_card_is_ticked (card, MLS_TUTORIAL_SEAL));
  g_object_set (card, "chapter", 6, NULL);
  g_assert_true (mls_tutorial_card_teaches (card, MLS_TUTORIAL_SEAL));
  mls_tutorial_card_tick (card, MLS_TUTORIAL_NAME);
  g_assert_false (mls_tutorial_card_is_through (card));
  mls_tutorial_card_tick (card, MLS_TUTORIAL_SEAL);
  g_assert_true (mls_tutorial_card_is_through (card));
  mls_tutorial_card_begin (card);
  g_assert_true (mls_tutorial_card_teaches (card, MLS_TUTORIAL_DRAW));
  g_assert_false (mls_tutorial_card_is_ticked (card, MLS_TUTORIAL_CODE));
  g_assert_false (closed);

  g_object_unref (card);
}

static void
test_messages (void)
{
  MlsMessageBar *bar = g_object_ref_sink (g_object_new (MLS_TYPE_MESSAGE_BAR, NULL));
  const MlsMessageButton buttons[] = { { "Show", "win.show" }, { "Cure", "win.cure" } };

  for (guint i = 0; i < MLS_N_MESSAGES; i++)
    mls_message_bar_say (bar, (MlsMessage) i, "<b>100 % of a & b</b>", buttons, i % 3);
  mls_message_bar_close (bar);

  g_object_unref (bar);
}

/* The newest comes first, once; what is gone is not shown. */
static void
test_recent (void)
{
  g_autoptr (GSettings) settings = g_settings_new (MLS_APPLICATION_ID);
  g_autofree char *directory = g_dir_make_tmp ("millesime-XXXXXX", NULL);
  g_autoptr (GPtrArray) files = NULL;
  MlsStartPage *page = g_object_ref_sink (g_object_new (MLS_TYPE_START_PAGE, NULL));
  g_autofree char *first = g_build_filename (directory, "a & b.gpkg", NULL);
  g_autofree char *second = g_build_filename (directory, "é.gpkg", NULL);
  g_autoptr (GFile) first_file = g_file_new_for_path (first);
  g_autoptr (GFile) second_file = g_file_new_for_path (second);

  g_assert_true (g_file_set_contents (first, "", 0, NULL));
  g_assert_true (g_file_set_contents (second, "", 0, NULL));
  mls_recent_add (settings, first_file);
  mls_recent_add (settings, second_file);
  mls_recent_add (settings, first_file);

  files = mls_recent_list (settings);
  g_assert_cmpuint (files->len, ==, 2);
  g_assert_true (g_file_equal (g_ptr_array_index (files, 0), first_file));
  mls_start_page_set_recent (page, files);
  mls_start_page_set_recent (page, files);

  g_assert_cmpint (g_unlink (second), ==, 0);
  g_clear_pointer (&files, g_ptr_array_unref);
  files = mls_recent_list (settings);
  g_assert_cmpuint (files->len, ==, 1);

  for (int i = 0; i < 20; i++)
    {
      g_autofree char *name = g_strdup_printf ("%d.gpkg", i);
      g_autoptr (GFile) file = g_file_new_build_filename (directory, name, NULL);

      mls_recent_add (settings, file);
    }
  files = (g_ptr_array_unref (files), mls_recent_list (settings));
  g_assert_cmpuint (files->len, ==, 0);

  g_unlink (first);
  g_rmdir (directory);
  g_object_unref (page);
}

static void
test_windows (void)
{
  g_autoptr (GSettings) settings = g_settings_new (MLS_APPLICATION_ID);
  GtkWindow *card = GTK_WINDOW (mls_key_card_new (NULL));
  GtkWindow *preferences = GTK_WINDOW (mls_preferences_new (NULL, settings));

  g_settings_set_string (settings, "language", "fr");
  g_settings_set_string (settings, "theme", "dark");
  gtk_window_destroy (preferences);
  gtk_window_destroy (card);
  g_assert_cmpstr (g_settings_get_string (settings, "language"), ==, "fr");
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *button = find_button (child, label);

      if (button != NULL)
        return button;
    }

  return NULL;
}

/* What is kept of servers is less as soon as it is to be, and nothing at a press. */
static void
test_room (void)
{
  g_autoptr (GSettings) settings = g_settings_new (MLS_APPLICATION_ID);
  g_autofree char *folder = mls_cache_room_dup_folder ("tiles");
  g_autofree char *small = g_build_filename (folder, "small", NULL);
  g_autofree char *large = g_build_filename (folder, "large", NULL);
  GtkWindow *preferences;
  GtkWidget *empty;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_true (g_file_set_contents (small, "x", 1, NULL));
  g_assert_true (g_file_set_contents (large, "x", 1, NULL));
  g_assert_cmpint (truncate (large, 200 * 1000 * 1000), ==, 0);
  g_assert_cmpint (utime (large, &(struct utimbuf){ 1000, 1000 }), ==, 0);

  preferences = GTK_WINDOW (mls_preferences_new (NULL, settings));
  empty = find_button (GTK_WIDGET (preferences), "Empty it");
  while (!gtk_widget_get_sensitive (empty))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_file_test (large, G_FILE_TEST_EXISTS));

  mls_cache_room_set_limit (100 * 1000 * 1000);
  g_settings_set_double (settings, "server-room", 0.1);
  while (g_file_test (large, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_file_test (small, G_FILE_TEST_EXISTS));

  g_signal_emit_by_name (empty, "clicked");
  while (g_file_test (small, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, TRUE);
  g_settings_reset (settings, "server-room");
  gtk_window_destroy (preferences);
}

/* All keys are to be seen at once on a small screen under a desktop's bar, in the language whose texts are
 * longer. */
static void
test_card_fits (void)
{
  GtkWindow *card;
  GtkRequisition size;

  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("MLS_LOCALE_DIR"));
  textdomain (GETTEXT_PACKAGE);
  g_assert_cmpstr (mls_key_group_name (MLS_KEY_GROUP_DRAWING), ==, "Dessin");
  card = GTK_WINDOW (mls_key_card_new (NULL));
  gtk_widget_get_preferred_size (GTK_WIDGET (card), NULL, &size);
  textdomain ("messages");

  g_test_message ("%d × %d", size.width, size.height);
  g_assert_cmpint (size.width, <=, 1280);
  g_assert_cmpint (size.height, <=, 800 - 32);
  g_assert_cmpint (size.height, >=, 400);
  gtk_window_destroy (card);
}

/* With large letters it scrolls both ways: its way out is in sight on any screen. */
static void
test_key_card_large (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkRequisition size, natural;
  GtkWindow *card;
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 144 * 1024, NULL);
  card = GTK_WINDOW (mls_key_card_new (NULL));
  gtk_widget_get_preferred_size (GTK_WIDGET (card), &size, &natural);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);

  g_test_message ("%d × %d of %d × %d", size.width, size.height, natural.width, natural.height);
  g_assert_cmpint (natural.width, >, 1280);
  g_assert_cmpint (size.width, <=, 640);
  g_assert_cmpint (size.height, <=, 480);
  gtk_window_destroy (card);
}

/* Whatever the size of letters, a pair is read in full. */
static void
test_favourites_large (void)
{
  g_autoptr (MlsNomenclature) nomenclature = load_nomenclature ();
  GtkSettings *settings = gtk_settings_get_default ();
  MlsPairPalette *favourites = MLS_PAIR_PALETTE (g_object_ref_sink (mls_pair_palette_new (MLS_PAIRS_FAVOURITE)));
  g_autoptr (PangoLayout) layout = NULL;
  GtkWidget *codes;
  int dpi, width, natural;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 144 * 1024, NULL);
  mls_pair_palette_set_nomenclature (favourites, nomenclature, 2024);
  mls_pair_palette_set_pair (favourites, 0, (MlsPair){ CODE ("CS6.6.0"), CODE ("US5.2.3") });
  codes = gtk_widget_get_next_sibling (find_swatch (GTK_WIDGET (favourites)));
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (codes)), ==, "6.6.0 5.2.3");
  gtk_widget_measure (codes, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  layout = gtk_widget_create_pango_layout (codes, "6.6.0 5.2.3");
  pango_layout_get_pixel_size (layout, &natural, NULL);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);

  g_assert_cmpint (width, >=, natural);
  g_object_unref (favourites);
}

/* What the help with each button in a box is about, one after the other. */
static char *
dup_pages_below (GtkWidget *box)
{
  g_autoptr (GString) pages = g_string_new (NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (box); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child))
      g_string_append_printf (pages, "%s%s", pages->len > 0 ? " " : "", mls_help_topic_at (child)->page);

  return g_string_free (g_steal_pointer (&pages), FALSE);
}

/* A tool's button is about that tool, whatever is in the hand; a widget within another is about what that is about, unless it
 * is told otherwise. */
static void
test_topics (void)
{
  GtkWidget *tools = g_object_ref_sink (g_object_new (MLS_TYPE_TOOL_COLUMN, NULL));
  GtkWidget *outer = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkWidget *inner = gtk_label_new (NULL);
  g_autofree char *pages = dup_pages_below (tools);

  g_assert_cmpstr (pages, ==, "line regions vertices regions regions codes regions aids aids aids aids aids aids aids refused");

  gtk_box_append (GTK_BOX (outer), inner);
  g_assert_null (mls_help_topic_at (inner));
  mls_help_topic_set (outer, "undo");
  g_assert_cmpstr (mls_help_topic_at (inner)->page, ==, "undo");
  mls_help_topic_set (inner, "kind");
  g_assert_cmpstr (mls_help_topic_at (inner)->page, ==, "kind");
  g_assert_cmpstr (mls_help_topic_at (outer)->page, ==, "undo");

  g_object_unref (outer);
  g_object_unref (tools);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  mls_ui_register_resource ();

  g_test_add_func ("/ui/code-panel/typed-pairs", test_typed_pairs);
  g_test_add_func ("/ui/code-panel/proposed", test_proposed);
  g_test_add_func ("/ui/code-panel/views", test_views);
  g_test_add_func ("/ui/code-panel/partners", test_partners);
  g_test_add_func ("/ui/favourites/kept", test_favourites);
  g_test_add_func ("/ui/favourites/patterns", test_favourite_patterns);
  g_test_add_func ("/ui/region-panel/rows", test_region);
  g_test_add_func ("/ui/note-panel/hand", test_note);
  g_test_add_func ("/ui/class-card/all", test_class_card);
  g_test_add_func ("/ui/tutorial/tick", test_tutorial);
  g_test_add_func ("/ui/message-bar/say", test_messages);
  g_test_add_func ("/ui/recent/list", test_recent);
  g_test_add_func ("/ui/help-topic/at", test_topics);
  g_test_add_func ("/ui/windows/made", test_windows);
  g_test_add_func ("/ui/room/made", test_room);
  g_test_add_func ("/ui/key-card/fits", test_card_fits);
  g_test_add_func ("/ui/key-card/large", test_key_card_large);
  g_test_add_func ("/ui/favourites/large", test_favourites_large);

  return g_test_run ();
}
