#include "demo/write.h"

#include "base/format.h"
#include "demo/error.h"
#include "demo/photo.h"
#include "demo/truth.h"
#include "store/bulk.h"
#include "store/image-link.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

/* Who made the demo, as its history tells. */
#define AUTHOR "Millésime"

/* How much of the time each thing takes where there are photos. */
#define PHOTO_SHARE 0.42

/* Faces between two looks at whether anybody still wants them. */
#define TELL_EVERY 1024

typedef struct
{
  const MlsDemoOutput *output;
  MlsBulk             *bulk;
  GArray              *faults; /* (element-type MlsDemoFault) */
  guint                n_faces;
  GError             **error;
} Writer;

static gboolean
wants_photos (MlsDemo *demo, const MlsDemoOutput *output)
{
  return !output->no_photos && mls_demo_has_photos (demo);
}

/* How many faces there will be is not known before they are made. */
static gboolean
go_on (Writer *writer)
{
  const MlsDemoOutput *output = writer->output;

  if (writer->n_faces++ % TELL_EVERY != 0 || output->progress == NULL ||
      output->progress (output->no_photos ? 0 : MLS_DEMO_N_DATES * PHOTO_SHARE, output->user_data))
    return TRUE;

  g_set_error_literal (writer->error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _("Cancelled; nothing was written"));
  return FALSE;
}

static gboolean
write_face (const MlsFace *face, gpointer user_data)
{
  Writer *writer = user_data;

  return go_on (writer) && mls_bulk_add_face (writer->bulk, face, writer->error);
}

static gboolean
note_fault (const MlsDemoFault *fault, gpointer user_data)
{
  Writer *writer = user_data;

  g_array_append_val (writer->faults, *fault);

  return TRUE;
}

static gboolean
write_faces (MlsDemo *demo, MlsStore *store, const MlsDemoOutput *output, GArray *faults, GError **error)
{
  const MlsOperationFacts facts = { .author = AUTHOR,
                                    .verb = MLS_VERB_IMPORT,
                                    .vintages = MLS_VINTAGE (0) | MLS_VINTAGE (1),
                                    .summary = "Demo territory" };
  g_autoptr (MlsBulk) bulk = mls_bulk_begin (store, &facts, error);
  g_autoptr (GArray) ring = mls_demo_territory (demo);
  MlsDemoVisitor visitor = { .face = write_face, .fault = note_fault };
  Writer writer = { output, bulk, faults, 0, error };
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
write_points (
    MlsStore *store, const char *key, const MlsPoint *points, guint n_points, GError **error)
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

static char *
photo_path (const MlsDemoOutput *output, guint date)
{
  g_autofree char *name = g_strdup_printf ("ortho-%d.tif", MLS_DEMO_YEARS[date]);

  return g_build_filename (output->dir, name, NULL);
}

static gboolean
link_photos (MlsStore *store, const MlsDemoOutput *output, GError **error)
{
  for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
    {
      g_autofree char *path = photo_path (output, date);
      g_autofree char *title = g_strdup_printf ("Orthophoto %d", MLS_DEMO_YEARS[date]);
      g_autofree char *vintage = g_strdup_printf ("%02d", MLS_DEMO_YEARS[date] % 100);
      char kind[] = "colour";
      MlsImageLink link = {
            .vintage = vintage, .uri = path, .source = path, .title = title, .kind = kind
      };
      gint64 id;

      if (!mls_store_add_image_link (store, &link, &id, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
write_project (MlsDemo *demo, const MlsDemoOutput *output, const char *path, GArray *faults, GError **error)
{
  const MlsVintage vintages[MLS_DEMO_N_DATES] = { { .code = "21", .year = 2021 },
                                                       { .code = "24", .year = 2024 } };
  const MlsStoreOptions options = { .crs = MLS_DEMO_CRS,
                                    .vintages = vintages,
                                    .n_vintages = MLS_DEMO_N_DATES,
                                    .nomenclature = output->nomenclature,
                                    .author = AUTHOR };
  g_autoptr (MlsStore) store = mls_store_create (path, &options, error);

  if (store == NULL)
    return FALSE;

  return write_faces (demo, store, output, faults, error) && write_showcase (demo, store, error) &&
         (!wants_photos (demo, output) || link_photos (store, output, error)) &&
         mls_store_close (g_steal_pointer (&store), error);
}

/* Under another name until all is whole: a project that is there is one to be opened, wherever the
 * making was given up. */
static gboolean
write_maps (MlsDemo *demo, const MlsDemoOutput *output, GError **error)
{
  g_autoptr (GArray) faults = g_array_new (FALSE, FALSE, sizeof (MlsDemoFault));
  g_autofree char *truth = g_build_filename (output->dir, MLS_DEMO_TRUTH_FILE, NULL);
  g_autofree char *project = g_build_filename (output->dir, MLS_DEMO_PROJECT, NULL);
  g_autofree char *part = g_strconcat (project, ".making", NULL);

  g_unlink (part);
  g_unlink (truth);
  if (!write_project (demo, output, part, faults, error) || !mls_truth_write (demo, faults, truth, error))
    {
      g_unlink (part);
      return FALSE;
    }

  if (g_rename (part, project) == 0)
    return TRUE;

  g_set_error (error, MLS_DEMO_ERROR, MLS_DEMO_ERROR_FILE, "“%s”: %s", project, g_strerror (errno));
  return FALSE;
}

/* Passes the progress of one photo on as that of the whole. */
typedef struct
{
  const MlsDemoOutput *output;
  guint                date;
} Share;

static gboolean
tell (double fraction, gpointer user_data)
{
  const Share *share = user_data;
  const MlsDemoOutput *output = share->output;

  return output->progress == NULL ||
         output->progress (PHOTO_SHARE * (share->date + fraction), output->user_data);
}

static gboolean
take_photos (MlsDemo *demo, const MlsDemoOutput *output, GError **error)
{
  for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
    {
      g_autofree char *path = photo_path (output, date);
      Share share = { output, date };
      MlsDemoPhoto photo = { .date = date, .path = path, .progress = tell, .user_data = &share };

      if (!mls_demo_take_photo (demo, &photo, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
prepare_dir (const MlsDemoOutput *output, GError **error)
{
  g_autofree char *project = g_build_filename (output->dir, MLS_DEMO_PROJECT, NULL);

  if (g_mkdir_with_parents (output->dir, 0777) != 0)
    {
      g_set_error (error, MLS_DEMO_ERROR, MLS_DEMO_ERROR_FILE, "“%s”: %s", output->dir,
                   g_strerror (errno));
      return FALSE;
    }

  if (g_file_test (project, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, MLS_DEMO_ERROR, MLS_DEMO_ERROR_FILE, "“%s” is there already", project);
      return FALSE;
    }

  return TRUE;
}

/* What was there before is written over by now. */
static void
remove_photos (const MlsDemoOutput *output)
{
  for (guint date = 0; date < MLS_DEMO_N_DATES; date++)
    {
      g_autofree char *path = photo_path (output, date);

      g_unlink (path);
    }
}

/**
 * mls_demo_write:
 * @demo: a territory
 * @output: where to, and what to know
 * @error: a #MLS_DEMO_ERROR or #MLS_STORE_ERROR; %G_IO_ERROR_CANCELLED if the progress function
 * gave up
 *
 * Writes into a folder: two photos where the territory is small enough for them and they are wanted;
 * the truth and the faults; last the project, with the photos linked and where to begin in its settings. What was
 * there of photos and truth is written over; a project is not.
 *
 * Returns: whether all is written; if not, there is neither project nor photo
 */
gboolean
mls_demo_write (MlsDemo *demo, const MlsDemoOutput *output, GError **error)
{
  gboolean with_photos = wants_photos (demo, output);

  if (!prepare_dir (output, error))
    return FALSE;

  if ((!with_photos || take_photos (demo, output, error)) && write_maps (demo, output, error))
    return TRUE;

  if (with_photos)
    remove_photos (output);
  return FALSE;
}
