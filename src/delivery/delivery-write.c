/* Products as they go into files and databases, and back. */

#include "delivery/delivery-private.h"

#include "base/format.h"
#include "delivery/annotation.h"
#include "delivery/error.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>

#define METADATA "metadata.xml"

/* Of a layer's work this is reading it back. */
#define SHARE_BACK 0.2

/* A layer that was written and is to be read back. */
typedef struct
{
  MlsLayerShape     shape;
  char             *name;      /* of @shape */
  const MlsProduct *product;
  MlsDelivered     *delivered; /* the report's */
} Written;

typedef struct
{
  MlsDelivery  *delivery;
  MlsLayerFile *file;    /* (nullable): that is being written */
  GArray       *written; /* (element-type Written): in it */
  GHashTable   *names;   /* of files or tables, case folded */
  MlsBox        box;     /* of all that was written */
  double        part;    /* of a layer, in the work */

  /* Of the layer that is being written. */
  MlsProduct   *product;
  guint         zone;    /* or MLS_NO_ZONE */
  Written      *layer;
  MlsValue     *values;
  MlsNearness  *near;
  guint         n_read;
} Writing;

static void
written_clear (gpointer data)
{
  g_free (((Written *) data)->name);
}

/* Reading the ground of one layer */

typedef struct
{
  Writing    *writing;
  MlsFaceFunc func;
  gpointer    func_data;
} Recasting;

static void
look_near (const Writing *writing, gint64 fid)
{
  if (writing->delivery->nearby != NULL)
    mls_nearby_get (writing->delivery->nearby, fid, writing->near);
}

static gboolean
recast (const MlsFace *face, gpointer user_data)
{
  const Recasting *recasting = user_data;
  g_autoptr (MlsFace) cast = NULL;

  look_near (recasting->writing, face->id);
  cast = mls_product_recast (recasting->writing->product, face, recasting->writing->near);

  return cast == NULL || recasting->func (cast, recasting->func_data);
}

static gboolean
each_face (gpointer             self,
           MlsFaceFunc          func,
           gpointer             func_data,
           MlsStoreProgressFunc progress,
           gpointer             user_data,
           GError             **error)
{
  Writing *writing = self;
  const MlsDelivery *delivery = writing->delivery;
  Recasting recasting = { writing, func, func_data };

  if (writing->zone == MLS_NO_ZONE)
    return mls_pass_run (&(MlsPass){ NULL, recast, &recasting, progress, user_data }, delivery->reader, error);

  return mls_cutting_each (delivery->cutting, delivery->reader, writing->zone, recast, &recasting, progress, user_data, error);
}

/* Writing it */

static gboolean
write_polygon (const MlsFace *polygon, gpointer user_data, GError **error)
{
  Writing *writing = user_data;
  MlsDelivered *delivered = writing->layer->delivered;

  look_near (writing, polygon->id);
  mls_product_fill (writing->product, polygon, writing->near, writing->values);
  delivered->n_polygons++;
  delivered->area2 += mls_face_area2 (polygon);
  writing->box = mls_box_union (&writing->box, &polygon->box);

  return mls_layer_file_add (writing->file, polygon, writing->values, error);
}

static const char *
zone_name (const Writing *writing)
{
  return writing->zone != MLS_NO_ZONE ? mls_zone_set_get_name (writing->delivery->options->zones, writing->zone) : NULL;
}

/* In a database the tables of all zones are side by side. */
static char *
dup_layer_name (Writing *writing)
{
  const MlsFormat *format = writing->delivery->options->format;
  g_autofree char *name = NULL;

  if (format->ending != NULL)
    return g_strdup (writing->product->given);

  name = writing->zone != MLS_NO_ZONE ? g_strconcat (writing->product->given, "_", zone_name (writing), NULL)
                                      : g_strdup (writing->product->given);

  return mls_name_fit (name, format->layer_room, writing->names);
}

static void
begin_layer (Writing *writing, const char *file)
{
  MlsDelivery *delivery = writing->delivery;
  MlsDelivered *delivered = mls_delivered_new ();
  Written written = { .name = dup_layer_name (writing), .product = writing->product, .delivered = delivered };

  delivered->name = g_strdup (writing->product->name);
  delivered->file = g_strdup (file != NULL ? file : written.name);
  delivered->zone = g_strdup (zone_name (writing));
  g_ptr_array_add (delivery->report->layers, delivered);
  written.shape = (MlsLayerShape){ written.name, delivery->crs, writing->product->columns, delivery->options->multi, FALSE,
                                   delivery->description };
  g_array_append_val (writing->written, written);
  writing->layer = &g_array_index (writing->written, Written, writing->written->len - 1);
}

static gboolean
write_layer (Writing *writing, GError **error)
{
  const MlsFaceStream stream = { each_face, writing, mls_product_n_labels (writing->product) };
  const MlsWhole whole = { NULL, write_polygon, writing, mls_delivery_tell, writing->delivery };
  g_autofree MlsValue *values = g_new0 (MlsValue, writing->product->columns->len);

  mls_delivery_begin_part (writing->delivery, writing->part * (1 - SHARE_BACK), N_("Writing layers"));
  writing->values = values;

  return mls_layer_file_begin_layer (writing->file, &writing->layer->shape, error) &&
         mls_whole_run_stream (&whole, &stream, NULL, error);
}

/* Reading it back */

static gboolean
differs (const Written *written, const char *what, GError **error)
{
  g_set_error (error, MLS_DELIVERY_ERROR, MLS_DELIVERY_ERROR_BACK, _("What was written reads back otherwise: %s: %s"), written->name,
               what);
  return FALSE;
}

static gboolean
compare (const Written *written, const MlsReadBack *back, GError **error)
{
  if (!back->has_columns)
    return differs (written, _("its columns"), error);
  if (!back->has_crs)
    return differs (written, _("its reference system"), error);
  if (!back->has_kind)
    return differs (written, _("its kind of geometry"), error);
  if (back->n_features != written->delivered->n_polygons)
    return differs (written, _("how many polygons it has"), error);
  if (back->n_invalid > 0)
    return differs (written, _("polygons that are not valid"), error);
  if (back->area2 != written->delivered->area2 || back->n_off > 0)
    return differs (written, _("its areas"), error);

  return TRUE;
}

static gboolean
read_back (Writing *writing, GError **error)
{
  for (guint i = 0; i < writing->written->len; i++)
    {
      const Written *written = &g_array_index (writing->written, Written, i);
      MlsReadBack back;

      mls_delivery_begin_part (writing->delivery, writing->part * SHARE_BACK, N_("Reading back what was written"));
      if (!mls_delivery_tell (0, writing->delivery))
        return mls_store_fail_cancelled (error);
      if (!mls_layer_file_read_back (writing->file, &written->shape, &back, error) || !compare (written, &back, error))
        return FALSE;
    }

  return TRUE;
}

static void
remark_warning (Writing *writing)
{
  const char *warning = mls_layer_file_get_warning (writing->file);

  if (warning != NULL)
    mls_delivery_remark (writing->delivery, g_strdup (warning));
}

/* In a database */

static gboolean
explain_columns (Writing *writing, GError **error)
{
  for (guint i = 0; i < writing->written->len; i++)
    {
      const Written *written = &g_array_index (writing->written, Written, i);
      g_autofree char *statements = mls_annotation_columns (written->name, written->product);

      if (!mls_layer_file_execute (writing->file, statements, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_table_styles (Writing *writing, GError **error)
{
  g_autofree char *table = mls_annotation_style_table ();

  if (!mls_layer_file_execute (writing->file, table, error))
    return FALSE;

  for (guint i = 0; i < writing->written->len; i++)
    {
      const Written *written = &g_array_index (writing->written, Written, i);
      g_autofree char *statements = mls_annotation_styles (written->name, written->product);

      if (!mls_layer_file_execute (writing->file, statements, error))
        return FALSE;
    }

  return TRUE;
}

/* The table of styles is everybody's, and may be closed to who delivers: the map is delivered without them then. */
static gboolean
try_table_styles (Writing *writing, GError **error)
{
  g_autoptr (GError) refusal = NULL;

  if (!mls_layer_file_execute (writing->file, "SAVEPOINT styles", error))
    return FALSE;
  if (add_table_styles (writing, &refusal))
    return TRUE;

  mls_delivery_remark (writing->delivery, g_strdup_printf (_("The database takes no styles: %s"), refusal->message));
  return mls_layer_file_execute (writing->file, "ROLLBACK TO SAVEPOINT styles", error);
}

/* Files */

/* What is in a database is there only once all of it was read back. */
static gboolean
finish_file (Writing *writing, const char *file, GError **error)
{
  gboolean is_database = writing->delivery->options->format->ending == NULL;
  gboolean finished = mls_layer_file_flush (writing->file, error) && read_back (writing, error) &&
                      (!is_database || (explain_columns (writing, error) && try_table_styles (writing, error) &&
                                        mls_layer_file_finish (writing->file, error)));

  remark_warning (writing);
  g_clear_pointer (&writing->file, mls_layer_file_free);
  g_array_set_size (writing->written, 0);

  return finished && (is_database || mls_delivery_style_file (writing->delivery, writing->product, file, error));
}

/* Unless it is open already: a database from the start. */
static gboolean
begin_file (Writing *writing, const char *file, GError **error)
{
  const MlsDelivery *delivery = writing->delivery;
  g_autofree char *path = NULL;

  if (writing->file != NULL)
    return TRUE;

  path = mls_making_path (delivery->making, file);
  writing->file = mls_layer_file_new (delivery->options->format, path, error);

  return writing->file != NULL;
}

/* (nullable): for a database. In the folder of the delivery. */
static char *
dup_file (const Writing *writing, const char *folder, const char *stem)
{
  const MlsFormat *format = writing->delivery->options->format;
  g_autofree char *name = format->ending != NULL
                            ? g_strconcat (format->several ? stem : writing->product->given, format->ending, NULL) : NULL;

  return name != NULL && folder != NULL ? g_build_filename (folder, name, NULL) : g_steal_pointer (&name);
}

/* One file for all products, or one for each. */
static gboolean
write_products (Writing *writing, const char *folder, const char *stem, GError **error)
{
  const MlsDelivery *delivery = writing->delivery;
  const MlsFormat *format = delivery->options->format;

  for (guint i = 0; i < delivery->products->len; i++)
    {
      gboolean is_last = i + 1 == delivery->products->len;
      g_autofree char *file = NULL;

      writing->product = g_ptr_array_index (delivery->products, i);
      file = dup_file (writing, folder, stem);
      begin_layer (writing, file);
      if (!begin_file (writing, file, error) || !write_layer (writing, error))
        return FALSE;
      if ((!format->several || (is_last && format->ending != NULL)) && !finish_file (writing, file, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_zone (Writing *writing, GError **error)
{
  const MlsFormat *format = writing->delivery->options->format;
  g_autofree char *clean = mls_name_of_file (zone_name (writing));
  g_autofree char *name = format->ending != NULL ? mls_name_fit (clean, 0, writing->names) : NULL;
  gboolean in_folder = format->ending != NULL && !format->several;

  if (in_folder && !mls_making_add_folder (writing->delivery->making, name, error))
    return FALSE;

  return write_products (writing, in_folder ? name : NULL, name, error);
}

static gboolean
write_zones (Writing *writing, GError **error)
{
  guint n_zones = mls_zone_set_get_n (writing->delivery->options->zones);
  guint n_empty = 0;

  for (writing->zone = 0; writing->zone < n_zones; writing->zone++)
    if (mls_cutting_get_area2 (writing->delivery->cutting, writing->zone) == 0)
      n_empty++;
    else if (!write_zone (writing, error))
      return FALSE;

  if (n_empty == n_zones)
    {
      g_set_error_literal (error, MLS_DELIVERY_ERROR, MLS_DELIVERY_ERROR_ZONES, _("No zone has any ground of this territory"));
      return FALSE;
    }
  if (n_empty > 0)
    mls_delivery_remark (writing->delivery,
                         g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u zone has no ground of this territory",
                                                       "%u zones have no ground of this territory", n_empty), n_empty));
  return TRUE;
}

/* Metadata */

static MlsDeliveryFacts
facts_of (const MlsDelivery *delivery, MlsBox box)
{
  const MlsDeliveryOptions *options = delivery->options;
  const MlsDeliveryReport *report = delivery->report;

  return (MlsDeliveryFacts){ delivery->title, options->by, delivery->at, delivery->crs, box, delivery->vintages, delivery->n_vintages,
                             delivery->nomenclature, options->language, report->fingerprint, report->version, report->readiness,
                             report->layers };
}

static gboolean
write_metadata (Writing *writing, GError **error)
{
  const MlsDeliveryFacts facts = facts_of (writing->delivery, writing->box);
  g_autofree char *xml = mls_metadata_xml (&facts);
  g_autofree char *path = mls_making_path (writing->delivery->making, METADATA);

  return g_file_set_contents (path, xml, -1, error);
}

static gboolean
write_all (Writing *writing, GError **error)
{
  const MlsDeliveryOptions *options = writing->delivery->options;
  g_autofree char *stem = g_path_get_basename (options->target);

  if (!(options->zones != NULL ? write_zones (writing, error) : write_products (writing, NULL, stem, error)))
    return FALSE;
  if (writing->delivery->making == NULL)
    return finish_file (writing, NULL, error);

  return mls_delivery_write_styles (writing->delivery, error) && write_metadata (writing, error) && mls_making_put_folder (writing->delivery->making, error);
}

static void
writing_init (Writing *writing, MlsDelivery *self)
{
  guint n_layers = self->products->len * (self->options->zones != NULL ? mls_zone_set_get_n (self->options->zones) : 1);
  const MlsDeliveryFacts facts = facts_of (self, MLS_BOX_EMPTY);

  *writing = (Writing){ .delivery = self, .zone = MLS_NO_ZONE, .box = MLS_BOX_EMPTY };
  writing->part = (1 - self->done - self->share) / n_layers;
  writing->written = g_array_new (FALSE, FALSE, sizeof (Written));
  g_array_set_clear_func (writing->written, written_clear);
  writing->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (writing->names, g_strdup (MLS_DELIVERY_STYLES));
  g_hash_table_add (writing->names, g_strdup (METADATA));
  writing->near = g_new0 (MlsNearness, MAX (self->n_vintages, 1));
  writing->file = g_steal_pointer (&self->database);
  self->description = self->options->format->ending == NULL ? mls_metadata_line (&facts) : NULL;
}

static void
writing_clear (Writing *writing)
{
  g_clear_pointer (&writing->file, mls_layer_file_free);
  g_array_unref (writing->written);
  g_hash_table_unref (writing->names);
  g_free (writing->near);
}

/**
 * mls_delivery_write: (skip)
 * @self: a delivery that is prepared
 * @error: as mls_delivery_run()
 *
 * Returns: whether all is where it belongs; if not, nothing is
 */
gboolean
mls_delivery_write (MlsDelivery *self, GError **error)
{
  Writing writing;
  gboolean written;

  writing_init (&writing, self);
  written = write_all (&writing, error);
  writing_clear (&writing);

  return written;
}
