#include "document/first-look.h"

#include "document/workspace-private.h"
#include "store/vintage.h"

/* Up to which a territory is still told by the eye as a whole. */
#define WHOLE_SCALE 25000

/* The map of a window of 1280 by 800: no window has its size yet when this is decided. */
static const MlsPaneSize usual_pane = { 900, 700, 1 };

/* "x y" in m, as the demo leaves it. */
static gboolean
read_point (MlsProject *project, const char *key, MlsPoint *point)
{
  g_autofree char *text = NULL;
  char *rest;
  double x;

  if (!mls_store_get_setting (mls_project_get_store (project), key, &text, NULL) || text == NULL)
    return FALSE;

  x = g_ascii_strtod (text, &rest);

  return mls_grid_from_metres (x, g_ascii_strtod (rest, NULL), point);
}

static void
look_at (MlsWorkspace *workspace, MlsPoint centre)
{
  mls_viewport_set (mls_workspace_get_viewport (workspace), mls_grid_to_metres (centre.x),
                    mls_grid_to_metres (centre.y), MLS_WORKING_SCALE);
}

static gboolean
take_first (const MlsFace *face, gpointer user_data)
{
  *(MlsBox *) user_data = face->box;

  return FALSE;
}

/* The middle of @territory where there is a face, else that of a face near it. */
static MlsPoint
find_ground (MlsProject *project, const MlsBox *territory)
{
  MlsSource source = mls_store_source (mls_project_get_store (project));
  MlsPoint centre = mls_box_centre (territory);
  MlsBox found = MLS_BOX_EMPTY;

  if (mls_patch_face_at (mls_project_get_patch (project), centre) != NULL)
    return centre;

  for (int halvings = 10; halvings >= 0 && mls_box_is_empty (&found); halvings--)
    {
      gint64 x = (territory->max_x - territory->min_x) >> (halvings + 1);
      gint64 y = (territory->max_y - territory->min_y) >> (halvings + 1);
      MlsBox box = { centre.x - x, centre.y - y, centre.x + x, centre.y + y };

      source.funcs->faces (source.self, &box, take_first, &found, NULL);
    }

  return mls_box_is_empty (&found) ? centre : mls_box_centre (&found);
}

/* All of a territory that is small; ground in the middle of one that is not. */
static void
look_at_territory (MlsWorkspace *workspace)
{
  MlsProject *project = mls_workspace_get_project (workspace);
  MlsViewport *viewport = mls_workspace_get_viewport (workspace);
  MlsBox box;
  MlsExtent extent;

  if (!mls_project_get_territory (project, &box))
    return;

  extent = mls_extent_of_box (&box);
  mls_viewport_fit (viewport, &extent, usual_pane);
  if (mls_viewport_get_scale (viewport) > WHOLE_SCALE)
    look_at (workspace, find_ground (project, &box));
}

/* The newest vintage with a code: one that was added to be filled has none yet. */
static guint
find_newest_coded (MlsProject *project, guint newest)
{
  const MlsRules *rules = mls_project_get_rules (project);
  guint vintage = newest;

  while (!mls_store_has_codes (mls_project_get_store (project), vintage))
    {
      guint older = mls_vintage_beside (rules->vintages, rules->n_vintages, vintage, -1);

      if (older == vintage)
        return newest;
      vintage = older;
    }

  return vintage;
}

/**
 * mls_first_look_take:
 * @workspace: a workspace just made
 *
 * Looks where the maker of the project says, else at its territory, and edits the newest vintage in which
 * there is anything.
 */
void
mls_first_look_take (MlsWorkspace *workspace)
{
  MlsProject *project = mls_workspace_get_project (workspace);
  MlsPoint view;

  mls_workspace_show_from (workspace, find_newest_coded (project, mls_workspace_get_vintage (workspace)));
  if (read_point (project, "demo.view", &view))
    look_at (workspace, view);
  else
    look_at_territory (workspace);
}

/**
 * mls_first_look_get_field:
 * @project: a project
 * @field: (out): a place in the field that the first steps are about
 *
 * Returns: whether there is one, as in the demo
 */
gboolean
mls_first_look_get_field (MlsProject *project, MlsPoint *field)
{
  return read_point (project, "demo.field", field);
}

/* 0 for none. */
static gint64
find_import (MlsStore *store, gint64 last)
{
  for (gint64 id = 1; id <= last; id++)
    {
      g_autoptr (MlsOperation) operation = mls_store_operation (store, id, NULL);

      if (operation != NULL && g_str_equal (operation->verb, MLS_VERB_IMPORT))
        return id;
    }

  return 0;
}

/**
 * mls_first_look_bring_back:
 * @workspace: a workspace of the demo
 *
 * Brings the whole map back to what it was when it was made, if anything was done since; or says why that cannot be. It is an
 * operation like any other: what was done stays in the history, and undo brings it back.
 */
void
mls_first_look_bring_back (MlsWorkspace *workspace)
{
  MlsStore *store = mls_project_get_store (mls_workspace_get_project (workspace));
  gint64 last = mls_store_last_operation (store, NULL);
  gint64 made = find_import (store, last);

  if (made > 0 && made < last)
    mls_workspace_bring_back (workspace, made, NULL);
}
