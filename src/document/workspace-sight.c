/* What is before the operator's eyes. */

#include "document/workspace-private.h"

static void
set_switch (MlsWorkspace *self, gboolean *on, gboolean value)
{
  if (*on == !!value)
    return;

  *on = !!value;
  mls_workspace_emit (self, MLS_WORKSPACE_STATE_CHANGED);
}

/**
 * mls_workspace_get_dimension:
 * @self: a workspace
 *
 * Returns: the dimension that the pane in hand shows
 */
MlsDimension
mls_workspace_get_dimension (MlsWorkspace *self)
{
  return mls_workspace_manner (self)->dimension;
}

/*< private >
 * mls_workspace_dimension_near:
 * @self: a workspace
 * @dimension: a dimension
 *
 * Returns: @dimension, or the only one that the nomenclature has
 */
MlsDimension
mls_workspace_dimension_near (MlsWorkspace *self, MlsDimension dimension)
{
  const MlsNomenclature *nomenclature = mls_project_get_rules (self->project)->nomenclature;

  return mls_nomenclature_has_dimension (nomenclature, dimension) ? dimension : mls_nomenclature_whole (nomenclature);
}

/**
 * mls_workspace_set_dimension:
 * @self: a workspace
 * @dimension: the dimension to show, in whose regions gestures are read; where the nomenclature has but one, that is it
 */
void
mls_workspace_set_dimension (MlsWorkspace *self, MlsDimension dimension)
{
  MlsManner *manner = mls_workspace_manner (self);

  g_return_if_fail ((guint) dimension < MLS_N_DIMENSIONS);

  dimension = mls_workspace_dimension_near (self, dimension);
  if (manner->dimension == dimension)
    return;

  mls_workspace_settle (self);
  manner->dimension = dimension;
  mls_workspace_meaning_changed (self);
}

/**
 * mls_workspace_set_next_dimension:
 * @self: a workspace
 *
 * Shows the next dimension that the nomenclature has, after the last one the first.
 */
void
mls_workspace_set_next_dimension (MlsWorkspace *self)
{
  const MlsNomenclature *nomenclature = mls_project_get_rules (self->project)->nomenclature;
  MlsDimension next = mls_workspace_get_dimension (self);

  do
    next = (next + 1) % MLS_N_DIMENSIONS;
  while (!mls_nomenclature_has_dimension (nomenclature, next));

  mls_workspace_set_dimension (self, next);
}

/**
 * mls_workspace_get_opacity:
 * @self: a workspace
 *
 * Returns: how opaque the fills of classes are, from 0 to 1
 */
double
mls_workspace_get_opacity (MlsWorkspace *self)
{
  return mls_workspace_manner (self)->opacity;
}

/**
 * mls_workspace_set_opacity:
 * @self: a workspace
 * @opacity: how opaque the fills of classes are, from 0 to 1
 */
void
mls_workspace_set_opacity (MlsWorkspace *self, double opacity)
{
  MlsManner *manner = mls_workspace_manner (self);

  opacity = CLAMP (opacity, 0, 1);
  if (manner->opacity == opacity)
    return;

  manner->opacity = opacity;
  mls_workspace_emit (self, MLS_WORKSPACE_STATE_CHANGED);
}

/**
 * mls_workspace_get_level:
 * @self: a workspace
 *
 * Returns: the level of the classes whose colours are shown, from 1 to the finest that the nomenclature has
 */
guint
mls_workspace_get_level (MlsWorkspace *self)
{
  return mls_workspace_manner (self)->level;
}

static void
set_colours (MlsWorkspace *self, guint level, MlsIndicator indicator)
{
  MlsManner *manner = mls_workspace_manner (self);

  if (manner->level == level && manner->indicator == indicator)
    return;

  manner->level = level;
  manner->indicator = indicator;
  mls_workspace_emit (self, MLS_WORKSPACE_STATE_CHANGED);
}

/**
 * mls_workspace_set_level:
 * @self: a workspace
 * @level: the level of the classes whose colours are to be shown, from 1 to the finest that the nomenclature has,
 *   and no indicator's
 */
void
mls_workspace_set_level (MlsWorkspace *self, guint level)
{
  const MlsNomenclature *nomenclature = mls_project_get_rules (self->project)->nomenclature;

  set_colours (self, CLAMP (level, 1, mls_nomenclature_n_levels (nomenclature)), MLS_INDICATOR_NONE);
}

/**
 * mls_workspace_get_indicator:
 * @self: a workspace
 *
 * Returns: whose classes' colours are shown, %MLS_INDICATOR_NONE for those of a level
 */
MlsIndicator
mls_workspace_get_indicator (MlsWorkspace *self)
{
  return mls_workspace_manner (self)->indicator;
}

/**
 * mls_workspace_set_indicator:
 * @self: a workspace
 * @indicator: whose classes' colours are to be shown, %MLS_INDICATOR_NONE for those of a level
 */
void
mls_workspace_set_indicator (MlsWorkspace *self, MlsIndicator indicator)
{
  set_colours (self, mls_workspace_manner (self)->level, indicator);
}

/**
 * mls_workspace_get_patterned:
 * @self: a workspace
 *
 * Returns: whether classes have their symbols over their colours
 */
gboolean
mls_workspace_get_patterned (MlsWorkspace *self)
{
  return mls_workspace_manner (self)->patterned;
}

/**
 * mls_workspace_set_patterned:
 * @self: a workspace
 * @patterned: whether classes are to have their symbols over their colours
 */
void
mls_workspace_set_patterned (MlsWorkspace *self, gboolean patterned)
{
  set_switch (self, &mls_workspace_manner (self)->patterned, patterned);
}

/**
 * mls_workspace_get_lettered:
 * @self: a workspace
 *
 * Returns: whether regions have their codes written in them
 */
gboolean
mls_workspace_get_lettered (MlsWorkspace *self)
{
  return mls_workspace_manner (self)->lettered;
}

/**
 * mls_workspace_set_lettered:
 * @self: a workspace
 * @lettered: whether regions are to have their codes written in them
 */
void
mls_workspace_set_lettered (MlsWorkspace *self, gboolean lettered)
{
  set_switch (self, &mls_workspace_manner (self)->lettered, lettered);
}

/**
 * mls_workspace_get_infrared:
 * @self: a workspace
 *
 * Returns: whether photos are in infrared, where there are such
 */
gboolean
mls_workspace_get_infrared (MlsWorkspace *self)
{
  return mls_workspace_manner (self)->infrared;
}

/**
 * mls_workspace_set_infrared:
 * @self: a workspace
 * @infrared: whether photos are in infrared, where there are such
 */
void
mls_workspace_set_infrared (MlsWorkspace *self, gboolean infrared)
{
  set_switch (self, &mls_workspace_manner (self)->infrared, infrared);
}

/**
 * mls_workspace_get_referenced:
 * @self: a workspace
 *
 * Returns: whether reference layers are shown, those that the project shows
 */
gboolean
mls_workspace_get_referenced (MlsWorkspace *self)
{
  return self->referenced;
}

/**
 * mls_workspace_set_referenced:
 * @self: a workspace
 * @referenced: whether reference layers are to be shown, those that the project shows
 */
void
mls_workspace_set_referenced (MlsWorkspace *self, gboolean referenced)
{
  set_switch (self, &self->referenced, referenced);
}

/**
 * mls_workspace_get_gauged:
 * @self: a workspace
 *
 * Returns: whether mls_workspace_get_gauge() is shown at the pointer
 */
gboolean
mls_workspace_get_gauged (MlsWorkspace *self)
{
  return self->gauged;
}

/**
 * mls_workspace_set_gauged:
 * @self: a workspace
 * @gauged: whether mls_workspace_get_gauge() is to be shown at the pointer
 */
void
mls_workspace_set_gauged (MlsWorkspace *self, gboolean gauged)
{
  set_switch (self, &self->gauged, gauged);
}

/**
 * mls_workspace_get_gauge:
 * @self: a workspace
 *
 * Returns: the smallest area a region of the current codes may have in the dimension shown, the larger one in both;
 *   0 for any
 */
MlsArea2
mls_workspace_get_gauge (MlsWorkspace *self)
{
  const MlsRules *rules = mls_project_get_rules (self->project);

  return mls_nomenclature_minimum (rules->nomenclature, mls_workspace_get_dimension (self), self->pair);
}

/**
 * mls_workspace_set_sight:
 * @self: a workspace
 * @sight: the ground that is before the operator's eyes: nothing is undone out of it unseen
 */
void
mls_workspace_set_sight (MlsWorkspace *self, const MlsBox *sight)
{
  self->sight = *sight;
}

/**
 * mls_workspace_get_view:
 * @self: a workspace
 *
 * Returns: what its viewport shows now
 */
MlsView
mls_workspace_get_view (MlsWorkspace *self)
{
  MlsView view = { .scale = mls_viewport_get_scale (self->viewport) };

  mls_viewport_get_centre (self->viewport, &view.x, &view.y);

  return view;
}

/**
 * mls_workspace_note_view:
 * @self: a workspace
 *
 * Notes what its viewport shows now among the views to go back to.
 */
void
mls_workspace_note_view (MlsWorkspace *self)
{
  MlsView view = mls_workspace_get_view (self);

  mls_trail_look (self->trail, &view, g_get_monotonic_time ());
}

/**
 * mls_workspace_step_view:
 * @self: a workspace
 * @direction: -1 for the view before, 1 for the one that was gone back from
 *
 * Returns: whether there is one; it is shown
 */
gboolean
mls_workspace_step_view (MlsWorkspace *self, int direction)
{
  MlsView view;

  if (!mls_trail_step (self->trail, direction, &view))
    return FALSE;

  mls_viewport_set (self->viewport, view.x, view.y, view.scale);

  return TRUE;
}
