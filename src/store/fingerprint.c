#include "store/fingerprint.h"

#include "geometry/crs.h"
#include "store/geopackage.h"
#include "store/nomenclature.h"
#include "store/reader-private.h"
#include "store/state.h"
#include "store/whole.h"

#include <string.h>

/* What a fingerprint begins with: another way to take it will have another number. */
#define TITLE "millesime-fingerprint 1"

#define DIGEST_LENGTH 32

/* A short one is a word of it that one can compare by eye. */
#define SHORT_LENGTH 12

typedef struct
{
  guint8 bytes[DIGEST_LENGTH];
} Digest;

typedef struct
{
  MlsStoreReader   *reader;
  const MlsVintage *vintages;
  guint             n_vintages;
  guint            *by_code;  /* vintages in the order of their codes */
  GByteArray       *record;   /* of one polygon */
  GChecksum        *polygon;
  GArray           *digests;  /* (element-type Digest) */
  GChecksum        *map;
} Taking;

static void
taking_clear (Taking *taking)
{
  g_clear_pointer (&taking->reader, mls_store_reader_free);
  g_clear_pointer (&taking->by_code, g_free);
  g_clear_pointer (&taking->record, g_byte_array_unref);
  g_clear_pointer (&taking->polygon, g_checksum_free);
  g_clear_pointer (&taking->digests, g_array_unref);
  g_clear_pointer (&taking->map, g_checksum_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Taking, taking_clear)

/* A polygon */

static void
add_number (GByteArray *record, gint64 number)
{
  gint64 bytes = GINT64_TO_LE (number);

  g_byte_array_append (record, (const guint8 *) &bytes, sizeof bytes);
}

/* With the zero that ends it, so that no two neighbours read alike. */
static void
add_text (GByteArray *record, MlsText text)
{
  const char *bytes = text != 0 ? g_quark_to_string (text) : "";

  g_byte_array_append (record, (const guint8 *) bytes, (guint) strlen (bytes) + 1);
}

static void
add_rings (GByteArray *record, const MlsFace *polygon)
{
  add_number (record, polygon->n_rings);
  for (guint r = 0; r < polygon->n_rings; r++)
    {
      MlsRing ring = mls_face_ring (polygon, r);

      add_number (record, (gint64) ring.n_points);
      for (gsize i = 0; i < ring.n_points; i++)
        {
          add_number (record, ring.points[i].x);
          add_number (record, ring.points[i].y);
        }
    }
}

static gboolean
take_polygon (const MlsFace *polygon, gpointer user_data, GError **error)
{
  Taking *taking = user_data;
  gsize length = DIGEST_LENGTH;
  Digest digest;

  g_byte_array_set_size (taking->record, 0);
  add_rings (taking->record, polygon);
  for (guint v = 0; v < taking->n_vintages; v++)
    for (int f = 0; f < MLS_N_FIELDS; f++)
      add_text (taking->record, polygon->labels[taking->by_code[v]].field[f]);

  g_checksum_reset (taking->polygon);
  g_checksum_update (taking->polygon, taking->record->data, taking->record->len);
  g_checksum_get_digest (taking->polygon, digest.bytes, &length);
  g_array_append_val (taking->digests, digest);

  return TRUE;
}

/* The map */

static void
add_line (Taking *taking, const char *key, const char *value)
{
  g_checksum_update (taking->map, (const guint8 *) key, (gssize) strlen (key));
  g_checksum_update (taking->map, (const guint8 *) " ", 1);
  g_checksum_update (taking->map, (const guint8 *) value, (gssize) strlen (value));
  g_checksum_update (taking->map, (const guint8 *) "\n", 1);
}

/* A system that has a number goes by that, as what else is said of it depends on who wrote the file. */
static gboolean
add_system (Taking *taking, GError **error)
{
  MlsDatabase *database = taking->reader->database;
  g_autofree char *wkt =
      mls_geopackage_dup_crs (database, mls_reading_get_layout (taking->reader->reading)->srs_id, error);
  g_autoptr (MlsCrs) crs = wkt != NULL ? mls_crs_new (wkt, error) : NULL;
  g_autofree char *authority = crs != NULL ? mls_crs_dup_authority (crs) : NULL;

  if (crs == NULL)
    return FALSE;

  add_line (taking, "system", authority != NULL ? authority : wkt);
  return TRUE;
}

static int
compare_texts (gconstpointer left, gconstpointer right)
{
  return strcmp (*(const char *const *) left, *(const char *const *) right);
}

static void
add_classes (Taking *taking, const MlsNomenclature *nomenclature, MlsDimension dimension)
{
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  guint n_classes;
  const MlsClass *const *classes = mls_nomenclature_classes (nomenclature, dimension, &n_classes);

  for (guint i = 0; i < n_classes; i++)
    if (classes[i]->state == MLS_CODE_VALID)
      g_ptr_array_add (codes, (gpointer) g_quark_to_string (classes[i]->code));

  g_ptr_array_sort (codes, compare_texts);
  for (guint i = 0; i < codes->len; i++)
    add_line (taking, mls_dimension_name (dimension), g_ptr_array_index (codes, i));
}

/* What codes mean is told by its name and source, and by which codes it has; what only came with data is none of it. */
static gboolean
add_nomenclature (Taking *taking, GError **error)
{
  static const char *const about[] = { "name", "source" };
  g_autoptr (MlsNomenclature) nomenclature = mls_nomenclature_read (taking->reader->database, error);

  if (nomenclature == NULL)
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (about); i++)
    {
      const char *text = mls_nomenclature_about (nomenclature, about[i]);

      add_line (taking, about[i], text != NULL ? text : "");
    }
  add_classes (taking, nomenclature, MLS_DIMENSION_COVER);
  add_classes (taking, nomenclature, MLS_DIMENSION_USE);

  return TRUE;
}

static int
compare_codes (gconstpointer left, gconstpointer right, gpointer vintages)
{
  const MlsVintage *all = vintages;

  return strcmp (all[*(const guint *) left].code, all[*(const guint *) right].code);
}

static void
add_vintages (Taking *taking)
{
  taking->vintages = mls_store_reader_get_vintages (taking->reader, &taking->n_vintages);
  taking->by_code = g_new (guint, taking->n_vintages);
  for (guint v = 0; v < taking->n_vintages; v++)
    taking->by_code[v] = v;
  g_qsort_with_data (taking->by_code, (gint) taking->n_vintages, sizeof (guint), compare_codes, (gpointer) taking->vintages);

  for (guint v = 0; v < taking->n_vintages; v++)
    {
      const MlsVintage *vintage = &taking->vintages[taking->by_code[v]];
      g_autofree char *value = g_strdup_printf ("%s %d", vintage->code, vintage->year);

      add_line (taking, "vintage", value);
    }
}

static int
compare_digests (gconstpointer left, gconstpointer right)
{
  return memcmp (left, right, DIGEST_LENGTH);
}

/* In the order of their digests, which is that of no file: so any change of any polygon is as hard to hide as one of a
 * single file under SHA-256. A sum would need no room, but whoever may choose many polygons can make sums meet. */
static void
add_polygons (Taking *taking)
{
  g_autofree char *n_polygons = g_strdup_printf ("%u", taking->digests->len);

  add_line (taking, "polygons", n_polygons);
  g_array_sort (taking->digests, compare_digests);
  for (guint i = 0; i < taking->digests->len; i++)
    g_checksum_update (taking->map, g_array_index (taking->digests, Digest, i).bytes, DIGEST_LENGTH);
}

static gboolean
take (Taking *taking, MlsStoreProgressFunc progress, gpointer user_data, GError **error)
{
  const MlsWhole whole = { NULL, take_polygon, taking, progress, user_data };

  g_checksum_update (taking->map, (const guint8 *) TITLE "\n", -1);
  if (!add_system (taking, error) || !add_nomenclature (taking, error))
    return FALSE;

  add_vintages (taking);
  if (!mls_whole_run (&whole, taking->reader, NULL, error))
    return FALSE;

  add_polygons (taking);
  return TRUE;
}

/**
 * mls_fingerprint_take:
 * @path: a project file, which may be open elsewhere
 * @operation: the operation right after which its state is meant; 0 for the newest
 * @progress: (scope call) (nullable): told how far it is
 * @user_data: for @progress
 * @error: %MLS_STORE_ERROR_CANCELLED, or any other #MLS_STORE_ERROR
 *
 * Depends on outlines, to the millimetre, on all that is said of them at all dates, on the reference system and on which
 * codes there are. Not on ids, the order of rows, what was done before, or where faces are cut because they are large. May
 * run on any thread. src/DESIGN.md says byte by byte what is hashed.
 *
 * Returns: (transfer full): it, in small hexadecimal digits; or %NULL
 */
char *
mls_fingerprint_take (const char          *path,
                      gint64               operation,
                      MlsStoreProgressFunc progress,
                      gpointer             user_data,
                      GError             **error)
{
  g_auto (Taking) taking = { .reader = mls_store_reader_at (path, operation, error) };
  gboolean taken;

  if (taking.reader == NULL || !mls_store_reader_begin (taking.reader, 0, NULL, error))
    return NULL;

  taking.record = g_byte_array_new ();
  taking.polygon = g_checksum_new (G_CHECKSUM_SHA256);
  taking.digests = g_array_new (FALSE, FALSE, sizeof (Digest));
  taking.map = g_checksum_new (G_CHECKSUM_SHA256);
  taken = take (&taking, progress, user_data, error);
  mls_store_reader_end (taking.reader);

  return taken ? g_strdup (g_checksum_get_string (taking.map)) : NULL;
}

/**
 * mls_fingerprint_read:
 * @word: what somebody was told, by mail or on paper
 *
 * Blanks, line breaks and capitals say nothing.
 *
 * Returns: (transfer full) (nullable): the fingerprint it is
 */
char *
mls_fingerprint_read (const char *word)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (; *word != '\0'; word++)
    if (!g_ascii_isspace (*word))
      g_string_append_c (text, g_ascii_tolower (*word));

  if (text->len != MLS_FINGERPRINT_LENGTH || strspn (text->str, "0123456789abcdef") != text->len)
    return NULL;

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * mls_fingerprint_short:
 * @fingerprint: one
 *
 * Returns: (transfer full): its beginning, for the eye: "3f9a 01bc 77e2"
 */
char *
mls_fingerprint_short (const char *fingerprint)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < SHORT_LENGTH && fingerprint[i] != '\0'; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append_c (text, ' ');
      g_string_append_c (text, fingerprint[i]);
    }

  return g_string_free (text, FALSE);
}
