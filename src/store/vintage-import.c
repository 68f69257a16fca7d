#include "store/vintage-import-private.h"

#include "assembly/clean.h"
#include "store/error.h"
#include "store/nomenclature.h"
#include "store/vintage-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* No vintage to compare with. */
#define NONE G_MAXUINT

static void
import_clear (MlsVintageImport *self)
{
  g_clear_pointer (&self->map, mls_import_map_free);
  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&self->grounds, g_array_unref);
  g_clear_pointer (&self->soup, mls_soup_free);
  g_clear_pointer (&self->match, mls_match_free);
  g_clear_pointer (&self->labels, g_array_unref);
  g_clear_pointer (&self->slivers, g_array_unref);
  g_clear_pointer (&self->proof, mls_proof_free);
  g_clear_pointer (&self->set_label, sqlite3_finalize);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlsVintageImport, import_clear)

/**
 * mls_vintage_import_go_on: (skip)
 * @self: an import
 * @fraction: how much of it is done
 * @what: what is being done
 *
 * Returns: whether nobody has stopped it
 */
gboolean
mls_vintage_import_go_on (const MlsVintageImport *self, double fraction, const char *what)
{
  if (self->progress->func != NULL)
    self->progress->func (fraction, what, self->progress->user_data);

  return !g_cancellable_is_cancelled (self->progress->cancellable);
}

/* What is read */

/* The columns of the date: those that bear its code, or the only ones there are. */
static gboolean
pick_columns (MlsVintageImport *self, GError **error)
{
  const char *code = self->options->vintage.code;
  GArray *vintages;
  guint found = 0;

  self->map = mls_import_map_copy (self->source->map);
  vintages = self->map->vintages;
  while (found < vintages->len && !g_str_equal (g_array_index (vintages, MlsImportVintage, found).code, code))
    found++;
  if (found == vintages->len && vintages->len == 1)
    found = 0;

  if (found == vintages->len)
    {
      g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NO_MAP,
                   _("Which columns of “%s” hold the codes of %d has to be given"),
                   mls_import_layer_get_name (self->source->layer), self->options->vintage.year);
      return FALSE;
    }

  g_array_index (vintages, MlsImportVintage, 0) = g_array_index (vintages, MlsImportVintage, found);
  g_array_set_size (vintages, 1);
  return TRUE;
}

/* The date before the new one, or that after it. */
static guint
find_compared (const MlsVintageImport *self)
{
  guint n, best = NONE;
  const MlsVintage *vintages = mls_store_get_vintages (self->store, &n);
  int year = self->options->vintage.year;

  for (guint v = 0; v < n; v++)
    {
      gboolean is_before = vintages[v].year <= year;
      gboolean best_is_before = best != NONE && vintages[best].year <= year;

      if (best == NONE || (is_before && !best_is_before) ||
          (is_before == best_is_before && ABS (vintages[v].year - year) < ABS (vintages[best].year - year)))
        best = v;
    }

  return best;
}

static gboolean
has_column (const MlsVintageImport *self, MlsField field)
{
  return g_array_index (self->map->vintages, MlsImportVintage, 0).column[field] != MLS_NO_COLUMN;
}

static MlsImportGround
ground_of (const MlsVintageImport *self, const MlsFace *face)
{
  MlsImportGround ground = { .id = face->id };

  if (self->compared == NONE)
    return ground;

  ground.was = mls_label_pair (&face->labels[self->compared]);
  if (!has_column (self, MLS_FIELD_COVER))
    ground.was.cover = 0;
  if (!has_column (self, MLS_FIELD_USE))
    ground.was.use = 0;

  return ground;
}

/* Faces are outlines, in the order of their ids. */
static gboolean
take_face (const MlsFace *face, gpointer user_data)
{
  static const MlsLabel none = { 0 };
  MlsVintageImport *self = user_data;
  const MlsSoupFeature feature = { face->id, MLS_OUTLINE, 0, &none };
  g_autofree MlsRing *rings = mls_face_dup_rings (face);
  MlsImportGround ground = ground_of (self, face);

  g_array_append_val (self->grounds, ground);
  mls_soup_add_ground (self->soup, &feature, rings, face->n_rings);

  return TRUE;
}

static gboolean
read_coverage (MlsVintageImport *self, GError **error)
{
  if (!mls_store_each_face (self->store, take_face, self, error))
    return FALSE;

  if (self->grounds->len > 0)
    return TRUE;

  g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT,
                       _("The project has no faces yet: import the file as its first date"));
  return FALSE;
}

static void
tell_reading (double fraction, const char *what, gpointer user_data)
{
  mls_vintage_import_go_on (user_data, MLS_VINTAGE_IMPORT_READING * fraction, what);
}

static gboolean
read_source (MlsVintageImport *self, GError **error)
{
  const guint place[] = { 0 };
  const MlsImportReading reading = { self->map, place, 1, 0, MLS_NO_COLUMN, self->nomenclature, NULL, self->soup };
  const MlsImportOptions options = { .author = self->options->author, .crs = self->options->crs, .reproject = TRUE };
  const MlsImportProgress progress = { self->progress->cancellable, tell_reading, self };

  return mls_import_source_read (self->source, self->store, &options, &reading, &progress, &self->report->counts, error);
}

static gboolean
tell_fitting (double fraction, gpointer user_data)
{
  return mls_vintage_import_go_on (user_data, MLS_VINTAGE_IMPORT_READING + MLS_VINTAGE_IMPORT_FITTING * fraction, N_("Laying the file over the map"));
}

static gboolean
match (MlsVintageImport *self, GError **error)
{
  double tolerance = self->options->tolerance_m * MLS_MM_PER_M;

  self->match = mls_match_new (g_steal_pointer (&self->soup));
  if (!mls_match_run (self->match, llround (tolerance), tell_fitting, self))
    return mls_store_fail_cancelled (error);

  self->report->source = mls_match_account (self->match)->lines[MLS_ACCOUNT_SOURCE];
  self->report->n_moved = mls_match_count (self->match, MLS_REMARK_MOVED);
  return TRUE;
}

/* What is decided */

/**
 * mls_vintage_import_label: (skip)
 * @self: an import
 * @labels: one of those of a piece
 *
 * Returns: (transfer none): what the source says there
 */
const MlsLabel *
mls_vintage_import_label (const MlsVintageImport *self, guint labels)
{
  return mls_match_labels (self->match, labels);
}

static GArray *
list_pieces (const MlsVintageImport *self)
{
  const GArray *pieces = mls_match_pieces (self->match);
  GArray *list = g_array_sized_new (FALSE, FALSE, sizeof (MlsSliverPiece), pieces->len);

  for (guint i = 0; i < pieces->len; i++)
    {
      const MlsMatchPiece *piece = &g_array_index (pieces, MlsMatchPiece, i);
      MlsSliverPiece listed = { .was = g_array_index (self->grounds, MlsImportGround, piece->outline).was,
                                .is = mls_label_pair (mls_vintage_import_label (self, piece->labels)),
                                .label = piece->labels, .area2 = piece->area2 };

      listed.parted = (i > 0 && piece[-1].outline == piece->outline) ||
                      (i + 1 < pieces->len && piece[1].outline == piece->outline);
      g_array_append_val (list, listed);
    }

  return list;
}

static GArray *
list_borders (const MlsVintageImport *self, GArray *pieces)
{
  g_autoptr (GArray) found = mls_match_borders (self->match);
  GArray *list = g_array_new (FALSE, FALSE, sizeof (MlsPieceBorder));

  for (guint i = 0; i < found->len; i++)
    {
      const MlsSoupBorder *border = &g_array_index (found, MlsSoupBorder, i);

      g_array_append_val (list, ((MlsPieceBorder){ border->a, border->b, border->length }));
    }
  for (guint i = 0; i < pieces->len; i++)
    g_array_index (pieces, MlsSliverPiece, i).edge = g_array_index (mls_match_pieces (self->match), MlsMatchPiece, i).edge;

  return list;
}

static MlsArea2 *
line_of (MlsVintageImportReport *report, const MlsSliverPiece *piece)
{
  gboolean was_coded = piece->was.cover != 0 || piece->was.use != 0;
  gboolean is_coded = piece->is.cover != 0 || piece->is.use != 0;

  if (!is_coded)
    return &report->uncoded;
  if (!was_coded)
    return &report->first_coded;

  return mls_sliver_changed (piece) ? &report->changed : &report->same;
}

static void
report_ground (MlsVintageImport *self, const GArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const MlsSliverPiece *piece = &g_array_index (pieces, MlsSliverPiece, i);

      *line_of (self->report, piece) += piece->area2;
      if (piece->label != g_array_index (mls_match_pieces (self->match), MlsMatchPiece, i).labels)
        self->report->cured += piece->area2;
      g_array_append_val (self->labels, piece->label);
    }

  for (guint i = 0; i < self->slivers->len; i++)
    {
      const MlsSliver *sliver = &g_array_index (self->slivers, MlsSliver, i);

      *(sliver->cured ? &self->report->n_cured : &self->report->n_left) += 1;
      if (!sliver->cured)
        self->report->left += sliver->area2;
    }
}

static void
decide (MlsVintageImport *self)
{
  g_autoptr (GArray) pieces = list_pieces (self);
  g_autoptr (GArray) borders = list_borders (self, pieces);
  MlsArea2 asked = mls_area2_from_m2 (self->options->minimum_m2);
  const MlsSliverRules rules = { self->nomenclature, asked > 0 ? asked : self->limits.change_minimum,
                                 self->options->tolerance_m * MLS_MM_PER_M };

  self->slivers = mls_slivers_cure (pieces, borders, &rules, !self->options->only_lists);
  self->labels = g_array_new (FALSE, FALSE, sizeof (guint));
  report_ground (self, pieces);
  mls_match_join (self->match, (const guint *) (gpointer) self->labels->data);
}

static gboolean
check (const MlsStore *store, const MlsVintageImportOptions *options, GError **error)
{
  const double max_m = (double) MLS_TOLERANCE_MAX / MLS_MM_PER_M;

  if (!mls_store_check_writable (store, error) || !mls_vintage_check (&options->vintage, error))
    return FALSE;

  if (options->tolerance_m >= 0 && options->tolerance_m <= max_m)
    return TRUE;

  g_set_error (error, MLS_STORE_ERROR, MLS_STORE_ERROR_ARGUMENT, _("Tolerances go from 0 to %g m"), max_m);
  return FALSE;
}

/* All that needs no writing. */
static gboolean
prepare (MlsVintageImport *self, GError **error)
{
  guint n;
  const MlsVintage *vintages = mls_store_get_vintages (self->store, &n);

  self->compared = find_compared (self);
  self->report->compared = self->compared != NONE ? vintages[self->compared].code : NULL;
  self->grounds = g_array_new (FALSE, FALSE, sizeof (MlsImportGround));
  self->soup = mls_soup_new (1);
  self->nomenclature = mls_store_read_nomenclature (self->store, error);
  if (self->nomenclature == NULL || !mls_store_read_limits (self->store, &self->limits, error) ||
      !pick_columns (self, error) || !read_coverage (self, error) || !read_source (self, error) || !match (self, error))
    return FALSE;

  self->report->n_faces = self->grounds->len;
  decide (self);
  return TRUE;
}

/**
 * mls_store_import_vintage:
 * @store: a project open for writing, with faces
 * @source: a layer of polygons, in any reference system, that may cover more or less than the territory
 * @options: how to read it
 * @progress: who is told how far it is, and may stop it
 * @report: (out): what came of it
 * @error: %MLS_STORE_ERROR_NO_MAP or %MLS_STORE_ERROR_NO_CRS if something has to be given,
 *   %MLS_STORE_ERROR_ARGUMENT, %MLS_STORE_ERROR_CANCELLED, or any other #MLS_STORE_ERROR
 *
 * Adds a date with the codes of a file, onto the geometry there is. Borders of the file that are near existing ones
 * follow them; others part the faces they run through, which stay what they are at all other dates. MlsImportGround that the
 * file does not cover is not coded. Where the file overlaps itself the smaller id has the ground. One operation, or
 * none; the faces are proved to be a partition before it is written.
 *
 * Returns: whether it is on disk
 */
gboolean
mls_store_import_vintage (MlsStore                      *store,
                          const MlsImportSource         *source,
                          const MlsVintageImportOptions *options,
                          const MlsImportProgress       *progress,
                          MlsVintageImportReport        *report,
                          GError                       **error)
{
  g_auto (MlsVintageImport) self = { .store = store, .source = source, .options = options, .progress = progress, .report = report };
  const char *name = mls_import_layer_get_name (source->layer);
  g_autofree char *summary = g_strdup_printf ("%s: imported from %s", options->vintage.code, name);
  gboolean changed, written;

  *report = (MlsVintageImportReport){ 0 };
  if (!check (store, options, error) || !prepare (&self, error))
    return FALSE;

  mls_store_leave_wal (store);
  written = mls_store_do_with_vintage (store, options->vintage.code, summary, options->author, mls_vintage_import_write, &self, NULL, error);
  g_clear_pointer (&self.set_label, sqlite3_finalize);
  if (!written)
    mls_store_reload (store, NULL);
  mls_store_start_journal (store, NULL);
  mls_store_notice (store, &changed, NULL);

  return written;
}
