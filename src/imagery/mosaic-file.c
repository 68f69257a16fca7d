/* What was found out of a folder, kept for the next time. */

#include "imagery/cache-room.h"
#include "imagery/error.h"
#include "imagery/mosaic-private.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <utime.h>

/* Folders and when they changed; files, where they lie and how fine they are; then what is said of
 * all of them: bands, colours, deep, warped, overviews, points and how far these are off; title of the
 * reference system, first and last date; and how many files were left, with the kind and text of why. */
#define FOLDERS "a(sx)"
#define MEMBERS "a(sddddd)"
#define FACTS "(uubbbud)(msmsms)(uims)"
#define VERSION "2"

static char *
dup_file_name (const MlsMosaic *self)
{
  g_autofree char *key = g_strdup_printf (VERSION "\n%s\n%d%d\n%s", self->folder, self->options.assume_project_crs,
                                          self->options.place_by_points,
                                          self->project_crs != NULL ? self->project_crs : "");
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  g_autofree char *folder = mls_cache_room_dup_folder ("mosaics");

  return g_build_filename (folder, sum, NULL);
}

static void
read_folders (MlsMosaic *self, GVariant *folders)
{
  MlsMosaicFolder folder;
  GVariantIter iter;

  g_variant_iter_init (&iter, folders);
  while (g_variant_iter_next (&iter, "(sx)", &folder.path, &folder.changed))
    g_array_append_val (self->folders, folder);
}

static void
read_members (MlsMosaic *self, GVariant *members)
{
  MlsMosaicMember member;
  GVariantIter iter;

  g_variant_iter_init (&iter, members);
  while (g_variant_iter_next (&iter, "(sddddd)", &member.path, &member.extent.min_x,
                              &member.extent.min_y, &member.extent.max_x, &member.extent.max_y,
                              &member.pixel_size))
    g_array_append_val (self->members, member);
}

/* Takes over what the file says. */
static void
take (MlsMosaic *self, GVariant *content)
{
  g_autoptr (GVariant) folders = NULL;
  g_autoptr (GVariant) members = NULL;
  g_autofree char *why = NULL;
  gint32 code;

  g_variant_get (content, "(@" FOLDERS "@" MEMBERS FACTS ")", &folders, &members,
                 &self->facts.n_bands, &self->facts.n_colours, &self->facts.is_deep,
                 &self->facts.is_warped, &self->facts.has_overviews, &self->facts.n_points,
                 &self->facts.residual_m, &self->crs_name,
                 &self->first_date, &self->last_date, &self->n_left, &code, &why);
  read_folders (self, folders);
  read_members (self, members);
  if (why != NULL)
    self->why_left = g_error_new_literal (MLS_IMAGERY_ERROR, code, why);
}

static void
forget (MlsMosaic *self)
{
  g_array_set_size (self->folders, 0);
  g_array_set_size (self->members, 0);
  g_clear_pointer (&self->crs_name, g_free);
  g_clear_pointer (&self->first_date, g_free);
  g_clear_pointer (&self->last_date, g_free);
  g_clear_error (&self->why_left);
  self->n_left = 0;
}

/**
 * mls_mosaic_load: (skip)
 * @self: an empty mosaic
 *
 * Returns: whether it is whole, and still true
 */
gboolean
mls_mosaic_load (MlsMosaic *self)
{
  g_autofree char *name = dup_file_name (self);
  g_autoptr (GVariant) content = NULL;
  char *data;
  gsize size;

  if (!g_file_get_contents (name, &data, &size, NULL))
    return FALSE;

  content = g_variant_ref_sink (
    g_variant_new_from_data (G_VARIANT_TYPE ("(" FOLDERS MEMBERS FACTS ")"), data, size, FALSE, g_free, data));
  if (!g_variant_is_normal_form (content))
    return FALSE;

  take (self, content);
  if (self->folders->len > 0 && mls_mosaic_is_fresh (self))
    {
      utime (name, NULL);
      mls_mosaic_complete (self);
      return TRUE;
    }

  forget (self);
  return FALSE;
}

static GVariant *
write_folders (const MlsMosaic *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (FOLDERS));
  for (guint i = 0; i < self->folders->len; i++)
    {
      const MlsMosaicFolder *folder = &g_array_index (self->folders, MlsMosaicFolder, i);

      g_variant_builder_add (&builder, "(sx)", folder->path, folder->changed);
    }

  return g_variant_builder_end (&builder);
}

static GVariant *
write_members (const MlsMosaic *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (MEMBERS));
  for (guint i = 0; i < self->members->len; i++)
    {
      const MlsMosaicMember *member = &g_array_index (self->members, MlsMosaicMember, i);

      g_variant_builder_add (&builder, "(sddddd)", member->path, member->extent.min_x,
                             member->extent.min_y, member->extent.max_x, member->extent.max_y,
                             member->pixel_size);
    }

  return g_variant_builder_end (&builder);
}

/* A name that is no text makes the file no use: such a folder is looked at each time. */
static gboolean
is_text (const MlsMosaic *self)
{
  for (guint i = 0; i < self->members->len; i++)
    if (!g_utf8_validate (g_array_index (self->members, MlsMosaicMember, i).path, -1, NULL))
      return FALSE;

  for (guint i = 0; i < self->folders->len; i++)
    if (!g_utf8_validate (g_array_index (self->folders, MlsMosaicFolder, i).path, -1, NULL))
      return FALSE;

  return TRUE;
}

/**
 * mls_mosaic_save: (skip)
 * @self: a whole mosaic
 *
 * Keeps it for the next time, if there is a place to.
 */
void
mls_mosaic_save (const MlsMosaic *self)
{
  g_autofree char *name = dup_file_name (self);
  g_autofree char *folder = g_path_get_dirname (name);
  g_autoptr (GVariant) content = NULL;

  if (!is_text (self) || g_mkdir_with_parents (folder, 0700) != 0)
    return;

  content = g_variant_ref_sink (g_variant_new (
    "(@" FOLDERS "@" MEMBERS FACTS ")", write_folders (self), write_members (self),
    self->facts.n_bands, self->facts.n_colours, self->facts.is_deep, self->facts.is_warped,
    self->facts.has_overviews, self->facts.n_points, self->facts.residual_m, self->crs_name, self->first_date,
    self->last_date, self->n_left,
    self->why_left != NULL ? self->why_left->code : 0,
    self->why_left != NULL ? self->why_left->message : NULL));
  if (g_file_set_contents (name, g_variant_get_data (content), (gssize) g_variant_get_size (content), NULL))
    mls_cache_room_note (g_variant_get_size (content));
}
