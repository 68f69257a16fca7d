#include "document/story.h"

#include "document/workspace-private.h"
#include "store/error.h"

#include <glib/gi18n-lib.h>

/* A region is outlined as far as that tells what it is. */
#define MAX_POINTS (4 * MLS_FOLLOWED_POINTS)

static void
date_free (gpointer data)
{
  MlsStoryDate *date = data;

  g_ptr_array_unref (date->outline);
  g_clear_pointer (&date->change, mls_operation_free);
  g_free (date);
}

/**
 * mls_story_free:
 * @story: (transfer full): a story
 */
void
mls_story_free (MlsStory *story)
{
  g_ptr_array_unref (story->dates);
  g_ptr_array_unref (story->operations);
  g_free (story);
}

/* The operation that gave @vintage the label it has; those that only moved a border passed it on. */
static gint64
find_change (const GPtrArray *faces, const MlsVintage *vintage, guint v)
{
  guint i = faces->len - 1;
  const MlsFace *now = g_ptr_array_index (faces, i);

  while (i > 0 && mls_label_equal (&((const MlsFace *) g_ptr_array_index (faces, i - 1))->labels[v], &now->labels[v]))
    i--;

  return MAX (((const MlsFace *) g_ptr_array_index (faces, i))->since, vintage->since);
}

static MlsStoryDate *
date_new (MlsProject *project, MlsCell *cell, MlsOverlay *overlay, guint v, MlsDimension dimension)
{
  MlsStoryDate *date = g_new0 (MlsStoryDate, 1);
  g_autoptr (MlsRegion) region = NULL;

  date->vintage = v;
  date->label = cell->labels[v];
  date->box = MLS_BOX_EMPTY;
  if (mls_label_code (&date->label, dimension) == 0)
    {
      date->outline = g_ptr_array_new ();
      return date;
    }

  region = mls_region_new (overlay, cell, v, dimension, (MlsRegionLimit){ .n_points = MAX_POINTS });
  date->area2 = region->area2;
  date->at_least = region->at_least;
  date->outline = mls_workspace_outline (region, &date->box);

  return date;
}

static int
compare_years (gconstpointer left, gconstpointer right, gpointer user_data)
{
  const MlsStoryDate *a = *(MlsStoryDate *const *) left;
  const MlsStoryDate *b = *(MlsStoryDate *const *) right;
  const MlsVintage *vintages = user_data;

  return vintages[a->vintage].year - vintages[b->vintage].year;
}

static gboolean
tell_dates (MlsProject *project, MlsStory *story, const GPtrArray *faces, MlsDimension dimension, GError **error)
{
  const MlsRules *rules = mls_project_get_rules (project);
  g_autoptr (MlsOverlay) overlay = mls_overlay_new (mls_project_get_patch (project));
  MlsCell *cell = mls_overlay_cell_at (overlay, story->place);

  for (guint v = 0; cell != NULL && v < rules->n_vintages; v++)
    {
      MlsStoryDate *date = date_new (project, cell, overlay, v, dimension);

      g_ptr_array_add (story->dates, date);
      if (!mls_label_is_null (&date->label) && faces->len > 0)
        date->change = mls_store_operation (mls_project_get_store (project),
                                            find_change (faces, &rules->vintages[v], v), NULL);
    }
  g_ptr_array_sort_with_data (story->dates, compare_years, (gpointer) rules->vintages);

  return mls_patch_check (mls_project_get_patch (project), error);
}

/* Each once: one that has cut the ground wrote it, and so did one that joined it again. */
static void
tell_operations (MlsProject *project, MlsStory *story, const GPtrArray *faces)
{
  gint64 last = 0;

  for (guint i = faces->len; i > 0; i--)
    {
      gint64 since = ((const MlsFace *) g_ptr_array_index (faces, i - 1))->since;
      MlsOperation *operation =
          since != last ? mls_store_operation (mls_project_get_store (project), since, NULL) : NULL;

      last = since;
      if (operation != NULL)
        g_ptr_array_add (story->operations, operation);
    }
}

/**
 * mls_story_read:
 * @project: a project
 * @place: a place
 * @dimension: in which its regions are told
 * @error: %MLS_STORE_ERROR_NOTHING if no ground of the project is there, or another #MLS_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): what it is at each date and was done to it
 */
MlsStory *
mls_story_read (MlsProject *project, MlsPoint place, MlsDimension dimension, GError **error)
{
  g_autoptr (GPtrArray) faces = mls_store_faces_at (mls_project_get_store (project), place, error);
  g_autoptr (MlsStory) story = NULL;

  if (faces == NULL)
    return NULL;

  story = g_new0 (MlsStory, 1);
  story->place = place;
  story->dates = g_ptr_array_new_with_free_func (date_free);
  story->operations = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_operation_free);
  if (!tell_dates (project, story, faces, dimension, error))
    return NULL;

  if (story->dates->len == 0)
    {
      g_set_error_literal (error, MLS_STORE_ERROR, MLS_STORE_ERROR_NOTHING, _("Nothing is mapped at that place"));
      return NULL;
    }

  tell_operations (project, story, faces);

  return g_steal_pointer (&story);
}

/**
 * mls_story_box:
 * @story: a story
 *
 * Returns: what is to be seen at every date, so that pictures of them compare: around the largest of its regions, as far
 *   as they are followed, and never empty
 */
MlsBox
mls_story_box (const MlsStory *story)
{
  MlsBox box = { story->place.x, story->place.y, story->place.x, story->place.y };

  for (guint i = 0; i < story->dates->len; i++)
    {
      const MlsStoryDate *date = g_ptr_array_index (story->dates, i);

      if (!mls_box_is_empty (&date->box))
        box = mls_box_union (&box, &date->box);
    }

  return box;
}
