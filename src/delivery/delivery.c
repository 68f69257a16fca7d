#include "delivery/delivery-private.h"

#include "base/format.h"
#include "base/text.h"
#include "delivery/error.h"
#include "store/error.h"
#include "store/fingerprint.h"
#include "store/state.h"
#include "store/version.h"

#include <glib/gi18n-lib.h>

/* Which share of the work each part of it is; writing is the rest. */
#define SHARE_CHECK       0.15
#define SHARE_FINGERPRINT 0.1
#define SHARE_NEARBY      0.1
#define SHARE_CUTTING     0.15

static void
delivery_clear (MlsDelivery *self)
{
  g_clear_pointer (&self->making, mls_making_free);
  g_clear_pointer (&self->database, mls_layer_file_free);
  g_clear_pointer (&self->cutting, mls_cutting_free);
  g_clear_pointer (&self->nearby, mls_nearby_free);
  g_clear_pointer (&self->products, g_ptr_array_unref);
  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  g_clear_pointer (&self->reader, mls_store_reader_free);
  g_clear_pointer (&self->store, mls_store_free);
  g_clear_pointer (&self->crs, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->at, g_free);
  g_clear_pointer (&self->description, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MlsDelivery, delivery_clear)

/**
 * mls_delivery_remark: (skip)
 * @self: a delivery
 * @text: (transfer full): what who hands it over should know
 */
void
mls_delivery_remark (MlsDelivery *self, char *text)
{
  g_ptr_array_add (self->report->remarks, text);
}

/**
 * mls_delivery_tell: (skip)
 * @fraction: how much of a part is done
 * @user_data: a delivery
 *
 * Returns: whether to go on
 */
gboolean
mls_delivery_tell (double fraction, gpointer user_data)
{
  const MlsDelivery *self = user_data;
  const MlsDeliveryOptions *options = self->options;

  return options->func == NULL || options->func (self->done + fraction * self->share, self->what, options->user_data);
}

/**
 * mls_delivery_begin_part: (skip)
 * @self: a delivery
 * @share: how much of the work comes next
 * @what: what that is
 */
void
mls_delivery_begin_part (MlsDelivery *self, double share, const char *what)
{
  self->done += self->share;
  self->share = share;
  self->what = what;
}

/* Where it goes is known to be there before minutes of work. */
static gboolean
open_target (MlsDelivery *self, GError **error)
{
  const MlsDeliveryOptions *options = self->options;

  if (options->format->ending == NULL)
    self->database = mls_layer_file_new (options->format, options->target, error);
  else
    self->making = mls_making_new (options->target, error);

  return self->database != NULL || self->making != NULL;
}

/* What it is of */

static gboolean
open_project (MlsDelivery *self, const char *path, GError **error)
{
  gint64 operation = self->options->operation;
  gint64 last;

  self->store = mls_store_open (path, MLS_STORE_READ_ONLY, error);
  if (self->store == NULL || (operation != 0 && !mls_store_show_state (self->store, operation, error)))
    return FALSE;

  self->reader = mls_store_reader_of (self->store, error);
  if (self->reader == NULL || !mls_store_reader_begin (self->reader, 0, &last, error))
    return FALSE;

  self->operation = operation != 0 ? operation : last;
  return TRUE;
}

static gboolean
read_project (MlsDelivery *self, const char *path, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  self->crs = mls_store_dup_crs (self->store, error);
  self->nomenclature = self->crs != NULL ? mls_store_read_nomenclature (self->store, error) : NULL;
  self->vintages = mls_store_get_vintages (self->store, &self->n_vintages);
  self->title = self->options->title != NULL ? g_strdup (self->options->title) : mls_text_stem (path);
  self->at = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");

  return self->nomenclature != NULL;
}

/* What the check says */

static gboolean
is_ready (MlsDelivery *self, GError **error)
{
  g_autofree char *count = NULL;

  mls_delivery_begin_part (self, SHARE_CHECK, N_("Checking the map"));
  self->report->readiness = mls_readiness_take (self->store, self->reader, self->operation, mls_delivery_tell, self, error);
  if (self->report->readiness == NULL)
    return FALSE;
  if (self->report->readiness->n_bars == 0 || self->options->all_the_same)
    return TRUE;

  count = mls_format_count (self->report->readiness->n_bars);
  g_set_error (error, MLS_DELIVERY_ERROR, MLS_DELIVERY_ERROR_NOT_CONFORM,
               /* Translators: a number of reasons. */
               g_dngettext (GETTEXT_PACKAGE, "The map is not conform, for %s reason", "The map is not conform, for %s reasons",
                            self->report->readiness->n_bars),
               count);
  return FALSE;
}

static gboolean
take_fingerprint (MlsDelivery *self, GError **error)
{
  g_autoptr (GPtrArray) versions = mls_store_list_versions (self->store, error);

  if (versions == NULL)
    return FALSE;

  mls_delivery_begin_part (self, SHARE_FINGERPRINT, N_("Taking the fingerprint"));
  self->report->fingerprint = mls_fingerprint_take (mls_store_get_path (self->store), self->options->operation, mls_delivery_tell, self, error);
  for (guint i = 0; self->report->fingerprint != NULL && i < versions->len && self->report->version == NULL; i++)
    {
      const MlsVersion *version = g_ptr_array_index (versions, i);

      if (g_strcmp0 (version->fingerprint, self->report->fingerprint) == 0)
        self->report->version = g_strdup (version->name);
    }

  return self->report->fingerprint != NULL;
}

/* Products */

static void
remark_names (MlsDelivery *self, const MlsProduct *product)
{
  for (guint i = 0; i < product->columns->len; i++)
    {
      const MlsColumn *column = g_ptr_array_index (product->columns, i);

      if (column->cut)
        mls_delivery_remark (self, g_strdup_printf (_("%s: there is no room for the name of “%s”: it is “%s”"), product->given,
                                                    column->name, column->given));
    }
}

static gboolean
list_products (MlsDelivery *self, GError **error)
{
  const MlsDeliveryOptions *options = self->options;
  const MlsProductQuery query = { self->nomenclature, self->vintages, self->n_vintages, options->kinds,
                                  options->of != 0 ? options->of : ~(MlsVintageSet) 0, options->language };
  g_autoptr (MlsNaming) none = mls_naming_new ();

  self->products = mls_products_list (&query);
  if (self->products->len == 0)
    {
      g_set_error_literal (error, MLS_DELIVERY_ERROR, MLS_DELIVERY_ERROR_ARGUMENT,
                           _("The nomenclature has nothing of what is asked for"));
      return FALSE;
    }

  if (!mls_naming_apply (options->naming != NULL ? options->naming : none, self->products, options->format, error))
    return FALSE;

  for (guint i = 0; i < self->products->len; i++)
    remark_names (self, g_ptr_array_index (self->products, i));

  return TRUE;
}

static gboolean
find_nearby (MlsDelivery *self, GError **error)
{
  MlsNearness asked = mls_products_asked (self->products);

  if (asked == 0)
    return TRUE;

  mls_delivery_begin_part (self, SHARE_NEARBY, N_("Finding what lies near"));
  self->nearby = mls_nearby_take (self->reader, self->nomenclature, asked, mls_delivery_tell, self, error);

  return self->nearby != NULL;
}

static void
remark_zones (MlsDelivery *self)
{
  g_autofree char *rest = mls_format_area (mls_area2_to_m2 (mls_cutting_get_rest (self->cutting)));
  g_autofree char *overlaps = mls_zone_overlaps_dup_text (self->report->overlaps, self->options->zones);
  guint n_renamed = mls_zone_set_n_renamed (self->options->zones);
  guint n_groundless = mls_zone_set_n_groundless (self->options->zones);

  if (overlaps != NULL)
    mls_delivery_remark (self, g_steal_pointer (&overlaps));
  if (mls_cutting_get_rest (self->cutting) > 0)
    mls_delivery_remark (self, g_strdup_printf (_("%s lie in no zone and are not handed over"), rest));
  if (mls_zone_set_assumed_crs (self->options->zones))
    mls_delivery_remark (self, g_strdup (_("The layer of zones tells no reference system: it was taken to be in the project’s")));
  if (n_groundless > 0)
    mls_delivery_remark (self, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u feature of the layer of zones has no area",
                                                             "%u features of the layer of zones have no area", n_groundless),
                                                n_groundless));
  if (n_renamed > 0)
    mls_delivery_remark (self, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u zone has a number behind its name, which another has as well",
                                                             "%u zones have a number behind their names, which others have as well",
                                                             n_renamed), n_renamed));
}

static gboolean
cut (MlsDelivery *self, GError **error)
{
  if (self->options->zones == NULL)
    return TRUE;

  mls_delivery_begin_part (self, SHARE_CUTTING, N_("Cutting at the limits of zones"));
  self->cutting = mls_cutting_new (self->reader, self->options->zones, mls_delivery_tell, self, error);
  if (self->cutting == NULL)
    return FALSE;

  self->report->overlaps = mls_cutting_list_overlaps (self->cutting);
  remark_zones (self);
  return TRUE;
}

static gboolean
prepare (MlsDelivery *self, const char *path, GError **error)
{
  return open_project (self, path, error) && read_project (self, path, error) && list_products (self, error) &&
         open_target (self, error) && is_ready (self, error) && take_fingerprint (self, error) && find_nearby (self, error) && cut (self, error);
}

static void
report_init (MlsDeliveryReport *report)
{
  *report = (MlsDeliveryReport){ 0 };
  report->layers = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_delivered_free);
  report->remarks = g_ptr_array_new_with_free_func (g_free);
}

/**
 * mls_delivery_run:
 * @path: a project, which may be written meanwhile
 * @options: what is handed over of it
 * @report: (out): what came of it, also where that failed; to be cleared with mls_delivery_report_clear()
 * @error: %MLS_DELIVERY_ERROR_NOT_CONFORM if the check has something against it, another #MLS_DELIVERY_ERROR,
 *   %MLS_STORE_ERROR_EXISTS if the target is there, %MLS_STORE_ERROR_CANCELLED, or another #MLS_STORE_ERROR
 *
 * All that is written is read back before it is where it belongs. Any thread.
 *
 * Returns: whether all of it is there; if not, nothing is
 */
gboolean
mls_delivery_run (const char *path, const MlsDeliveryOptions *options, MlsDeliveryReport *report, GError **error)
{
  g_auto (MlsDelivery) self = { .options = options, .report = report };

  report_init (report);

  return prepare (&self, path, error) && mls_delivery_write (&self, error);
}

/**
 * mls_delivery_check:
 * @path: a project
 * @operation: of the state after it; 0 for the newest
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @error: %MLS_STORE_ERROR_CANCELLED if @func gave up, or another #MLS_STORE_ERROR
 *
 * Returns: (transfer full): what there is to say against handing it over, or %NULL
 */
MlsReadiness *
mls_delivery_check (const char *path, gint64 operation, MlsDeliveryFunc func, gpointer user_data, GError **error)
{
  const MlsDeliveryOptions options = { .operation = operation, .all_the_same = TRUE, .func = func, .user_data = user_data };
  g_auto (MlsDeliveryReport) report = { 0 };
  g_auto (MlsDelivery) self = { .options = &options, .report = &report };

  report_init (&report);
  if (!open_project (&self, path, error) || !is_ready (&self, error))
    return NULL;

  return g_steal_pointer (&report.readiness);
}

/**
 * mls_delivery_look_at_zones:
 * @path: a project
 * @options: of what state, and zones
 * @report: (out): gets remarks and overlaps, as mls_delivery_run() has them; to be cleared with mls_delivery_report_clear()
 * @error: %MLS_DELIVERY_ERROR_ZONES if the map cannot be cut by them, %MLS_STORE_ERROR_CANCELLED, or another #MLS_STORE_ERROR
 *
 * Cuts the map and writes nothing. Any thread.
 *
 * Returns: whether it could look
 */
gboolean
mls_delivery_look_at_zones (const char *path, const MlsDeliveryOptions *options, MlsDeliveryReport *report, GError **error)
{
  g_auto (MlsDelivery) self = { .options = options, .report = report };

  report_init (report);

  return open_project (&self, path, error) && cut (&self, error);
}

/**
 * mls_delivery_foresee:
 * @options: what is to be handed over; of zones and the conformity nothing is told
 * @nomenclature: of the project
 * @vintages: (array length=n_vintages): its dates
 * @n_vintages: how many
 * @error: a #MLS_DELIVERY_ERROR, %MLS_STORE_ERROR_EXISTS or %MLS_STORE_ERROR_IO: what keeps it from being begun
 *
 * Tells what can be told at once, without the map and without a database. Writes nothing.
 *
 * Returns: (transfer full) (element-type utf8): what who hands it over should know, or %NULL
 */
GPtrArray *
mls_delivery_foresee (const MlsDeliveryOptions *options,
                      const MlsNomenclature    *nomenclature,
                      const MlsVintage         *vintages,
                      guint                     n_vintages,
                      GError                  **error)
{
  g_auto (MlsDeliveryReport) report = { 0 };
  g_auto (MlsDelivery) self = { .options = options, .report = &report, .vintages = vintages, .n_vintages = n_vintages };

  report_init (&report);
  self.nomenclature = mls_nomenclature_ref ((MlsNomenclature *) nomenclature);
  if (!list_products (&self, error) || (options->format->ending != NULL && !mls_making_check (options->target, error)))
    return NULL;

  return g_steal_pointer (&report.remarks);
}

/**
 * mls_delivery_report_clear:
 * @report: a report
 */
void
mls_delivery_report_clear (MlsDeliveryReport *report)
{
  g_clear_pointer (&report->readiness, mls_readiness_free);
  g_clear_pointer (&report->layers, g_ptr_array_unref);
  g_clear_pointer (&report->remarks, g_ptr_array_unref);
  g_clear_pointer (&report->overlaps, g_array_unref);
  g_clear_pointer (&report->fingerprint, g_free);
  g_clear_pointer (&report->version, g_free);
}
