#include "quality/sample-write.h"

#include "store/error.h"
#include "store/image-link.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

/* So much of a photo is of use beyond what is judged, mm. */
#define AROUND 500000

static void
append_number (GString *text, const char *option, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.10g", value);
  g_string_append_printf (text, " --%s %s", option, number);
}

/* What a shell would take apart is quoted, as a pair or many a name of a file. */
static void
append_text (GString *text, const char *option, const char *value)
{
  g_autofree char *quoted = strpbrk (value, " \t\n'\"\\\\$&;|<>()*?[]#~!{}`") != NULL ? g_shell_quote (value) : g_strdup (value);

  g_string_append_printf (text, " --%s %s", option, quoted);
}

static void
append_more (GString *text, const MlsMore *more)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *value = g_strconcat (g_quark_to_string (more->code), "=",
                                        g_ascii_formatd (number, sizeof number, "%.10g", more->factor), NULL);

  append_text (text, "more", value);
}

/* How it is drawn, as options of the command "sample". */
static char *
describe_drawing (const MlsSampleQuery *query, const MlsVintage *vintage, const MlsSampleFacts *facts)
{
  const MlsSampling *sampling = &query->sampling;
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "--dimension %s --vintage %s", mls_dimension_name (query->dimension), vintage->code);
  if (sampling->n_units > 0)
    append_number (text, "units", sampling->n_units);
  else
    append_number (text, "share", sampling->share * 100);
  append_number (text, "floor", sampling->floor);
  if (sampling->cap > 0)
    append_number (text, "cap", sampling->cap);
  for (guint i = 0; sampling->more != NULL && i < sampling->more->len; i++)
    append_more (text, &g_array_index (sampling->more, MlsMore, i));
  append_number (text, "largest-ha", mls_area2_to_m2 (sampling->largest2) / 10000);
  for (guint i = 0; facts->earlier != NULL && facts->earlier[i] != NULL; i++)
    {
      g_autofree char *name = g_filename_display_basename (facts->earlier[i]);

      append_text (text, "without", name);
    }
  append_number (text, "sets", sampling->n_sets);
  g_string_append_printf (text, " --seed %" G_GUINT64_FORMAT, sampling->seed);

  return g_string_free (text, FALSE);
}

static MlsText
text_of (const char *text)
{
  return text != NULL && *text != '\0' ? g_quark_from_string (text) : 0;
}

static MlsSample
describe (MlsStore *store, const MlsSampleQuery *query, const MlsSampleFacts *facts, MlsAgreed agreed, gint64 operation)
{
  guint n_vintages;
  const MlsVintage *vintage = &mls_store_get_vintages (store, &n_vintages)[query->vintage];
  g_autofree char *project = g_filename_display_basename (mls_store_get_path (store));
  g_autofree char *drawing = describe_drawing (query, vintage, facts);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S.000Z");

  return (MlsSample){ .title = text_of (facts->title),
                      .project = text_of (project),
                      .operation = operation,
                      .vintage = text_of (vintage->code),
                      .year = vintage->year,
                      .vintage_title = text_of (vintage->title),
                      .dimension = query->dimension,
                      .seed = query->sampling.seed,
                      .blind = facts->blind,
                      .at = text_of (at),
                      .author = text_of (facts->author),
                      .drawing = text_of (drawing),
                      .agreed = mls_agreed_else (facts->agreed, agreed) };
}

static MlsExtent
extent_of (const GPtrArray *units)
{
  MlsBox box = MLS_BOX_EMPTY;

  for (guint i = 0; i < units->len; i++)
    box = mls_box_union (&box, &((const MlsUnit *) g_ptr_array_index (units, i))->box);
  if (!mls_box_is_empty (&box))
    box = mls_box_grown (&box, AROUND);

  return units->len > 0 ? mls_extent_of_box (&box) : MLS_EXTENT_EMPTY;
}

/* The photos of the project, of all dates: an error is often seen by what was there before. */
static GArray *
list_photos (MlsStore *store, const GPtrArray *units, GError **error)
{
  g_autoptr (GPtrArray) links = mls_store_list_image_links (store, error);
  GArray *photos;

  if (links == NULL)
    return NULL;

  photos = g_array_new (FALSE, FALSE, sizeof (MlsSamplePhoto));
  for (guint i = 0; units->len > 0 && i < links->len; i++)
    {
      const MlsImageLink *link = g_ptr_array_index (links, i);
      MlsSamplePhoto photo = { text_of (link->vintage), text_of (link->source), text_of (link->title),
                               text_of (link->kind), extent_of (units) };

      g_array_append_val (photos, photo);
    }

  return photos;
}

static gboolean
write_set (MlsStore *store, MlsSampleContents *contents, MlsSample *sample, const GPtrArray *units, const char *path, GError **error)
{
  g_autoptr (GArray) photos = list_photos (store, units, error);
  g_autofree char *id = g_uuid_string_random ();

  if (photos == NULL)
    return FALSE;

  sample->id = g_quark_from_string (id);
  contents->units = units;
  contents->photos = photos;

  return mls_sample_file_create (path, contents, error);
}

static gboolean
check_sets (const MlsSampleDraw *draw, const char *const *paths, GError **error)
{
  for (guint i = 0; i < draw->sets->len; i++)
    if (((const GPtrArray *) g_ptr_array_index (draw->sets, i))->len == 0)
      {
        g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("There is no region to draw for “%s”"), paths[i]);
        return FALSE;
      }

  for (guint i = 0; paths[i] != NULL; i++)
    if (g_file_test (paths[i], G_FILE_TEST_EXISTS))
      {
        g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_EXISTS, _("“%s” exists already"), paths[i]);
        return FALSE;
      }

  return TRUE;
}

/**
 * mls_sample_write:
 * @store: the project that it was drawn from
 * @query: among which regions, and how
 * @draw: what was drawn
 * @operation: the last one there was
 * @facts: what else to say of it
 * @paths: (array zero-terminated=1): a file for each set, none of which exists
 * @error: %MLS_STORE_ERROR_NOTHING if nothing was drawn, %MLS_STORE_ERROR_EXISTS, or any other #MLS_STORE_ERROR
 *
 * Returns: whether all of them are there; none is if not
 */
gboolean
mls_sample_write (MlsStore              *store,
                  const MlsSampleQuery  *query,
                  const MlsSampleDraw   *draw,
                  gint64                 operation,
                  const MlsSampleFacts  *facts,
                  const char *const     *paths,
                  GError               **error)
{
  g_autoptr (MlsNomenclature) nomenclature = mls_store_read_nomenclature (store, error);
  g_autofree char *crs = nomenclature != NULL ? mls_store_dup_crs (store, error) : NULL;
  MlsSampleContents contents = { .strata = draw->strata, .nomenclature = nomenclature, .crs = crs };
  MlsSample sample;
  MlsAgreed agreed;

  g_return_val_if_fail (g_strv_length ((char **) paths) == draw->sets->len, FALSE);

  if (crs == NULL || !check_sets (draw, paths, error) || !mls_store_read_agreed (store, &agreed, error))
    return FALSE;

  sample = describe (store, query, facts, agreed, operation);
  contents.sample = &sample;

  for (guint i = 0; i < draw->sets->len; i++)
    if (!write_set (store, &contents, &sample, g_ptr_array_index (draw->sets, i), paths[i], error))
      {
        while (i-- > 0)
          g_unlink (paths[i]);
        return FALSE;
      }

  return TRUE;
}
