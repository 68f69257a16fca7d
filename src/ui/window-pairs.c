/* Pairs at hand: favourites, and those that were used last. */

#include "ui/window-private.h"

#include "rules/pair-text.h"

#include <glib/gi18n.h>

#define FAVOURITES "favourites"
#define RECENT     "recent-pairs"
#define SHOWN      "pairs-shown"
#define SHOWN_REVIEWING "pairs-shown-reviewing"

/* What the settings keep may be of codes that this project does not know: it stays there, in its place. */

/* Favourites */

/* Those that the nomenclature begins with. */
static char **
first_favourites (const MlsNomenclature *nomenclature)
{
  const char *texts = mls_nomenclature_about (nomenclature, "favourites");

  return g_strsplit (texts != NULL ? texts : "", ",", MLS_N_PAIRS);
}

static gboolean
is_none (MlsPair pair)
{
  return pair.cover == 0 && pair.use == 0;
}

/* Each user makes them their own, place by place; every so many texts begin the places anew, for other nomenclatures. Where one
 * that this project knows is kept for a place, or else where it is to be. */
static guint
own_place (const MlsNomenclature *nomenclature, char **own, guint index)
{
  guint n_own = g_strv_length (own);
  guint free = G_MAXUINT;
  guint i;

  for (i = index; i < n_own; i += MLS_N_PAIRS)
    if (!is_none (mls_pair_text_read (nomenclature, own[i])))
      return i;
    else if (*own[i] == '\0' && free == G_MAXUINT)
      free = i;

  return free != G_MAXUINT ? free : i;
}

static void
restore_favourites (MlsWindow *self, const MlsNomenclature *nomenclature)
{
  g_auto (GStrv) own = g_settings_get_strv (mls_window_settings (self), FAVOURITES);
  g_auto (GStrv) first = first_favourites (nomenclature);
  guint n_own = g_strv_length (own);
  guint n_first = g_strv_length (first);

  for (guint i = 0; i < MLS_N_PAIRS; i++)
    {
      guint place = own_place (nomenclature, own, i);
      MlsPair pair = mls_pair_text_read (nomenclature, place < n_own ? own[place] : "");

      if (is_none (pair) && i < n_first)
        pair = mls_pair_text_read (nomenclature, first[i]);
      mls_pair_palette_set_pair (self->favourites, i, pair);
    }
}

/* Nothing, for one that the nomenclature begins with. */
static void
keep_favourite (MlsWindow *self, guint index, MlsPair pair)
{
  const MlsNomenclature *nomenclature = mls_project_get_rules (self->project)->nomenclature;
  g_auto (GStrv) own = g_settings_get_strv (mls_window_settings (self), FAVOURITES);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *text = mls_pair_text_write (pair);
  g_auto (GStrv) texts = NULL;
  guint n_own = g_strv_length (own);
  guint place = own_place (nomenclature, own, index);

  for (guint i = 0; i < MAX (n_own, place + 1); i++)
    g_strv_builder_add (builder, i == place ? text : i < n_own ? own[i] : "");
  texts = g_strv_builder_end (builder);
  g_settings_set_strv (mls_window_settings (self), FAVOURITES, (const char *const *) texts);
  restore_favourites (self, nomenclature);
}

static void
favourite_kept (MlsWindow *self, guint index)
{
  MlsPair pair = self->workspace != NULL ? mls_workspace_get_pair (self->workspace) : (MlsPair){ 0, 0 };

  if (self->project == NULL || is_none (pair) ||
      !mls_nomenclature_is_whole (mls_project_get_rules (self->project)->nomenclature, pair))
    return;

  keep_favourite (self, index, pair);
  mls_window_tell_favourites (self);
}

static void
favourite_written (MlsWindow *self, guint index, const MlsPair *pair)
{
  if (self->project == NULL)
    return;

  keep_favourite (self, index, *pair);
  if (is_none (*pair))
    mls_window_tell_favourites (self);
}

/**
 * mls_window_tell_favourites:
 * @self: a window with a project
 *
 * Shows what is kept at hand in the window of the nomenclature, if there is one.
 */
void
mls_window_tell_favourites (MlsWindow *self)
{
  MlsPair pairs[MLS_N_PAIRS];

  if (self->nomenclature == NULL)
    return;

  for (guint i = 0; i < MLS_N_PAIRS; i++)
    pairs[i] = mls_pair_palette_get_pair (self->favourites, i);
  mls_nomenclature_dialog_show_favourites (self->nomenclature, self->coded_year, pairs);
}

/**
 * mls_window_take_favourites:
 * @self: a window that has that of the nomenclature
 *
 * Keeps what is written there.
 */
void
mls_window_take_favourites (MlsWindow *self)
{
  g_signal_connect_object (self->nomenclature, "favourite", G_CALLBACK (favourite_written), self, G_CONNECT_SWAPPED);
  mls_window_tell_favourites (self);
}

/* Recent pairs: the one in hand is the newest, and need not be shown; the key of the first goes back and forth
 * between two. */

/* Of all nomenclatures together. */
#define MAX_KEPT 40

static void
show_recent (MlsWindow *self)
{
  const MlsNomenclature *nomenclature = mls_project_get_rules (self->project)->nomenclature;
  g_auto (GStrv) texts = g_settings_get_strv (mls_window_settings (self), RECENT);
  MlsPair current = mls_workspace_get_pair (self->workspace);
  guint n = 0;

  for (guint i = 0; texts[i] != NULL && n < MLS_N_PAIRS; i++)
    {
      MlsPair pair = mls_pair_text_read (nomenclature, texts[i]);

      if (!is_none (pair) && !mls_pair_equal (pair, current))
        mls_pair_palette_set_pair (self->recent, n++, pair);
    }
  for (; n < MLS_N_PAIRS; n++)
    mls_pair_palette_set_pair (self->recent, n, (MlsPair){ 0, 0 });
}

/**
 * mls_window_note_pair:
 * @self: a window with a project in which the current pair has been given to some ground
 */
void
mls_window_note_pair (MlsWindow *self)
{
  MlsPair pair = mls_workspace_get_pair (self->workspace);
  g_auto (GStrv) texts = g_settings_get_strv (mls_window_settings (self), RECENT);
  g_autoptr (GStrvBuilder) newer = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  g_autofree char *text = NULL;

  if (is_none (pair) || !mls_nomenclature_is_whole (mls_project_get_rules (self->project)->nomenclature, pair))
    return;

  text = mls_pair_text_write (pair);
  g_strv_builder_add (newer, text);
  for (guint i = 0; texts[i] != NULL && i < MAX_KEPT - 1; i++)
    if (!g_str_equal (texts[i], text))
      g_strv_builder_add (newer, texts[i]);
  all = g_strv_builder_end (newer);
  g_settings_set_strv (mls_window_settings (self), RECENT, (const char *const *) all);
  show_recent (self);
}

/* Both */

/**
 * mls_window_restore_pairs:
 * @self: a window whose project has just been opened
 *
 * Has at hand what the settings say, as far as the project knows it.
 */
void
mls_window_restore_pairs (MlsWindow *self)
{
  restore_favourites (self, mls_project_get_rules (self->project)->nomenclature);
  show_recent (self);
  mls_window_fold_pairs (self);
}

/**
 * mls_window_show_pairs:
 * @self: a window with a project
 * @nomenclature: what its pairs are of
 * @year: that of the edited vintage
 */
void
mls_window_show_pairs (MlsWindow *self, MlsNomenclature *nomenclature, int year)
{
  mls_pair_palette_set_nomenclature (self->favourites, nomenclature, year);
  mls_pair_palette_set_nomenclature (self->recent, nomenclature, year);
  mls_window_tell_favourites (self);
}

/**
 * mls_window_follow_pair:
 * @self: a window with a project whose current pair has become another
 */
void
mls_window_follow_pair (MlsWindow *self)
{
  show_recent (self);
}

static void
give (MlsWindow *self, MlsPair pair)
{
  if (self->workspace != NULL && (pair.cover != 0 || pair.use != 0))
    mls_workspace_give_pair (self->workspace, pair);
}

static void
do_favourite (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  give (self, mls_pair_palette_get_pair (self->favourites, (guint) g_variant_get_int32 (parameter)));
}

static void
do_recent (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  MlsWindow *self = user_data;

  give (self, mls_pair_palette_get_pair (self->recent, (guint) g_variant_get_int32 (parameter)));
}

static void
favourite_chosen (MlsWindow *self, guint index)
{
  give (self, mls_pair_palette_get_pair (self->favourites, index));
}

static void
recent_chosen (MlsWindow *self, guint index)
{
  give (self, mls_pair_palette_get_pair (self->recent, index));
}

/* Whether they are shown */

/* Who reviews gives no codes, and needs the room for the list. */
static const char *
shown_key (MlsWindow *self)
{
  MlsQueueKind kind = mls_queue_panel_get_kind (self->queue);

  return kind == MLS_QUEUE_CHANGES || kind == MLS_QUEUE_DIFFERENCES ? SHOWN_REVIEWING : SHOWN;
}

/**
 * mls_window_fold_pairs:
 * @self: a window with a project, in which something else is listed
 *
 * Shows the pairs, or leaves their room to the list, as they were with such a list.
 */
void
mls_window_fold_pairs (MlsWindow *self)
{
  gtk_toggle_button_set_active (self->pairs_button, g_settings_get_boolean (mls_window_settings (self), shown_key (self)));
}

static void
on_pairs_toggled (MlsWindow *self)
{
  gboolean shown = gtk_toggle_button_get_active (self->pairs_button);

  gtk_button_set_icon_name (GTK_BUTTON (self->pairs_button), shown ? "pan-down-symbolic" : "pan-end-symbolic");
  g_settings_set_boolean (mls_window_settings (self), shown_key (self), shown);
}

/* Those that are chosen are wanted. */
static void
on_pairs_chosen (MlsWindow *self)
{
  gtk_toggle_button_set_active (self->pairs_button, TRUE);
}

static const GActionEntry entries[] = {
  { "favourite", do_favourite, "i" },
  { "recent-pair", do_recent, "i" },
};

/**
 * mls_window_init_pairs:
 * @self: a window being made
 */
void
mls_window_init_pairs (MlsWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);

  self->favourites = MLS_PAIR_PALETTE (mls_pair_palette_new (MLS_PAIRS_FAVOURITE));
  self->recent = MLS_PAIR_PALETTE (mls_pair_palette_new (MLS_PAIRS_RECENT));
  gtk_stack_add_titled (self->pairs, GTK_WIDGET (self->favourites), NULL, _("Favourites"));
  gtk_stack_add_titled (self->pairs, GTK_WIDGET (self->recent), NULL, _("Recent, with Shift"));
  g_signal_connect_object (self->favourites, "chosen", G_CALLBACK (favourite_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->favourites, "kept", G_CALLBACK (favourite_kept), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->recent, "chosen", G_CALLBACK (recent_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pairs, "notify::visible-child", G_CALLBACK (on_pairs_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pairs_button, "toggled", G_CALLBACK (on_pairs_toggled), self, G_CONNECT_SWAPPED);
}
