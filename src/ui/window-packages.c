/* Work packages are taken out of the project and brought back. The window gives the project away meanwhile, and has it again
 * as it is then. */

#include "ui/window-private.h"

#include "base/text.h"
#include "store/zone.h"
#include "ui/progress-dialog.h"

#include <glib/gi18n.h>

/* Grounds that are offered */

/* A polygon of more corners is offered as the box around it: a package has all faces that it meets, whole. */
#define MAX_CORNERS 10000

static int
compare_names (gconstpointer left, gconstpointer right)
{
  return g_utf8_collate (*(const char *const *) left, *(const char *const *) right);
}

static void
offer_zones_of_authors (MlsWindow *self)
{
  g_autoptr (GHashTable) zones = mls_store_list_zones (mls_project_get_store (self->project), NULL);
  g_autofree gpointer *names = NULL;
  guint n = 0;

  if (zones == NULL)
    return;

  names = g_hash_table_get_keys_as_array (zones, &n);
  qsort (names, n, sizeof *names, compare_names);
  for (guint i = 0; i < n; i++)
    {
      /* Translators: the name of a person. */
      g_autofree char *title = g_strdup_printf (_("The zone of %s"), (const char *) names[i]);

      mls_packages_dialog_add_ground (self->packages, title, mls_zone_copy (g_hash_table_lookup (zones, names[i])));
    }
}

static void
offer_square (MlsWindow *self, MlsPoint middle)
{
  const MlsZoneProgress *progress = mls_project_get_zone_progress (self->project);
  MlsBox box;
  guint i;

  if (progress == NULL || !mls_zone_progress_find (progress, middle, &i))
    return;

  box = mls_zone_progress_box (progress, i);
  mls_packages_dialog_add_ground (self->packages, _("The square of my zone in the middle of the map"),
                                  mls_zone_new_box (&box));
}

static MlsZone *
zone_of_area (const MlsFigure *area)
{
  g_autofree MlsRing *rings = g_new (MlsRing, area->n_parts);
  MlsZone *zone;
  guint n_corners = 0;

  for (guint i = 0; i < area->n_parts; i++)
    {
      rings[i] = (MlsRing){ area->parts[i].points, area->parts[i].n_points };
      n_corners += area->parts[i].n_points;
    }
  zone = n_corners <= MAX_CORNERS ? mls_zone_new (rings, area->n_parts) : NULL;

  return zone != NULL ? zone : mls_zone_new_box (&area->box);
}

/* The areas of a layer shown that lie around @middle, as the commune there. */
static void
offer_areas (MlsWindow *self, const MlsReferenceLayer *layer, MlsPoint middle)
{
  const MlsBox at = { middle.x, middle.y, middle.x, middle.y };
  g_autoptr (GArray) near = mls_figures_find (layer->figures, &at);

  for (guint i = 0; i < near->len; i++)
    {
      guint number = g_array_index (near, guint, i);
      const MlsFigure *area = mls_figures_get (layer->figures, number);
      g_autoptr (MlsFigures) only = mls_figures_only (layer->figures, number);
      const MlsPoint corners[] = { middle, { middle.x + 1, middle.y }, { middle.x, middle.y + 1 } };
      const MlsRing dot = { corners, G_N_ELEMENTS (corners) };
      g_autofree char *name = mls_figures_dup_name (layer->figures, number);
      g_autofree char *title = g_strdup_printf ("%s · %s", layer->link->title, name != NULL ? name : "");
      MlsZone *zone = area->kind == MLS_FIGURE_AREA ? zone_of_area (area) : NULL;

      if (zone != NULL && mls_zone_has_ground (zone, &dot, 1))
        mls_packages_dialog_add_ground (self->packages, title, zone);
      else
        g_clear_pointer (&zone, mls_zone_free);
    }
}

static void
offer_layers (MlsWindow *self, MlsPoint middle)
{
  MlsReferences *references = mls_workspace_get_references (self->workspace);

  for (guint i = 0; i < mls_references_get_n (references); i++)
    {
      const MlsReferenceLayer *layer = mls_references_get (references, i);

      if (layer->link->shown && layer->figures != NULL)
        offer_areas (self, layer, middle);
    }
}

static void
offer_grounds (MlsWindow *self)
{
  const MlsZone *own = mls_project_get_rules (self->project)->zone.ground;
  MlsPoint middle;
  MlsBox sight;

  if (mls_map_get_sight (self->canvas, &sight))
    mls_packages_dialog_add_ground (self->packages, _("What is in view"), mls_zone_new_box (&sight));
  if (own != NULL)
    mls_packages_dialog_add_ground (self->packages, _("My zone"), mls_zone_copy (own));
  offer_zones_of_authors (self);
  if (!mls_viewport_get_middle (mls_workspace_get_viewport (self->workspace), &middle))
    return;

  offer_square (self, middle);
  offer_layers (self, middle);
}

/* Jobs */

static void
give_away (MlsWindow *self)
{
  mls_packages_dialog_show (self->packages, NULL);
  mls_window_close_project (self);
}

static void
take_up (MlsWindow *self, const char *path)
{
  mls_window_open (self, path);
  if (self->project != NULL && self->packages != NULL)
    mls_packages_dialog_show (self->packages, self->project);
}

static void
append_edits (GString *text, const MlsCheckIn *in)
{
  g_autofree char *as_is = g_strdup_printf (ngettext ("%u edit is as it was", "%u edits are as they were", in->n_as_is),
                                            in->n_as_is);
  g_autofree char *anew = g_strdup_printf (ngettext ("%u edit was made anew beside those of others",
                                                     "%u edits were made anew beside those of others", in->n_made_anew),
                                           in->n_made_anew);
  g_autofree char *aside =
    g_strdup_printf (ngettext ("%u edit clashes with those of others: it is set aside, in the list of findings",
                               "%u edits clash with those of others: they are set aside, in the list of findings",
                               in->n_set_aside),
                     in->n_set_aside);
  g_autofree char *known = g_strdup_printf (ngettext ("%u edit had come before", "%u edits had come before", in->n_known), in->n_known);

  if (in->n_as_is > 0)
    mls_text_append_line (text, as_is);
  if (in->n_made_anew > 0)
    mls_text_append_line (text, anew);
  if (in->n_set_aside > 0)
    mls_text_append_line (text, aside);
  if (in->n_known > 0)
    mls_text_append_line (text, known);
  if (text->len == 0)
    mls_text_append_line (text, _("Nothing was edited in it"));
}

/* What became of its edits, each kind on a line, and whether the rules are kept where they came. */
static char *
describe (const MlsPackageJob *job)
{
  const MlsCheckIn *in = &job->outcome;
  GString *text = g_string_new (NULL);
  g_autofree char *broken =
    g_strdup_printf (ngettext ("%u rule is broken on that ground: it is in the list of findings",
                               "%u rules are broken on that ground: they are in the list of findings", job->n_errors),
                     job->n_errors);

  append_edits (text, in);
  if (job->n_errors > 0)
    mls_text_append_line (text, broken);
  else if (in->n_as_is + in->n_made_anew > 0)
    mls_text_append_line (text, _("The rules are kept on that ground"));

  return g_string_free (text, FALSE);
}

static void
tell_done (MlsWindow *self, const MlsPackageJob *job)
{
  g_autofree char *name = g_path_get_basename (job->path);
  g_autofree char *text = NULL;

  if (self->packages == NULL)
    return;

  if (job->zone != NULL)
    {
      /* Translators: the name of a person, and of a file. */
      text = g_strdup_printf (_("%s finds it in “%s”"), job->author, name);
      mls_packages_dialog_tell (self->packages, _("The work package is out"), text);
      return;
    }

  text = describe (job);
  mls_packages_dialog_tell (self->packages, _("The work package is back"), text);
  if (job->outcome.n_set_aside + job->n_errors > 0)
    mls_queue_panel_list_findings (self->queue);
}

static void
on_done (gpointer owner, MlsErrand *errand, const GError *error)
{
  MlsWindow *self = owner;
  const MlsPackageJob *job = mls_errand_get_data (errand);

  take_up (self, job->project);
  if (error == NULL)
    tell_done (self, job);
  else if (self->packages != NULL && !g_cancellable_is_cancelled (mls_errand_get_cancellable (errand)))
    mls_packages_dialog_tell (self->packages, _("The project is as it was"), error->message);
}

static void
do_job (MlsWindow *self, MlsPackageJob *job)
{
  g_autoptr (MlsErrand) errand = mls_errand_new (mls_package_job_run, job, (GDestroyNotify) mls_package_job_free);
  const char *title = job->zone != NULL ? _("Taking the work package out") : _("Bringing the work package back");

  give_away (self);
  mls_progress_run (GTK_WINDOW (self->packages), title, errand, on_done, self);
}

static void
do_packages (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  if (self->project == NULL)
    return;

  if (self->packages == NULL)
    {
      g_set_weak_pointer (&self->packages, mls_packages_dialog_new (GTK_WINDOW (self)));
      g_signal_connect_object (self->packages, "job", G_CALLBACK (do_job), self, G_CONNECT_SWAPPED);
      offer_grounds (self);
      mls_packages_dialog_show (self->packages, self->project);
    }
  gtk_window_present (GTK_WINDOW (self->packages));
}

/**
 * mls_window_init_packages:
 * @self: a window being made
 */
void
mls_window_init_packages (MlsWindow *self)
{
  static const GActionEntry entries[] = { { "packages", do_packages } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
