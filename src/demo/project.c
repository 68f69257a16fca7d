#include "demo/project.h"

#include "base/format.h"
#include "store/bulk.h"

/* Who made the demo, as its history tells. */
#define AUTHOR "Millésime"

typedef struct
{
  MlsBulk *bulk;
  GError **error;
} Writer;

static gboolean
write_face (const MlsFace *face, gpointer user_data)
{
  Writer *writer = user_data;

  return mls_bulk_add_face (writer->bulk, face, writer->error);
}

static gboolean
write_faces (MlsDemo *demo, MlsStore *store, GError **error)
{
  const MlsOperationFacts facts = { .author = AUTHOR,
                                    .verb = MLS_VERB_IMPORT,
                                    .vintages = MLS_VINTAGE (0) | MLS_VINTAGE (1),
                                    .summary = "Demo territory" };
  g_autoptr (MlsBulk) bulk = mls_bulk_begin (store, &facts, error);
  g_autoptr (GArray) ring = mls_demo_territory (demo);
  MlsDemoVisitor visitor = { .face = write_face };
  Writer writer = { bulk, error };
  MlsEdge edge;
  gint64 operation;

  if (bulk == NULL)
    return FALSE;

  g_array_append_val (ring, g_array_index (ring, MlsPoint, 0));
  edge = (MlsEdge){ .points = (const MlsPoint *) ring->data, .n_points = ring->len };

  return mls_bulk_add_edge (bulk, &edge, error) && mls_demo_visit (demo, &visitor, &writer) &&
         mls_bulk_commit (bulk, &operation, error);
}

static gboolean
write_points (MlsStore *store, const char *key, const MlsPoint *points, guint n_points, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_points; i++)
    {
      g_autofree char *x = mls_format_ascii (mls_grid_to_metres (points[i].x));
      g_autofree char *y = mls_format_ascii (mls_grid_to_metres (points[i].y));

      g_string_append_printf (text, "%s%s %s", i > 0 ? " " : "", x, y);
    }

  return mls_store_set_setting (store, key, text->str, error);
}

static gboolean
write_showcase (MlsDemo *demo, MlsStore *store, GError **error)
{
  const MlsShowcase *showcase = mls_demo_showcase (demo);

  return write_points (store, MLS_DEMO_SETTING_VIEW, &showcase->view, 1, error) &&
         write_points (store, MLS_DEMO_SETTING_FIELD, &showcase->inside, 1, error) &&
         write_points (store, MLS_DEMO_SETTING_LINE, showcase->line, 2, error) &&
         write_points (store, MLS_DEMO_SETTING_CORNER, showcase->corner, 2, error);
}

/**
 * mls_demo_write_project:
 * @demo: a territory
 * @path: the file to make; must not exist
 * @nomenclature: OCS2D
 * @error: a #MLS_STORE_ERROR
 *
 * Writes the coverage as a project, with where to begin in its settings.
 *
 * Returns: whether it is written
 */
gboolean
mls_demo_write_project (MlsDemo                *demo,
                        const char             *path,
                        const MlsNomenclature  *nomenclature,
                        GError                **error)
{
  const MlsVintage vintages[MLS_DEMO_N_DATES] = { { .code = "21", .year = 2021 }, { .code = "24", .year = 2024 } };
  const MlsStoreOptions options = { .crs = MLS_DEMO_CRS,
                                    .vintages = vintages,
                                    .n_vintages = MLS_DEMO_N_DATES,
                                    .nomenclature = nomenclature,
                                    .author = AUTHOR };
  g_autoptr (MlsStore) store = mls_store_create (path, &options, error);

  return store != NULL && write_faces (demo, store, error) && write_showcase (demo, store, error) &&
         mls_store_close (g_steal_pointer (&store), error);
}
