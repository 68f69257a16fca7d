#include "ui/author-row.h"

#include <glib/gi18n.h>

struct _MlsAuthorRow
{
  AdwEntryRow parent_instance;

  /* owned */
  char *known; /* (nullable): nobody is asked then */
};

G_DEFINE_FINAL_TYPE (MlsAuthorRow, mls_author_row, ADW_TYPE_ENTRY_ROW)

static void
mls_author_row_finalize (GObject *object)
{
  g_free (MLS_AUTHOR_ROW (object)->known);

  G_OBJECT_CLASS (mls_author_row_parent_class)->finalize (object);
}

static void
mls_author_row_class_init (MlsAuthorRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mls_author_row_finalize;
}

static void
mls_author_row_init (MlsAuthorRow *self)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Author, written with each edit"));
}

/**
 * mls_author_row_ask:
 * @self: the row
 * @author: (nullable): who edits, if that was said
 * @settings: tell who it was the last time, and keep what is answered
 *
 * Asks if nobody is known. Else the row is not to be seen.
 */
void
mls_author_row_ask (MlsAuthorRow *self, const char *author, GSettings *settings)
{
  g_autofree char *known = author != NULL ? g_strdup (author) : g_settings_get_string (settings, "author");

  if (*known != '\0')
    self->known = g_steal_pointer (&known);
  else
    mls_author_row_keep (self, settings);

  gtk_widget_set_visible (GTK_WIDGET (self), self->known == NULL);
}

/**
 * mls_author_row_keep:
 * @self: the row
 * @settings: have who it is, and get whoever is written
 */
void
mls_author_row_keep (MlsAuthorRow *self, GSettings *settings)
{
  g_settings_bind (settings, "author", self, "text", G_SETTINGS_BIND_DEFAULT);
}

/**
 * mls_author_row_get_missing:
 * @self: the row
 *
 * Returns: (nullable): what is missing, in words; %NULL if nothing is
 */
const char *
mls_author_row_get_missing (MlsAuthorRow *self)
{
  g_autofree char *author = mls_author_row_dup_author (self);

  return *author == '\0' ? _("Edits carry a name: say who you are.") : NULL;
}

/**
 * mls_author_row_dup_author:
 * @self: the row
 *
 * Returns: (transfer full): who edits; empty as long as that is not said
 */
char *
mls_author_row_dup_author (MlsAuthorRow *self)
{
  return g_strstrip (g_strdup (self->known != NULL ? self->known : gtk_editable_get_text (GTK_EDITABLE (self))));
}
