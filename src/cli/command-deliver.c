#include "cli/command.h"

#include "base/json.h"
#include "cli/progress.h"
#include "delivery/delivery.h"
#include "delivery/error.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* How the command was called. */
typedef struct
{
  char    *state;
  char    *format;
  char   **products;
  char   **vintages;
  char    *zones;
  char    *zone_layer;
  char    *zone_names;
  char    *names;
  char    *title;
  char    *by;
  char    *language;
  gboolean multi;
  gboolean all_the_same;
  gboolean as_json;

  /* What that is. */
  MlsDeliveryOptions options;
  MlsNaming         *naming;
  MlsZoneSet        *zone_set;
} Call;

static void
call_clear (Call *call)
{
  g_free (call->state);
  g_free (call->format);
  g_strfreev (call->products);
  g_strfreev (call->vintages);
  g_free (call->zones);
  g_free (call->zone_layer);
  g_free (call->zone_names);
  g_free (call->names);
  g_free (call->title);
  g_free (call->by);
  g_free (call->language);
  g_clear_pointer (&call->naming, mls_naming_free);
  g_clear_pointer (&call->zone_set, mls_zone_set_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Call, call_clear)

static gboolean
tell (double fraction, const char *what, gpointer user_data)
{
  return mls_progress_go_on (user_data, fraction, _(what));
}

/* Answers */

static void
print_reason (const MlsReason *reason, const MlsVintage *vintages)
{
  g_autofree char *text = mls_reason_text (reason, vintages);

  printf ("%s\t%s\t%s\n", reason->bars ? _("not conform") : _("to be known"),
          reason->vintage != MLS_NO_VINTAGE ? vintages[reason->vintage].code : "", text);
}

static void
print_layer (const MlsDelivered *layer)
{
  g_autofree char *area = mls_area2_to_text (layer->area2);

  printf ("%s\t%s\t%s\t%u\t%s\n", layer->file, layer->name, layer->zone != NULL ? layer->zone : "", layer->n_polygons, area);
}

static void
print (const MlsDeliveryReport *report, const MlsVintage *vintages)
{
  const MlsReadiness *readiness = report->readiness;

  if (readiness->n_bars == 0)
    puts (_("conform"));
  for (guint i = 0; i < readiness->reasons->len; i++)
    print_reason (&g_array_index (readiness->reasons, MlsReason, i), vintages);
  for (guint i = 0; report->layers != NULL && i < report->layers->len; i++)
    print_layer (g_ptr_array_index (report->layers, i));
  for (guint i = 0; report->remarks != NULL && i < report->remarks->len; i++)
    fprintf (stderr, "%s: %s\n", g_get_prgname (), (const char *) g_ptr_array_index (report->remarks, i));
}

static void
add_reason (MlsJson *json, const MlsReason *reason, const MlsVintage *vintages)
{
  g_autofree char *text = mls_reason_text (reason, vintages);

  mls_json_object (json, NULL);
  mls_json_string (json, "reason", mls_reason_name (reason));
  mls_json_boolean (json, "bars", reason->bars);
  if (reason->vintage != MLS_NO_VINTAGE)
    mls_json_string (json, "vintage", vintages[reason->vintage].code);
  if (reason->kind == MLS_REASON_FINDINGS)
    {
      mls_json_string (json, "severity", mls_severity_name (reason->severity));
      mls_json_integer (json, "count", reason->count);
      mls_json_area2 (json, "area_m2", reason->area2);
    }
  mls_json_string (json, "text", text);
  mls_json_end (json);
}

static void
add_layer (MlsJson *json, const MlsDelivered *layer)
{
  mls_json_object (json, NULL);
  mls_json_string (json, "name", layer->name);
  mls_json_string (json, "file", layer->file);
  if (layer->zone != NULL)
    mls_json_string (json, "zone", layer->zone);
  mls_json_integer (json, "polygons", layer->n_polygons);
  mls_json_area2 (json, "area_m2", layer->area2);
  mls_json_end (json);
}

static void
add_overlaps (MlsJson *json, const GArray *overlaps, const MlsZoneSet *zones)
{
  mls_json_array (json, "overlaps");
  for (guint i = 0; i < overlaps->len; i++)
    {
      const MlsZoneOverlap *overlap = &g_array_index (overlaps, MlsZoneOverlap, i);

      mls_json_object (json, NULL);
      mls_json_string (json, "first", mls_zone_set_get_name (zones, overlap->first));
      mls_json_string (json, "second", mls_zone_set_get_name (zones, overlap->second));
      mls_json_area2 (json, "area_m2", overlap->area2);
      mls_json_end (json);
    }
  mls_json_end (json);
}

static void
add_made (MlsJson *json, const MlsDeliveryReport *report, const char *target)
{
  mls_json_string (json, "target", target);
  mls_json_string (json, "fingerprint", report->fingerprint);
  mls_json_string (json, "version", report->version);
  mls_json_array (json, "layers");
  for (guint i = 0; i < report->layers->len; i++)
    add_layer (json, g_ptr_array_index (report->layers, i));
  mls_json_end (json);
}

static void
add_remarks (MlsJson *json, const GPtrArray *remarks)
{
  mls_json_array (json, "remarks");
  for (guint i = 0; i < remarks->len; i++)
    mls_json_string (json, NULL, g_ptr_array_index (remarks, i));
  mls_json_end (json);
}

/* Where it is not conform nothing was made, and without a target nothing was to be. */
static void
print_json (const Call *call, const MlsDeliveryReport *report, const MlsVintage *vintages, gboolean is_made)
{
  g_autoptr (MlsJson) json = mls_json_new ();
  const MlsReadiness *readiness = report->readiness;

  mls_json_object (json, NULL);
  mls_json_boolean (json, "conform", readiness->n_bars == 0);
  mls_json_integer (json, "operation", readiness->operation);
  mls_json_array (json, "reasons");
  for (guint i = 0; i < readiness->reasons->len; i++)
    add_reason (json, &g_array_index (readiness->reasons, MlsReason, i), vintages);
  mls_json_end (json);
  if (is_made)
    add_made (json, report, call->options.target);
  if (report->remarks != NULL)
    add_remarks (json, report->remarks);
  if (report->overlaps != NULL)
    add_overlaps (json, report->overlaps, call->zone_set);
  mls_json_end (json);
  puts (mls_json_text (json));
}

static void
answer (const Call *call, const MlsDeliveryReport *report, MlsStore *store, gboolean is_made)
{
  guint n_vintages;
  const MlsVintage *vintages = mls_store_get_vintages (store, &n_vintages);

  if (call->as_json)
    print_json (call, report, vintages, is_made);
  else
    print (report, vintages);
}

/* Doing it */

/* And what comes of zones, if there are some. */
static MlsExit
check (Call *call, MlsStore *store, const char *path)
{
  g_autoptr (MlsProgress) progress = mls_progress_begin ();
  g_auto (MlsDeliveryReport) report = { 0 };
  g_autoptr (GError) error = NULL;

  call->options.func = tell;
  call->options.user_data = progress;
  if (call->zone_set == NULL || mls_delivery_look_at_zones (path, &call->options, &report, &error))
    report.readiness = mls_delivery_check (path, call->options.operation, tell, progress, &error);
  mls_progress_clear (progress);
  if (report.readiness == NULL)
    return mls_command_fail (error);

  answer (call, &report, store, FALSE);

  return report.readiness->n_bars == 0 ? MLS_EXIT_DONE : MLS_EXIT_FINDINGS;
}

static MlsExit
deliver (Call *call, MlsStore *store, const char *path)
{
  g_autoptr (MlsProgress) progress = mls_progress_begin ();
  g_auto (MlsDeliveryReport) report = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean done;

  call->options.func = tell;
  call->options.user_data = progress;
  done = mls_delivery_run (path, &call->options, &report, &error);
  mls_progress_clear (progress);

  if (done || g_error_matches (error, MLS_DELIVERY_ERROR, MLS_DELIVERY_ERROR_NOT_CONFORM))
    answer (call, &report, store, done);

  return done ? MLS_EXIT_DONE : mls_command_fail (error);
}

/* Reading the call */

static gboolean
read_format (Call *call, const char *target)
{
  gboolean is_database = g_str_has_prefix (target, MLS_FORMAT_DATABASE);

  if (is_database && call->format != NULL)
    {
      mls_command_misuse (_("A database has a format of its own"));
      return FALSE;
    }

  call->options.target = target;
  call->options.format = is_database ? mls_format_database () : mls_format_of_name (call->format != NULL ? call->format : "gpkg");
  if (call->options.format == NULL)
    mls_command_misuse (_("A format is gpkg, shp, fgb or geojson, not “%s”"), call->format);

  return call->options.format != NULL;
}

static gboolean
read_products (Call *call, MlsStore *store, GError **error)
{
  g_autoptr (MlsNomenclature) nomenclature = mls_store_read_nomenclature (store, error);

  if (nomenclature == NULL)
    return FALSE;
  if (call->products == NULL)
    call->options.kinds = MLS_PRODUCT (MLS_PRODUCT_MULTIDATE);

  for (char **word = call->products; word != NULL && *word != NULL; word++)
    {
      MlsProductKind kind;

      if (g_str_equal (*word, "all"))
        call->options.kinds = MLS_ALL_PRODUCTS;
      else if (mls_product_kind_from_name (nomenclature, *word, &kind))
        call->options.kinds |= MLS_PRODUCT (kind);
      else
        {
          mls_command_misuse (_("A product is multidate, cover, use, pair, an indicator of the nomenclature or all, not “%s”"), *word);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
read_vintages (Call *call, MlsStore *store)
{
  for (char **word = call->vintages; word != NULL && *word != NULL; word++)
    {
      guint vintage;

      if (!mls_command_find_vintage (store, *word, &vintage))
        return FALSE;
      call->options.of |= MLS_VINTAGE (vintage);
    }

  return TRUE;
}

static gboolean
read_names (Call *call, GError **error)
{
  if (call->names == NULL)
    return TRUE;

  call->options.naming = call->naming = mls_naming_load (call->names, error);

  return call->naming != NULL;
}

static gboolean
read_zones (Call *call, MlsStore *store, GError **error)
{
  g_autofree char *crs = NULL;

  if (call->zones == NULL)
    return TRUE;

  crs = mls_store_dup_crs (store, error);
  if (crs != NULL)
    call->zone_set = mls_zone_set_load (call->zones, call->zone_layer, call->zone_names, crs, error);
  call->options.zones = call->zone_set;

  return call->zone_set != NULL;
}

static MlsExit
run (Call *call, char **operands)
{
  const char *target = operands[1];
  g_autoptr (GError) error = NULL;
  g_autoptr (MlsStore) store = mls_command_open_state (operands[0], call->state, &error);

  if (store == NULL ||
      (call->state != NULL && !mls_command_find_state (store, call->state, &call->options.operation, &error)))
    return mls_command_fail (error);
  if (target == NULL)
    return read_zones (call, store, &error) ? check (call, store, operands[0]) : mls_command_fail (error);

  if (!read_format (call, target) || !read_products (call, store, &error) || !read_vintages (call, store))
    return error != NULL ? mls_command_fail (error) : MLS_EXIT_USAGE;
  if (!read_names (call, &error) || !read_zones (call, store, &error))
    return mls_command_fail (error);

  call->options.language = mls_command_language ();
  call->options.multi = call->multi;
  call->options.title = call->title;
  call->options.by = call->by;
  call->options.all_the_same = call->all_the_same;

  return deliver (call, store, operands[0]);
}

/**
 * mls_command_deliver:
 * @words: deliver PROJECT [TARGET] [options]
 *
 * Returns: what to leave with
 */
MlsExit
mls_command_deliver (char **words)
{
  g_auto (Call) call = { 0 };
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &call.format, N_("gpkg (if not given), shp, fgb or geojson"), N_("FORMAT") },
    { "product", 0, 0, G_OPTION_ARG_STRING_ARRAY, &call.products,
      N_("Which, again and again: multidate (if none is given), cover, use, pair, an indicator of the nomenclature, or all"), N_("PRODUCT") },
    { "vintage", 0, 0, G_OPTION_ARG_STRING_ARRAY, &call.vintages,
      N_("Of which date products of one are, again and again; of all if none is given"), "YY" },
    { "zones", 0, 0, G_OPTION_ARG_FILENAME, &call.zones, N_("Cut by the areas of a layer, such as communes"), N_("FILE") },
    { "zone-layer", 0, 0, G_OPTION_ARG_STRING, &call.zone_layer, N_("Which layer of that file"), N_("NAME") },
    { "zone-names", 0, 0, G_OPTION_ARG_STRING, &call.zone_names, N_("Which of its fields names the areas"), N_("FIELD") },
    { "names", 0, 0, G_OPTION_ARG_FILENAME, &call.names, N_("What columns and layers are called: a CSV with ours,theirs"),
      N_("FILE") },
    { "multi", 0, 0, G_OPTION_ARG_NONE, &call.multi, N_("Write multipolygons, each of one polygon"), NULL },
    { "title", 0, 0, G_OPTION_ARG_STRING, &call.title, N_("What to call it; the name of the project if not given"), N_("TEXT") },
    { "by", 0, 0, G_OPTION_ARG_STRING, &call.by, N_("Who hands it over, for the metadata"), N_("NAME") },
    { "all-the-same", 0, 0, G_OPTION_ARG_NONE, &call.all_the_same, N_("Though it is not conform, which the metadata tell"), NULL },
    { "language", 0, 0, G_OPTION_ARG_STRING, &call.language, N_("Of labels and metadata: fr or en"), N_("LANGUAGE") },
    MLS_COMMAND_AS_OF (&call.state),
    { "json", 0, 0, G_OPTION_ARG_NONE, &call.as_json, N_("Answer with a JSON object"), NULL },
    { NULL },
  };
  const MlsCommandShape shape = { entries, "PROJECT [TARGET]",
                                  N_("Checks whether a map may be handed over, and writes the products agreed on into a folder "
                                     "that is not there yet, with metadata, or into a PostGIS database named as “PG:dbname=…”. "
                                     "All that was written is read back. Without a target it is only checked. Leaves with 1 "
                                     "where the map is not conform."),
                                  1, 2 };
  g_auto (GStrv) operands = NULL;
  MlsExit result;

  if (!mls_command_choose_language (words))
    return MLS_EXIT_USAGE;
  if (!mls_command_parse (&shape, words, &operands, &result))
    return result;

  return run (&call, operands);
}
