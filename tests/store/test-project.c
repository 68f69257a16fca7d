#include "remove-tree.h"
#include "rules/nearness.h"
#include "rules/nomenclature-path.h"
#include "rules/rule.h"
#include "sample.h"
#include "store/error.h"
#include "store/exception.h"
#include "store/image-link.h"
#include "store/link.h"
#include "store/undo.h"
#include "store/version.h"

#include <glib/gstdio.h>
#include <locale.h>

static const Board board = { 4, 3, 20, 2, 0 };

static void
test_settings (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  sample_begin (&sample, &board);
  g_assert_true (mls_store_get_setting (sample.store, "view.centre", &value, &error));
  g_assert_null (value);
  g_assert_true (mls_store_set_setting (sample.store, "view.centre", "1 2", &error));
  g_assert_true (mls_store_set_setting (sample.store, "view.centre", "3 4", &error));
  g_assert_true (mls_store_set_draft (sample.store, "line", "700000.5 6600000", &error));
  sample_reopen (&sample);
  g_assert_true (mls_store_get_setting (sample.store, "view.centre", &value, &error));
  g_assert_cmpstr (value, ==, "3 4");
  g_clear_pointer (&value, g_free);
  g_assert_true (mls_store_get_draft (sample.store, "line", &value, &error));
  g_assert_cmpstr (value, ==, "700000.5 6600000");
  g_clear_pointer (&value, g_free);

  g_assert_true (mls_store_set_setting (sample.store, "view.centre", NULL, &error));
  g_assert_true (mls_store_get_setting (sample.store, "view.centre", &value, &error));
  g_assert_null (value);
  g_assert_true (mls_store_set_draft (sample.store, "line", NULL, &error));
  g_assert_true (mls_store_get_draft (sample.store, "line", &value, &error));
  g_assert_null (value);
  sample_end (&sample);
}

static gint64
edit (MlsStore *store, const char *cover)
{
  g_autoptr (MlsFace) face = mls_store_face (store, 2, NULL);
  g_autoptr (MlsDelta) delta = sample_recode (face, cover, "US1.1.3");

  return sample_apply (store, delta);
}

/* A rule is what it was at the time. */
static void
test_rules (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  gint64 first, second;
  static const char *const expected[] = { NULL, "300", "400" };

  sample_begin (&sample, &board);
  first = mls_store_last_operation (sample.store, NULL);
  g_assert_true (mls_store_set_rule (sample.store, "minimum", "200", &error));
  g_assert_true (mls_store_set_rule (sample.store, "minimum", "300", &error));
  second = edit (sample.store, "CS2.1.0");
  g_assert_true (mls_store_set_rule (sample.store, "minimum", "400", &error));
  edit (sample.store, "CS5.0.0");

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *value = NULL;

      g_assert_true (mls_store_get_rule (sample.store, "minimum", i == 0 ? first : i == 1 ? second : 0, &value,
                                         &error));
      g_assert_cmpstr (value, ==, expected[i]);
    }
  sample_end (&sample);
}

static void
assert_agreed (MlsStore *store, double limit, double class_limit)
{
  g_autoptr (GError) error = NULL;
  MlsAgreed agreed;

  g_assert_true (mls_store_read_agreed (store, &agreed, &error));
  g_assert_true (agreed.limit == limit && agreed.class_limit == class_limit);
}

/* What samples have to reach is 90 and 85 % where nothing else is agreed on, and never more than all. */
static void
test_agreed (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &board);
  assert_agreed (sample.store, 90, 85);
  g_assert_true (mls_store_set_rule (sample.store, MLS_RULE_CLASS_ACCURACY, "72.5", &error));
  assert_agreed (sample.store, 90, 72.5);
  g_assert_true (mls_store_set_rule (sample.store, MLS_RULE_ACCURACY, "0", &error));
  assert_agreed (sample.store, 0, 72.5);
  g_assert_true (mls_store_set_rule (sample.store, MLS_RULE_ACCURACY, "300", &error));
  assert_agreed (sample.store, 100, 72.5);
  g_assert_true (mls_store_set_rule (sample.store, MLS_RULE_ACCURACY, NULL, &error));
  assert_agreed (sample.store, 90, 72.5);
  sample_end (&sample);
}

static void
assert_exceptions (MlsStore *store, guint n_exceptions)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) exceptions = mls_store_list_exceptions (store, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (exceptions->len, ==, n_exceptions);
}

/* An exception comes and goes with its operation; so does its lapse. */
static void
test_exceptions (void)
{
  Sample sample;
  const MlsException given = { .rule = g_quark_from_string ("mmu"),
                               .vintage = 1,
                               .dimension = MLS_DIMENSION_USE,
                               .code = g_quark_from_string ("US1.1.3"),
                               .place = { BOARD_X + 1234, BOARD_Y + 5678 },
                               .area_m2 = 123.5,
                               .reason = g_quark_from_string ("a chapel") };
  MlsOperationFacts facts = sample_facts;
  g_autoptr (MlsFace) face = NULL;
  g_autoptr (MlsFace) after = NULL;
  g_autoptr (MlsDelta) delta = NULL;
  g_autoptr (MlsDelta) applied = NULL;
  g_autoptr (MlsDelta) lapsing = NULL;
  g_autoptr (GArray) exceptions = NULL;
  g_autoptr (GError) error = NULL;
  const MlsException *stored;
  gint64 operation;

  sample_begin (&sample, &board);
  facts.exceptions = &given;
  facts.n_exceptions = 1;
  face = mls_store_face (sample.store, 2, NULL);
  delta = sample_recode (face, "CS2.1.0", "US1.1.3");
  applied = mls_store_apply (sample.store, delta, &facts, &operation, &error);
  g_assert_no_error (error);

  exceptions = mls_store_list_exceptions (sample.store, &error);
  stored = &g_array_index (exceptions, MlsException, 0);
  g_assert_cmpuint (exceptions->len, ==, 1);
  g_assert_cmpint (stored->since, ==, operation);
  g_assert_cmpuint (stored->rule, ==, given.rule);
  g_assert_cmpuint (stored->vintage, ==, 1);
  g_assert_cmpint (stored->dimension, ==, MLS_DIMENSION_USE);
  g_assert_cmpuint (stored->code, ==, given.code);
  g_assert_true (mls_point_equal (stored->place, given.place));
  g_assert_cmpfloat (stored->area_m2, ==, 123.5);
  g_assert_cmpuint (stored->reason, ==, given.reason);

  /* Another edit has it lapse; undoing that gives it again. */
  facts = sample_facts;
  facts.lapsed = &stored->id;
  facts.n_lapsed = 1;
  after = mls_store_face (sample.store, 2, NULL);
  lapsing = sample_recode (after, "CS5.0.0", "US1.1.3");
  g_clear_pointer (&applied, mls_delta_unref);
  applied = mls_store_apply (sample.store, lapsing, &facts, NULL, &error);
  g_assert_no_error (error);
  assert_exceptions (sample.store, 0);

  mls_delta_unref (mls_store_undo (sample.store, "tester", NULL, &error));
  assert_exceptions (sample.store, 1);
  mls_delta_unref (mls_store_redo (sample.store, "tester", NULL, &error));
  assert_exceptions (sample.store, 0);
  mls_delta_unref (mls_store_undo (sample.store, "tester", NULL, &error));
  assert_exceptions (sample.store, 1);
  mls_delta_unref (mls_store_undo (sample.store, "tester", NULL, &error));
  assert_exceptions (sample.store, 0);
  mls_delta_unref (mls_store_redo (sample.store, "tester", NULL, &error));
  g_assert_no_error (error);
  assert_exceptions (sample.store, 1);
  sample_end (&sample);
}

static gint64
add_image (MlsStore *store, char *source)
{
  const MlsImageLink link = { .source = source, .title = (char *) "a photo", .vintage = (char *) "24",
                              .kind = (char *) "colour" };
  g_autoptr (GError) error = NULL;
  gint64 id;

  mls_store_add_image_link (store, &link, &id, &error);
  g_assert_no_error (error);

  return id;
}

static void
make_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_mkdir_with_parents (parent, 0755);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

static const MlsImageLink *
image (const GPtrArray *links, guint i)
{
  return g_ptr_array_index (links, i);
}

/* Photos below the project stay with it when the folder moves, others keep their place. */
static void
test_images (void)
{
  Sample sample;
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *elsewhere = g_dir_make_tmp ("mls-photos-XXXXXX", NULL);
  g_autofree char *below = NULL;
  g_autofree char *first = g_build_filename (elsewhere, "2024", "a.tif", NULL);
  g_autofree char *second = g_build_filename (elsewhere, "2024", "b.tif", NULL);
  g_autofree char *third = g_build_filename (elsewhere, "2021", "c.tif", NULL);
  gint64 id;

  sample_begin (&sample, &board);
  make_file (sample.folder, "photos/é x.tif");
  make_file (elsewhere, "2024/a.tif");
  below = g_build_filename (sample.folder, "photos", "é x.tif", NULL);
  add_image (sample.store, below);
  id = add_image (sample.store, first);
  add_image (sample.store, second);
  add_image (sample.store, third);
  add_image (sample.store, (char *) "/vsicurl/http://localhost/x.tif");

  links = mls_store_list_image_links (sample.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (links->len, ==, 5);
  g_assert_cmpstr (image (links, 0)->uri, ==, "photos/é x.tif");
  g_assert_cmpstr (image (links, 0)->source, ==, below);
  g_assert_false (image (links, 0)->missing);
  g_assert_cmpstr (image (links, 1)->uri, ==, first);
  g_assert_false (image (links, 1)->missing);
  g_assert_true (image (links, 2)->missing);
  g_assert_true (image (links, 3)->missing);
  g_assert_false (image (links, 4)->missing);
  g_assert_cmpstr (image (links, 4)->vintage, ==, "24");
  g_assert_null (image (links, 4)->display);

  /* One goes to the top, then below two others, then to the bottom. */
  g_assert_true (mls_store_move_link (sample.store, MLS_LINK_IMAGE, id, 0, &error));
  g_clear_pointer (&links, g_ptr_array_unref);
  links = mls_store_list_image_links (sample.store, &error);
  g_assert_cmpint (image (links, 4)->id, ==, id);
  g_assert_true (mls_store_move_link (sample.store, MLS_LINK_IMAGE, id, 2, &error));
  g_clear_pointer (&links, g_ptr_array_unref);
  links = mls_store_list_image_links (sample.store, &error);
  g_assert_cmpint (image (links, 2)->id, ==, id);
  g_assert_true (mls_store_move_link (sample.store, MLS_LINK_IMAGE, id, 99, &error));
  g_clear_pointer (&links, g_ptr_array_unref);
  links = mls_store_list_image_links (sample.store, &error);
  g_assert_cmpint (image (links, 0)->id, ==, id);
  g_assert_false (mls_store_move_link (sample.store, MLS_LINK_IMAGE, 99, 0, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING);
  g_clear_error (&error);

  mls_store_remove_link (sample.store, MLS_LINK_IMAGE, id, NULL, &error);
  g_clear_pointer (&links, g_ptr_array_unref);
  links = mls_store_list_image_links (sample.store, &error);
  g_assert_cmpuint (links->len, ==, 4);

  remove_tree (elsewhere);
  g_autofree char *photos = g_build_filename (sample.folder, "photos", NULL);
  remove_tree (photos);
  sample_end (&sample);
}

static void
assert_families_alike (const MlsNomenclature *a, const MlsNomenclature *b)
{
  const GArray *families = mls_nomenclature_families (a);

  g_assert_cmpuint (families->len, ==, mls_nomenclature_families (b)->len);
  for (guint i = 0; i < families->len; i++)
    {
      const MlsFamily *one = &g_array_index (families, MlsFamily, i);
      const MlsFamily *other = mls_nomenclature_family (b, one->name);

      g_assert_nonnull (other);
      g_assert_cmpstr (one->label_fr, ==, other->label_fr);
      g_assert_cmpstr (one->label_en, ==, other->label_en);
      g_assert_cmpuint (one->kind, ==, other->kind);
    }
}

/* The nomenclature comes back as it went in. */
static void
test_nomenclature (void)
{
  Sample sample;
  g_autoptr (MlsNomenclature) given = sample_nomenclature ();
  g_autoptr (MlsNomenclature) stored = NULL;
  g_autoptr (GError) error = NULL;

  sample_begin (&sample, &board);
  stored = mls_store_read_nomenclature (sample.store, &error);
  g_assert_no_error (error);

  for (int dimension = 0; dimension < 2; dimension++)
    {
      guint n_given, n_stored;
      const MlsClass *const *a = mls_nomenclature_classes (given, (MlsDimension) dimension, &n_given);
      const MlsClass *const *b = mls_nomenclature_classes (stored, (MlsDimension) dimension, &n_stored);

      g_assert_cmpuint (n_given, ==, n_stored);
      for (guint i = 0; i < n_given; i++)
        {
          g_assert_cmpuint (a[i]->code, ==, b[i]->code);
          g_assert_cmpuint (a[i]->level, ==, b[i]->level);
          g_assert_cmpstr (a[i]->label[MLS_LANGUAGE_FRENCH], ==, b[i]->label[MLS_LANGUAGE_FRENCH]);
          g_assert_cmpstr (a[i]->label[MLS_LANGUAGE_ENGLISH], ==, b[i]->label[MLS_LANGUAGE_ENGLISH]);
          g_assert_cmpstr (a[i]->definition.text[MLS_LANGUAGE_FRENCH], ==, b[i]->definition.text[MLS_LANGUAGE_FRENCH]);
          g_assert_cmpstr (a[i]->definition.text[MLS_LANGUAGE_ENGLISH], ==, b[i]->definition.text[MLS_LANGUAGE_ENGLISH]);
          g_assert_cmpstr (a[i]->definition.link, ==, b[i]->definition.link);
          g_assert_cmpuint (a[i]->colour, ==, b[i]->colour);
          g_assert_cmpfloat (a[i]->minimum_m2, ==, b[i]->minimum_m2);
          g_assert_cmpint (a[i]->family, ==, b[i]->family);
          g_assert_cmpint (a[i]->state, ==, b[i]->state);
        }
    }

  assert_families_alike (given, stored);
  g_assert_cmpuint (mls_nomenclature_n_pair_rules (given), ==, mls_nomenclature_n_pair_rules (stored));
  for (guint i = 0; i < mls_nomenclature_n_pair_rules (given); i++)
    {
      const MlsPairRule *a = mls_nomenclature_pair_rule (given, i);
      const MlsPairRule *b = mls_nomenclature_pair_rule (stored, i);

      g_assert_cmpuint (a->pair.cover, ==, b->pair.cover);
      g_assert_cmpuint (a->pair.use, ==, b->pair.use);
      g_assert_cmpint (a->valid_from, ==, b->valid_from);
      g_assert_cmpint (a->valid_until, ==, b->valid_until);
      g_assert_cmpint (a->state, ==, b->state);
    }
  sample_end (&sample);
}

static void
assert_counted_alike (const MlsNomenclature *a, const MlsNomenclature *b, MlsPair codes, int year)
{
  const GArray *indicators = mls_nomenclature_indicators (a);

  for (guint i = 0; i < indicators->len; i++)
    {
      MlsIndicator indicator = g_array_index (indicators, MlsIndicatorClass, i).indicator;

      g_assert_cmpuint (mls_nomenclature_count_as (a, codes, year, indicator), ==,
                        mls_nomenclature_count_as (b, codes, year, indicator));
      g_assert_cmpuint (mls_nearness_asked (a, codes, year, indicator), ==, mls_nearness_asked (b, codes, year, indicator));
      g_assert_cmpuint (mls_nearness_given (a, codes, year), ==, mls_nearness_given (b, codes, year));
    }
}

static void
assert_indicators_alike (const MlsNomenclature *a, const MlsNomenclature *b)
{
  const GArray *rows[][2] = { { mls_nomenclature_indicators (a), mls_nomenclature_indicators (b) },
                              { mls_nomenclature_indicator_classes (a), mls_nomenclature_indicator_classes (b) } };

  for (guint r = 0; r < G_N_ELEMENTS (rows); r++)
    {
      g_assert_cmpuint (rows[r][0]->len, ==, rows[r][1]->len);
      for (guint i = 0; i < rows[r][0]->len; i++)
        {
          const MlsIndicatorClass *one = &g_array_index (rows[r][0], MlsIndicatorClass, i);
          const MlsIndicatorClass *other = &g_array_index (rows[r][1], MlsIndicatorClass, i);

          g_assert_cmpuint (one->indicator, ==, other->indicator);
          g_assert_cmpuint (one->code, ==, other->code);
          g_assert_cmpstr (one->label_fr, ==, other->label_fr);
          g_assert_cmpstr (one->label_en, ==, other->label_en);
          g_assert_cmphex (one->colour, ==, other->colour);
          g_assert_cmpint (one->land, ==, other->land);
        }
    }
}

/* Families and favourites travel as well; a file from before they did has those that come with the program. */
static void
assert_borrows (MlsStore *store, const char *path, const MlsNomenclature *given)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsNomenclature) borrowed = NULL;

  sample_execute (path, "DELETE FROM setting WHERE key GLOB 'family.*' OR key = 'nomenclature.favourites'");
  borrowed = mls_store_read_nomenclature (store, &error);
  g_assert_no_error (error);
  assert_families_alike (given, borrowed);
  g_assert_cmpstr (mls_nomenclature_about (borrowed, "favourites"), ==, mls_nomenclature_about (given, "favourites"));
}

/* All that a nomenclature counts by travels in the file, and so do the rules that it brings along. */
static void
test_shipped (gconstpointer name)
{
  g_autofree char *dir = g_dir_make_tmp ("mls-shipped-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (dir, "project.gpkg", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsNomenclature) given = mls_nomenclature_load_named (name, &error);
  const MlsVintage vintage = { .code = "24", .year = 2024 };
  const MlsStoreOptions options = { .author = "Anna", .nomenclature = given, .vintages = &vintage, .n_vintages = 1 };
  g_autoptr (MlsStore) store = NULL;
  g_autoptr (MlsNomenclature) stored = NULL;
  const char *rule, *value;
  guint n;
  const MlsClass *const *classes;

  g_assert_no_error (error);
  store = mls_store_create (path, &options, &error);
  g_assert_no_error (error);
  stored = mls_store_read_nomenclature (store, &error);
  g_assert_no_error (error);

  assert_indicators_alike (given, stored);
  for (guint i = 0; i < mls_nomenclature_n_pair_rules (given); i++)
    {
      const MlsPairRule *pair = mls_nomenclature_pair_rule (given, i);

      assert_counted_alike (given, stored, pair->pair, 2005);
      assert_counted_alike (given, stored, pair->pair, 2024);
    }
  classes = mls_nomenclature_classes (given, MLS_DIMENSION_COVER, &n);
  for (guint i = 0; i < n; i++)
    assert_counted_alike (given, stored, (MlsPair){ classes[i]->code, 0 }, 2024);
  g_assert_cmpuint (mls_nearness_n (given), ==, mls_nearness_n (stored));

  for (guint i = 0; (rule = mls_nomenclature_nth_rule (given, i, &value)) != NULL; i++)
    {
      g_autofree char *kept = NULL;

      g_assert_true (mls_store_get_rule (store, rule, 0, &kept, &error));
      g_assert_cmpstr (kept, ==, value);
    }

  assert_families_alike (given, stored);
  assert_borrows (store, path, given);
  mls_store_close (g_steal_pointer (&store), &error);
  g_assert_no_error (error);
  g_unlink (path);
  g_rmdir (dir);
}

/* So do the symbols and the indicators; a file that has none takes those of the nomenclature it names. */
static void
test_look (void)
{
  Sample sample;
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsNomenclature) none = NULL;
  g_autoptr (MlsNomenclature) stored = NULL;
  const GArray *symbols, *classes;

  sample_begin (&sample, &board);
  none = mls_store_read_nomenclature (sample.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mls_nomenclature_symbols (none)->len, ==, 0);
  g_assert_cmpuint (mls_nomenclature_indicator_classes (none)->len, ==, 0);

  sample_execute (sample.path, "INSERT INTO setting (key, value) VALUES ('nomenclature.name', 'OCS2D')");
  stored = mls_store_read_nomenclature (sample.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (mls_nomenclature_symbols (stored)->len, ==, 71);
  g_clear_pointer (&stored, mls_nomenclature_unref);

  sample_execute (sample.path,
                  "INSERT INTO symbol (code, shape, colour, outline, size_mm, across_mm, down_mm, angle) VALUES "
                  "('CS2.1.0', 'square', '#112233', '#445566', 1.5, 3, 4.25, 90), "
                  "('CS2.1.0', 'blot', '#112233', '#445566', 1.5, 3, 4.25, 90), "
                  "('CS2.1.0', 'square', '#112233', '#445566', 0, 3, 4.25, 90);"
                  "INSERT INTO indicator (indicator, code, label_fr, label_en, colour) VALUES "
                  "('enaf', 'A', 'Agricole', '', '#fff07e'), ('no name', 'A', '', '', ''), ('enaf', 'A', 'Encore', '', '')");
  stored = mls_store_read_nomenclature (sample.store, &error);
  g_assert_no_error (error);
  symbols = mls_nomenclature_symbols (stored);
  classes = mls_nomenclature_indicator_classes (stored);
  g_assert_cmpuint (symbols->len, ==, 1);
  g_assert_cmpmem (symbols->data, sizeof (MlsSymbol),
                   &((MlsSymbol){ g_quark_from_string ("CS2.1.0"), MLS_SYMBOL_SQUARE, 0x112233, 0x445566, 1.5, 3, 4.25, 90 }),
                   sizeof (MlsSymbol));
  g_assert_cmpuint (classes->len, ==, 1);
  g_assert_cmpstr (mls_indicator_class_label (&g_array_index (classes, MlsIndicatorClass, 0), MLS_LANGUAGE_ENGLISH), ==,
                   "Agricole");
  sample_end (&sample);
}

static void
test_versions (void)
{
  Sample sample;
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GError) error = NULL;
  const MlsVersion *version;
  gint64 operation;

  sample_begin (&sample, &board);
  mls_store_add_version (sample.store, "as imported", "anna", NULL, NULL, &error);
  g_assert_no_error (error);
  operation = edit (sample.store, "CS2.1.0");
  mls_store_add_version (sample.store, "delivered", "béa", "to the region", NULL, &error);
  g_assert_no_error (error);
  g_assert_false (mls_store_add_version (sample.store, "delivered", "béa", NULL, NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS);
  g_clear_error (&error);

  versions = mls_store_list_versions (sample.store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (versions->len, ==, 2);
  version = g_ptr_array_index (versions, 1);
  g_assert_cmpstr (version->name, ==, "delivered");
  g_assert_cmpstr (version->author, ==, "béa");
  g_assert_cmpstr (version->message, ==, "to the region");
  g_assert_cmpint (version->operation, ==, operation);
  sample_end (&sample);
}

/* A vintage added later: its columns are empty, checked like the others, and undo goes on from
 * there. */
static void
test_vintage (void)
{
  static const MlsVintage vintage = { "27", 2027, "after", 0 };
  Sample sample;
  g_autoptr (MlsFace) face = NULL;
  g_autoptr (MlsDelta) delta = mls_delta_new ();
  g_autoptr (MlsDelta) wrong = mls_delta_new ();
  g_autoptr (MlsDelta) applied = NULL;
  g_autoptr (MlsDelta) undone = NULL;
  g_autoptr (MlsOperation) operation = NULL;
  g_autoptr (GError) error = NULL;
  MlsLabel labels[3];
  gint64 id;

  sample_begin (&sample, &board);
  edit (sample.store, "CS2.1.0");
  mls_store_add_vintage (sample.store, &vintage, "tester", &id, &error);
  g_assert_no_error (error);
  operation = mls_store_operation (sample.store, id, &error);
  g_assert_true (operation->barrier);
  g_assert_cmpint (sample_query (sample.path, "SELECT max (until) FROM coverage_history"), ==, id - 1);
  g_assert_cmpuint (operation->vintages, ==, MLS_VINTAGE (2));
  g_assert_false (mls_store_add_vintage (sample.store, &vintage, "tester", &id, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT);
  g_clear_error (&error);
  sample_reopen (&sample);

  face = mls_store_face (sample.store, 2, &error);
  g_assert_cmpuint (face->n_vintages, ==, 3);
  labels[0] = face->labels[0];
  labels[1] = face->labels[1];
  labels[2] = sample_label ("CS9.9.9", "US1.1.3");
  mls_delta_add (wrong, mls_face_ref (face), mls_face_with (face, 2, 0, labels, 3));
  g_assert_null (mls_store_apply (sample.store, wrong, &sample_facts, NULL, &error));
  g_assert_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_REFUSED);
  g_test_message ("%s", error->message);
  g_clear_error (&error);

  labels[2] = sample_label ("CS6.3.0", "US1.1.3");
  mls_delta_add (delta, mls_face_ref (face), mls_face_with (face, 2, 0, labels, 3));
  applied = mls_store_apply (sample.store, delta, &sample_facts, NULL, &error);
  g_assert_no_error (error);
  undone = mls_store_undo (sample.store, "tester", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sample_query (sample.path, "SELECT count (*) FROM coverage WHERE cs27 NOT NULL"), ==, 0);
  sample_end (&sample);
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/store/project/settings", test_settings);
  g_test_add_func ("/store/project/rules", test_rules);
  g_test_add_func ("/store/project/agreed", test_agreed);
  g_test_add_func ("/store/project/exceptions", test_exceptions);
  g_test_add_func ("/store/project/images", test_images);
  g_test_add_func ("/store/project/nomenclature", test_nomenclature);
  g_test_add_data_func ("/store/project/shipped/ocs2d", "ocs2d", test_shipped);
  g_test_add_data_func ("/store/project/shipped/clc", "clc", test_shipped);
  g_test_add_func ("/store/project/look", test_look);
  g_test_add_func ("/store/project/versions", test_versions);
  g_test_add_func ("/store/project/vintage", test_vintage);

  return g_test_run ();
}
