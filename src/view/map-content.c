/* What the panes of a map show: faces of the project, photos by vintage, colours. */

#include "view/map-private.h"

#include "store/image-link.h"
#include "store/set-aside.h"
#include "view/project-faces.h"

#include <glib/gi18n-lib.h>

/**
 * mls_map_load_photos:
 * @self: a map with a workspace
 *
 * Finds the photos of each vintage in the project.
 */
void
mls_map_load_photos (MlsMap *self)
{
  MlsProject *project = mls_workspace_get_project (self->workspace);
  g_autoptr (MlsPhotoSet) previous = g_steal_pointer (&self->photos);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) links = mls_store_list_image_links (mls_project_get_store (project), &error);

  self->photos = mls_photo_set_new (project, links, previous);
  mls_photo_watch_set_links (self->photo_watch, links);
  if (error != NULL)
    g_signal_emit_by_name (self, "problem", error->message);
}

/* Nothing that was read of one is of use any more. */
static void
on_photo_seen (gpointer owner, const char *path, gboolean presence)
{
  MlsMap *self = owner;

  g_clear_pointer (&self->photos, mls_photo_set_free);
  mls_map_reload_images (self);
  if (presence)
    g_signal_emit_by_name (self, "presence", path);
}

/**
 * mls_map_open_layers:
 * @self: a map with a workspace
 *
 * Makes what all its panes share.
 */
void
mls_map_open_layers (MlsMap *self)
{
  MlsProject *project = mls_workspace_get_project (self->workspace);

  g_autoptr (MlsImagery) none = mls_imagery_new (NULL, NULL, 0);

  self->faces = mls_project_faces_new (mls_project_get_path (project), 0);
  self->no_photo = mls_photo_layer_new (none);
  self->photo_watch = mls_photo_watch_new (on_photo_seen, self);
  mls_map_load_photos (self);
}

/**
 * mls_map_close_layers:
 * @self: a map
 */
void
mls_map_close_layers (MlsMap *self)
{
  mls_face_layer_close (self->faces);
  g_clear_pointer (&self->faces, mls_face_layer_unref);
  g_clear_pointer (&self->no_photo, mls_photo_layer_unref);
  g_clear_pointer (&self->photo_watch, mls_photo_watch_free);
  g_clear_pointer (&self->photos, mls_photo_set_free);
  g_clear_pointer (&self->references, mls_figure_stack_unref);
}

/**
 * mls_map_close_past:
 * @self: a map
 * @pane: one of its panes
 *
 * Lets go of what it showed of the past.
 */
void
mls_map_close_past (MlsMap *self, MlsPane *pane)
{
  if (pane->past == NULL)
    return;

  mls_face_layer_close (pane->past);
  g_clear_pointer (&pane->past, mls_face_layer_unref);
}

static MlsFaceLayer *
open_past (MlsProject *project, const MlsOutlook *outlook)
{
  const char *path = mls_project_get_path (project);
  g_autoptr (MlsDelta) theirs =
    outlook->theirs != 0 ? mls_store_set_aside_delta (mls_project_get_store (project), outlook->theirs, NULL) : NULL;

  return theirs != NULL ? mls_project_faces_new_theirs (path, outlook->as_of, theirs)
                        : mls_project_faces_new (path, outlook->as_of);
}

/* The faces as @outlook shows them, now or then. Those of then are kept for when they are wanted again: to close them is
 * to wait for what is being read. */
static MlsFaceLayer *
faces_of (MlsMap *self, MlsPane *pane, const MlsOutlook *outlook)
{
  MlsProject *project = mls_workspace_get_project (self->workspace);

  if (outlook->as_of == 0)
    return self->faces;

  if (pane->theirs != outlook->theirs)
    mls_map_close_past (self, pane);
  if (pane->past == NULL)
    pane->past = open_past (project, outlook);
  else if (pane->as_of != outlook->as_of)
    mls_project_faces_move (pane->past, outlook->as_of);
  pane->as_of = outlook->as_of;
  pane->theirs = outlook->theirs;

  return pane->past;
}

/* What a held key shows: the outlook of the pane it is compared with; of one alone, or one like it, the vintage before,
 * or after the first. */
static MlsOutlook
other_outlook (MlsMap *self, guint pane)
{
  const MlsRules *rules = mls_project_get_rules (mls_workspace_get_project (self->workspace));
  const MlsOutlook *own = mls_workspace_get_outlook (self->workspace, pane);
  MlsOutlook other = *mls_workspace_get_outlook (self->workspace, mls_workspace_get_other_pane (self->workspace, pane));

  if (other.vintage == own->vintage && other.as_of == own->as_of)
    other.vintage = mls_vintage_other (rules->vintages, rules->n_vintages, own->vintage);

  return other;
}

static guint
photo_of (const MlsOutlook *outlook)
{
  return outlook->photo == MLS_PHOTO_OWN ? outlook->vintage : outlook->photo;
}

static MlsColouring
colouring_of (MlsMap *self, guint vintage, const MlsManner *manner)
{
  const MlsRules *rules = mls_project_get_rules (mls_workspace_get_project (self->workspace));
  MlsViewport *viewport = mls_workspace_get_viewport (self->workspace);

  return (MlsColouring){
    .nomenclature = rules->nomenclature,
    .vintage = vintage,
    .dimension = manner->dimension,
    .level = manner->level,
    .opacity = mls_workspace_get_blind (self->workspace) ? 0 : manner->opacity,
    .hidpi = gtk_widget_get_scale_factor (GTK_WIDGET (self)),
    .line = mls_line_style_border (mls_viewport_get_m_per_px (viewport)),
    .before = mls_vintage_beside (rules->vintages, rules->n_vintages, vintage, -1),
    .flags = self->flags,
    .indicator = manner->indicator,
    .year = rules->vintages[vintage].year,
    .patterned = manner->patterned,
    .lettered = manner->lettered && !mls_workspace_get_blind (self->workspace),
  };
}

/**
 * mls_map_colouring:
 * @self: a map with a workspace
 * @pane: a pane
 *
 * Returns: how the vintage that it is for is coloured in it
 */
MlsColouring
mls_map_colouring (MlsMap *self, guint pane)
{
  return colouring_of (self, mls_workspace_get_vintage_of (self->workspace, pane),
                       mls_workspace_get_manner (self->workspace, pane));
}

/* The photo a pane shows now. */
static MlsPhotoLayer *
photo_layer (MlsMap *self, guint pane)
{
  guint photo = self->panes[pane].shown_photo;

  if (photo == MLS_PHOTO_NONE)
    return self->no_photo;

  return mls_photo_set_get_layer (self->photos, photo, mls_workspace_get_manner (self->workspace, pane)->infrared);
}

/**
 * mls_map_photo_title:
 * @self: a map with a workspace
 * @pane: a pane
 *
 * Returns: (transfer none) (nullable): what is said of the photo it shows
 */
const char *
mls_map_photo_title (MlsMap *self, guint pane)
{
  guint photo = self->panes[pane].shown_photo;

  if (photo == MLS_PHOTO_NONE)
    return NULL;

  return mls_photo_set_get_title (self->photos, photo, mls_workspace_get_manner (self->workspace, pane)->infrared);
}

static void
set_css_class (GtkWidget *widget, const char *css_class, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

/* What an edit would be of, and under it what is seen: three things that may be of three dates. */
static void
update_caption (MlsMap *self, guint i)
{
  const MlsPane *pane = &self->panes[i];
  const MlsRules *rules = mls_project_get_rules (mls_workspace_get_project (self->workspace));
  g_autofree char *edited = mls_workspace_describe (self->workspace, i);
  const char *photo = mls_map_photo_title (self, i);
  g_autoptr (GString) text = g_string_new (edited);
  g_autofree char *name = NULL;

  g_string_append_printf (text, "\n%s", photo != NULL ? photo : _("No photo"));
  if (pane->shown_vintage != mls_workspace_get_vintage_of (self->workspace, i))
    /* Translators: a year whose codes are shown for a moment, not those that are edited. */
    g_string_append_printf (text, _(" · codes of %d"), rules->vintages[pane->shown_vintage].year);

  gtk_label_set_text (pane->text, text->str);
  name = g_strdup_printf (_("What this view shows: %s"), text->str);
  gtk_accessible_update_property (GTK_ACCESSIBLE (pane->caption), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  set_css_class (pane->caption, "correction", mls_workspace_get_correction (self->workspace));
  set_css_class (pane->caption, "in-hand",
                 i == mls_workspace_get_pane (self->workspace) && mls_workspace_get_n_panes (self->workspace) > 1);
}

static void
update_pane (MlsMap *self, guint i)
{
  MlsPane *pane = &self->panes[i];
  const MlsOutlook *own = mls_workspace_get_outlook (self->workspace, i);
  MlsOutlook other = other_outlook (self, i);
  const MlsOutlook *labels = self->look == MLS_LOOK_VINTAGE ? &other : own;
  const MlsOutlook *photo = self->look == MLS_LOOK_VINTAGE || self->look == MLS_LOOK_PHOTO ? &other : own;
  gboolean bare = self->look == MLS_LOOK_BARE;
  gint64 as_of = pane->as_of;
  MlsColouring colouring;
  g_autoptr (MlsPaneContent) content = NULL;

  pane->shown_vintage = labels->vintage;
  pane->shown_photo = photo_of (photo);
  colouring = colouring_of (self, labels->vintage, mls_workspace_get_manner (self->workspace, i));
  content = mls_pane_content_new (self->cache, photo_layer (self, i), bare ? NULL : faces_of (self, pane, labels),
                                  bare ? NULL : &colouring,
                                  bare || !mls_workspace_get_referenced (self->workspace) ? NULL : self->references);
  mls_canvas_set_content (pane->canvas, content);
  if (pane->as_of != as_of)
    mls_canvas_refresh (pane->canvas);
  update_caption (self, i);
}

/* What the hand sees under it. */
static MlsImagery *
photo_in_hand (MlsMap *self)
{
  return mls_photo_layer_get_imagery (photo_layer (self, mls_workspace_get_pane (self->workspace)));
}

/**
 * mls_map_update_panes:
 * @self: a map with a workspace
 *
 * Gives each pane what it should show now.
 */
void
mls_map_update_panes (MlsMap *self)
{
  for (guint i = 0; i < MLS_MAX_PANES; i++)
    if (self->panes[i].canvas != NULL)
      update_pane (self, i);

  mls_workspace_set_photo (self->workspace, photo_in_hand (self));
}

static MlsFigureStack *
stack_of (MlsReferences *references)
{
  MlsFigureStack *stack = mls_figure_stack_new ();

  for (guint i = 0; i < mls_references_get_n (references); i++)
    {
      const MlsReferenceLayer *layer = mls_references_get (references, i);
      const MlsReferenceLink *link = layer->link;
      const MlsFigureStyle style = { link->colour, link->width, link->fill, link->labelled };
      MlsFigures *figures = layer->figures != NULL ? layer->figures : layer->so_far;

      if (link->shown && figures != NULL)
        mls_figure_stack_add (stack, figures, &style, link->over, link->title);
    }

  return stack;
}

/**
 * mls_map_update_references:
 * @self: a map with a workspace
 *
 * Shows reference layers as they are now.
 */
void
mls_map_update_references (MlsMap *self)
{
  g_clear_pointer (&self->references, mls_figure_stack_unref);
  self->references = stack_of (mls_workspace_get_references (self->workspace));
  mls_map_update_panes (self);
}

/**
 * mls_map_take_flags:
 * @self: a map
 * @flags: (transfer full) (nullable): the faces whose borders are to stand out
 */
void
mls_map_take_flags (MlsMap *self, MlsFlags *flags)
{
  gboolean is_new = !mls_flags_equal (flags, self->flags);
  MlsFlags *old = is_new ? self->flags : flags;

  if (is_new)
    self->flags = flags;
  g_clear_pointer (&old, mls_flags_unref);
  if (is_new && self->workspace != NULL)
    mls_map_update_panes (self);
}

/* What an edit has touched is at fault no more, as far as anybody knows. */
static void
drop_flags (MlsMap *self, const MlsDelta *delta)
{
  if (self->flags != NULL)
    mls_map_take_flags (self, mls_flags_without (self->flags, delta));
}

/**
 * mls_map_note_edit:
 * @self: a map with a workspace
 * @delta: (nullable): what was written; %NULL if anything may have changed
 *
 * Makes the tiles anew that the edit meets, and no others.
 */
void
mls_map_note_edit (MlsMap *self, const MlsDelta *delta)
{
  MlsProject *project = mls_workspace_get_project (self->workspace);
  gint64 operation = mls_store_last_operation (mls_project_get_store (project), NULL);

  if (delta != NULL)
    {
      MlsBox box = mls_delta_box (delta);

      mls_face_layer_edited (self->faces, &box, operation);
      drop_flags (self, delta);
    }
  else
    mls_face_layer_renew (self->faces, operation);

  for (guint i = 0; i < MLS_MAX_PANES; i++)
    if (self->panes[i].canvas != NULL)
      mls_canvas_refresh (self->panes[i].canvas);
  if (self->inset != NULL)
    mls_inset_refresh (self->inset);

  mls_map_prepare_overview (self);
}
