#include "document/found-place.h"

#include "base/format.h"
#include "geometry/crs-transform.h"
#include "geometry/error.h"
#include "geometry/whereabouts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What the rest of the world calls a place by. */
#define GEOGRAPHIC "EPSG:4326"

/* "48.856613° N, 2.352222° E" */
static char *
dup_degrees (double longitude, double latitude)
{
  g_autofree char *north = mls_format_degrees (fabs (latitude));
  g_autofree char *east = mls_format_degrees (fabs (longitude));

  return g_strdup_printf ("%s\u00a0%s, %s\u00a0%s",
                          north, latitude < 0 ? C_("side of the world", "S") : C_("side of the world", "N"),
                          east, longitude < 0 ? C_("side of the world", "W") : C_("side of the world", "E"));
}

static char *
dup_text (const MlsWhereabouts *where, const MlsCrs *crs)
{
  g_autofree char *x = mls_format_coordinate (where->x);
  g_autofree char *y = mls_format_coordinate (where->y);

  if (where->kind == MLS_WHEREABOUTS_DEGREES || mls_crs_is_geographic (crs))
    return dup_degrees (where->x, where->y);

  /* Translators: coordinates, and the name of their reference system. */
  return g_strdup_printf (_("X %s   Y %s in %s"), x, y, mls_crs_get_name (crs));
}

static MlsCrs *
system_of (MlsProject *project, const MlsWhereabouts *where, GError **error)
{
  g_autofree char *definition = NULL;
  MlsCrs *crs;

  switch (where->kind)
    {
    case MLS_WHEREABOUTS_OWN:
      definition = mls_store_dup_crs (mls_project_get_store (project), error);
      break;
    case MLS_WHEREABOUTS_CRS:
      definition = g_strdup_printf ("EPSG:%u", where->epsg);
      break;
    case MLS_WHEREABOUTS_DEGREES:
      definition = g_strdup (GEOGRAPHIC);
      break;
    case MLS_WHEREABOUTS_FACE:
      g_assert_not_reached ();
    }
  if (definition == NULL)
    return NULL;

  crs = mls_crs_new (definition, NULL);
  if (crs == NULL)
    g_set_error (error, MLS_GEOMETRY_ERROR, MLS_GEOMETRY_ERROR_PLACE, _("There is no reference system %s"), definition);

  return crs;
}

/* Where @where is in the project's own system. */
static gboolean
locate (MlsProject *project, const MlsWhereabouts *where, const MlsCrs *crs, MlsPoint *out, GError **error)
{
  double x = where->x, y = where->y;
  g_autofree char *definition = NULL;
  g_autoptr (MlsCrs) own = NULL;
  g_autoptr (MlsCrsTransform) way = NULL;

  if (where->kind != MLS_WHEREABOUTS_OWN)
    {
      definition = mls_store_dup_crs (mls_project_get_store (project), error);
      own = definition != NULL ? mls_crs_new (definition, error) : NULL;
      if (own == NULL)
        return FALSE;

      way = mls_crs_transform_new (crs, own, NULL);
    }

  if ((own != NULL && (way == NULL || !mls_crs_transform_points (way, &x, &y, 1, NULL))) ||
      !mls_grid_from_metres (x, y, out))
    {
      g_set_error (error, MLS_GEOMETRY_ERROR, MLS_GEOMETRY_ERROR_PLACE, _("There is no such place in %s"),
                   mls_crs_get_name (own != NULL ? own : crs));
      return FALSE;
    }

  return TRUE;
}

static MlsFoundPlace *
find_face (MlsProject *project, gint64 id, GError **error)
{
  MlsFace *face = mls_store_face (mls_project_get_store (project), id, error);
  g_autofree char *number = mls_format_id (id);
  g_autofree char *area = NULL;
  MlsFoundPlace *found;

  if (face == NULL)
    return NULL;

  area = mls_format_area (mls_area2_to_m2 (mls_face_area2 (face)));
  found = g_new0 (MlsFoundPlace, 1);
  found->face = face;
  found->box = face->box;
  /* Translators: the number of a face, and its area. */
  found->text = g_strdup_printf (_("Face %s, %s"), number, area);

  return found;
}

static MlsFoundPlace *
find_point (MlsProject *project, const MlsWhereabouts *where, GError **error)
{
  g_autoptr (MlsCrs) crs = system_of (project, where, error);
  g_autofree char *text = NULL;
  MlsFoundPlace *found;
  MlsPoint point;

  if (crs == NULL || !locate (project, where, crs, &point, error))
    return NULL;

  text = dup_text (where, crs);
  found = g_new0 (MlsFoundPlace, 1);
  found->box = mls_box_of_points (&point, 1);
  if (mls_patch_face_at (mls_project_get_patch (project), point) == NULL)
    /* Translators: a place. */
    found->text = g_strdup_printf (_("%s, outside the territory"), text);
  else
    found->text = g_steal_pointer (&text);

  return found;
}

/**
 * mls_found_place_new:
 * @project: a project
 * @text: what a person has typed, see mls_whereabouts_read()
 * @error: a #MLS_GEOMETRY_ERROR or #MLS_STORE_ERROR: what is wrong with @text
 *
 * Returns: (transfer full): where @text leads, or %NULL
 */
MlsFoundPlace *
mls_found_place_new (MlsProject *project, const char *text, GError **error)
{
  MlsWhereabouts where;
  MlsFoundPlace *found;

  if (!mls_whereabouts_read (text, &where, error))
    return NULL;

  found = where.kind == MLS_WHEREABOUTS_FACE ? find_face (project, where.id, error) : find_point (project, &where, error);
  if (found != NULL)
    found->scale = where.scale;

  return found;
}

/**
 * mls_found_place_free:
 * @self: (transfer full) (nullable): a place
 */
void
mls_found_place_free (MlsFoundPlace *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->face, mls_face_unref);
  g_free (self->text);
  g_free (self->source);
  g_free (self);
}
