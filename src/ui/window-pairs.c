/* Pairs at hand: favourites, and those that were used last. */

#include "ui/window-private.h"

#include <glib/gi18n.h>

#define FAVOURITES "favourites"
#define RECENT     "recent-pairs"

/* Favourites for a start; each user makes them their own. */
static const char *const first_favourites[MLS_N_PAIRS] = {
  "CS6.3.0 US1.1.3", "CS6.1.1 US1.1.1", "CS4.1.2 US7.0.0", "CS1.1.1 US5.2.3",
  "CS6.6.0 US5.2.3", "CS1.1.2 US4.1.2", "CS5.1.1 US7.0.0", "CS3.1.1 US7.0.0",
};

/* The pair of a "cover use", as far as the project knows it. */
static MlsPair
read_pair (const MlsNomenclature *nomenclature, const char *text)
{
  g_auto (GStrv) codes = g_strsplit (text, " ", 2);
  MlsPair pair;

  if (g_strv_length (codes) != 2)
    return (MlsPair){ 0, 0 };

  pair = (MlsPair){ g_quark_try_string (codes[0]), g_quark_try_string (codes[1]) };
  if (mls_nomenclature_class (nomenclature, MLS_DIMENSION_COVER, pair.cover) == NULL ||
      mls_nomenclature_class (nomenclature, MLS_DIMENSION_USE, pair.use) == NULL)
    return (MlsPair){ 0, 0 };

  return pair;
}

static void
keep (MlsWindow *self, const char *setting, MlsPair (*get) (MlsWindow *, guint), guint n)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < n; i++)
    {
      MlsPair pair = get (self, i);
      g_autofree char *text = g_strdup_printf ("%s %s", pair.cover != 0 ? g_quark_to_string (pair.cover) : "",
                                               pair.use != 0 ? g_quark_to_string (pair.use) : "");

      g_strv_builder_add (texts, text);
    }

  all = g_strv_builder_end (texts);
  g_settings_set_strv (mls_window_settings (self), setting, (const char *const *) all);
}

/* Favourites */

static MlsPair
favourite_at (MlsWindow *self, guint index)
{
  return mls_pair_palette_get_pair (self->favourites, index);
}

static void
restore_favourites (MlsWindow *self, const MlsNomenclature *nomenclature)
{
  g_auto (GStrv) own = g_settings_get_strv (mls_window_settings (self), FAVOURITES);
  guint n_own = g_strv_length (own);

  for (guint i = 0; i < MLS_N_PAIRS; i++)
    {
      const char *text = n_own == 0 ? first_favourites[i] : i < n_own ? own[i] : "";

      mls_pair_palette_set_pair (self->favourites, i, read_pair (nomenclature, text));
    }
}

static void
favourite_kept (MlsWindow *self, guint index)
{
  MlsPair pair = self->workspace != NULL ? mls_workspace_get_pair (self->workspace) : (MlsPair){ 0, 0 };

  if (pair.cover == 0 || pair.use == 0)
    return;

  mls_pair_palette_set_pair (self->favourites, index, pair);
  keep (self, FAVOURITES, favourite_at, MLS_N_PAIRS);
}

/* Recent pairs: the one in hand is the newest, and need not be shown; the key of the first goes back and forth
 * between two. */

static MlsPair
recent_at (MlsWindow *self, guint index)
{
  return self->recent_pairs[index];
}

static gboolean
is_same (MlsPair a, MlsPair b)
{
  return a.cover == b.cover && a.use == b.use;
}

static void
show_recent (MlsWindow *self)
{
  MlsPair current = mls_workspace_get_pair (self->workspace);
  guint n = 0;

  for (guint i = 0; i < MLS_N_RECENT_PAIRS && n < MLS_N_PAIRS; i++)
    if (!is_same (self->recent_pairs[i], current))
      mls_pair_palette_set_pair (self->recent, n++, self->recent_pairs[i]);
}

static void
restore_recent (MlsWindow *self, const MlsNomenclature *nomenclature)
{
  g_auto (GStrv) own = g_settings_get_strv (mls_window_settings (self), RECENT);
  guint n = 0;

  memset (self->recent_pairs, 0, sizeof (self->recent_pairs));
  for (guint i = 0; own[i] != NULL && n < MLS_N_RECENT_PAIRS; i++)
    {
      MlsPair pair = read_pair (nomenclature, own[i]);

      if (pair.cover != 0)
        self->recent_pairs[n++] = pair;
    }
  show_recent (self);
}

/**
 * mls_window_note_pair:
 * @self: a window with a project in which the current pair has been given to some ground
 */
void
mls_window_note_pair (MlsWindow *self)
{
  MlsPair pair = mls_workspace_get_pair (self->workspace);
  guint at = 0;

  if (pair.cover == 0 || pair.use == 0 || is_same (self->recent_pairs[0], pair))
    return;

  while (at < MLS_N_RECENT_PAIRS - 1 && !is_same (self->recent_pairs[at], pair))
    at++;
  memmove (&self->recent_pairs[1], &self->recent_pairs[0], at * sizeof (MlsPair));
  self->recent_pairs[0] = pair;
  keep (self, RECENT, recent_at, MLS_N_RECENT_PAIRS);
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
  const MlsNomenclature *nomenclature = mls_project_get_rules (self->project)->nomenclature;

  restore_favourites (self, nomenclature);
  restore_recent (self, nomenclature);
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
}
