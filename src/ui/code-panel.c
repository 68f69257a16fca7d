#include "ui/code-panel.h"

#include "ui/class-card.h"
#include "ui/class-item.h"
#include "ui/code-row.h"
#include "ui/code-typing.h"
#include "ui/language.h"
#include "ui/list-row.h"
#include "ui/list-stop.h"

#include <glib/gi18n.h>
#include <string.h>

struct _MlsCodePanel
{
  GtkBox parent_instance;

  /* owned */
  MlsNomenclature *nomenclature;
  GListStore      *offered; /* (element-type MlsClassItem) */

  /* template */
  GtkToggleButton *dimension_button[2];
  MlsCodeRow      *dimension_row[2];
  GtkSearchEntry  *search;
  GtkListView     *list;
  GtkLabel        *refusal;
  GtkMenuButton   *about;

  int           year;
  MlsDimension  view;      /* in which a pair is given: one of its codes may be all of it */
  MlsPair       pair;
  MlsPair       region_pair; /* explained while none is chosen */
  MlsText       old_use;   /* what stood with the cover before the one just chosen */
  MlsDimension  dimension; /* of which codes are offered */
  MlsCodeTyping typing;
  GtkWidget    *came_from; /* (nullable): the part of the panel that had the keys before they were explained */
};

G_DEFINE_FINAL_TYPE (MlsCodePanel, mls_code_panel, GTK_TYPE_BOX)

enum
{
  PAIR_PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static MlsDimension
other_dimension (MlsDimension dimension)
{
  return dimension == MLS_DIMENSION_COVER ? MLS_DIMENSION_USE : MLS_DIMENSION_COVER;
}

/* What the codes offered must go with: the cover whenever it is chosen; the use only while it stands
 * alone, so that a new pair can be begun with any cover. */
static MlsText
partner (MlsCodePanel *self)
{
  if (self->dimension == MLS_DIMENSION_USE)
    return self->pair.cover;

  return self->pair.cover == 0 ? self->pair.use : 0;
}

static gboolean
goes_with (MlsCodePanel *self, const MlsClass *klass, MlsText code)
{
  MlsPair pair = klass->dimension == MLS_DIMENSION_COVER ? (MlsPair){ klass->code, code }
                                                         : (MlsPair){ code, klass->code };

  return code == 0
         || mls_nomenclature_pair_state (self->nomenclature, pair, self->year) == MLS_CODE_VALID;
}

/* The use that may go with a cover just chosen: the one that stood there before is the likeliest to be wanted again, else
 * the one closest to it in theme; 0 for none. */
static MlsText
proposed_use (MlsCodePanel *self)
{
  const MlsPair pair = { self->pair.cover, self->old_use };

  if (self->nomenclature == NULL || self->view != MLS_DIMENSION_PAIR || pair.cover == 0 || pair.use == 0 ||
      self->pair.use != 0)
    return 0;

  return mls_nomenclature_nearest_pair (self->nomenclature, pair, MLS_DIMENSION_COVER, self->year).use;
}

static void
put_first (GPtrArray *classes, MlsText code)
{
  for (guint i = 1; i < classes->len; i++)
    if (((const MlsClass *) g_ptr_array_index (classes, i))->code == code)
      {
        gpointer klass = g_ptr_array_steal_index (classes, i);

        g_ptr_array_insert (classes, 0, klass);
      }
}

static void
offer (MlsCodePanel *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  MlsText code = partner (self);

  if (self->nomenclature != NULL)
    found = mls_nomenclature_search (self->nomenclature, self->dimension, text);
  if (found != NULL && self->dimension == MLS_DIMENSION_USE && *text == '\0')
    put_first (found, proposed_use (self));

  for (guint i = 0; found != NULL && i < found->len; i++)
    if (goes_with (self, g_ptr_array_index (found, i), code))
      g_ptr_array_add (items, mls_class_item_new (self->nomenclature, g_ptr_array_index (found, i)));

  g_list_store_splice (self->offered, 0, g_list_model_get_n_items (G_LIST_MODEL (self->offered)),
                       items->pdata, items->len);
}

static guint
n_digits (MlsCodePanel *self)
{
  return CLAMP (mls_nomenclature_n_digits (self->nomenclature, self->typing.dimension), 1, MLS_MAX_CODE_DIGITS);
}

/* Whether codes are written with points between their digits. */
static gboolean
parts_digits (MlsCodePanel *self)
{
  g_autoptr (GPtrArray) all = mls_nomenclature_search (self->nomenclature, self->typing.dimension, "");

  return all->len > 0 && strchr (g_quark_to_string (((const MlsClass *) g_ptr_array_index (all, 0))->code), '.') != NULL;
}

static void
show_typed (MlsCodePanel *self)
{
  guint n = n_digits (self);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0 && parts_digits (self))
        g_string_append_c (text, '.');
      g_string_append_c (text, i < self->typing.n_digits ? self->typing.digits[i] : '_');
    }

  mls_code_row_set_text (self->dimension_row[self->typing.dimension], text->str, "");
}

/* A use that is only proposed is written paler, with the key that takes it. */
static void
show_proposed (MlsCodePanel *self)
{
  MlsText use = proposed_use (self);
  MlsCodeRow *row = self->dimension_row[MLS_DIMENSION_USE];
  const MlsClass *klass = use != 0 ? mls_nomenclature_class (self->nomenclature, MLS_DIMENSION_USE, use) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_remove_css_class (GTK_WIDGET (row), "dim-label");
  if (klass == NULL)
    return;

  text = g_strdup_printf (_("Enter: %s"), mls_class_label (klass, mls_ui_language ()));
  mls_code_row_set_text (row, g_quark_to_string (use), text);
  gtk_widget_add_css_class (GTK_WIDGET (row), "dim-label");
}

static void
show_pair (MlsCodePanel *self)
{
  static const char *const nothing[] = { N_("No cover chosen"), N_("No use chosen") };

  for (int i = 0; i < 2; i++)
    {
      MlsText code = i == MLS_DIMENSION_COVER ? self->pair.cover : self->pair.use;
      const MlsClass *klass = code != 0 && self->nomenclature != NULL
                                ? mls_nomenclature_class (self->nomenclature, (MlsDimension) i, code)
                                : NULL;

      if (klass != NULL)
        mls_code_row_set_class (self->dimension_row[i], self->nomenclature, klass);
      else
        mls_code_row_set_text (self->dimension_row[i], code != 0 ? g_quark_to_string (code) : "–",
                               code != 0 ? "" : _(nothing[i]));
    }

  show_proposed (self);
}

static void
show_dimension (MlsCodePanel *self, MlsDimension dimension)
{
  self->dimension = dimension;
  gtk_toggle_button_set_active (self->dimension_button[dimension], TRUE);
  offer (self);
}

/* A new pair begins with the cover, if there are covers. */
static void
begin_typing (MlsCodePanel *self)
{
  self->typing = MLS_CODE_TYPING_INIT;
  if (self->nomenclature != NULL && mls_nomenclature_whole (self->nomenclature) == MLS_DIMENSION_USE)
    self->typing.dimension = MLS_DIMENSION_USE;
}

/* Of a nomenclature of one dimension there is one code to choose, and no pair. */
static void
show_dimensions (MlsCodePanel *self)
{
  static const char *const tips[] = { N_("Cover of the current pair; click to choose among covers"),
                                      N_("Use of the current pair; click to choose among uses") };
  MlsDimension whole = self->nomenclature != NULL ? mls_nomenclature_whole (self->nomenclature) : MLS_DIMENSION_PAIR;

  for (int i = 0; i < 2; i++)
    {
      GtkWidget *button = GTK_WIDGET (self->dimension_button[i]);

      gtk_widget_set_visible (button, whole == MLS_DIMENSION_PAIR || whole == (MlsDimension) i);
      gtk_widget_set_tooltip_text (button, whole == MLS_DIMENSION_PAIR ? _(tips[i]) : _("The current code"));
    }
  if (whole != MLS_DIMENSION_PAIR)
    self->dimension = whole;
  begin_typing (self);
  gtk_toggle_button_set_active (self->dimension_button[self->dimension], TRUE);
}

static void
refuse (MlsCodePanel *self, const char *reason)
{
  gtk_label_set_text (self->refusal, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), reason != NULL);
}

/* Whether nothing more has to be chosen: in a view of one dimension its code is enough. */
static gboolean
is_complete (MlsCodePanel *self)
{
  switch (self->view)
    {
    case MLS_DIMENSION_COVER:
      return self->pair.cover != 0;
    case MLS_DIMENSION_USE:
      return self->pair.use != 0;
    case MLS_DIMENSION_PAIR:
      return self->pair.cover != 0 && self->pair.use != 0;
    case MLS_N_DIMENSIONS:
      break;
    }

  g_assert_not_reached ();
}

/* A cover begins a new pair, unless the use was chosen before it and waits for it. */
static void
set_cover (MlsCodePanel *self, const MlsClass *klass)
{
  gboolean begins = self->view == MLS_DIMENSION_PAIR && self->pair.cover != 0;

  if (self->pair.use != 0)
    self->old_use = self->pair.use;
  self->pair.cover = klass->code;
  if (begins || !goes_with (self, klass, self->pair.use))
    self->pair.use = 0;
}

static void
pick (MlsCodePanel *self, const MlsClass *klass)
{
  refuse (self, NULL);
  if (klass->dimension == MLS_DIMENSION_COVER)
    set_cover (self, klass);
  else
    self->pair.use = klass->code;

  show_pair (self);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  if (is_complete (self))
    {
      show_dimension (self, self->view == MLS_DIMENSION_USE ? MLS_DIMENSION_USE : MLS_DIMENSION_COVER);
      gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-map", NULL);
      g_signal_emit (self, signals[PAIR_PICKED], 0, self->pair.cover, self->pair.use);
    }
  else
    show_dimension (self, other_dimension (klass->dimension));
}

static void
pick_position (MlsCodePanel *self, guint position)
{
  g_autoptr (MlsClassItem) item = g_list_model_get_item (G_LIST_MODEL (self->offered), position);

  if (item != NULL)
    pick (self, mls_class_item_get_class (item));
}

/* The hand came from the map, and goes back to it. */
static void
on_list_activate (GtkListView *list, guint position, MlsCodePanel *self)
{
  pick_position (self, position);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-map", NULL);
}

static void
on_search_activate (GtkSearchEntry *search, MlsCodePanel *self)
{
  pick_position (self, 0);
}

static void
on_search_stopped (GtkSearchEntry *search, MlsCodePanel *self)
{
  gtk_editable_set_text (GTK_EDITABLE (search), "");
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-map", NULL);
}

static void
on_search_changed (GtkSearchEntry *search, MlsCodePanel *self)
{
  offer (self);
}

static void
on_dimension_toggled (GtkToggleButton *button, MlsCodePanel *self)
{
  if (gtk_toggle_button_get_active (button))
    {
      self->dimension = button == self->dimension_button[MLS_DIMENSION_USE] ? MLS_DIMENSION_USE
                                                                            : MLS_DIMENSION_COVER;
      offer (self);
    }
}

static void
on_row_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  gtk_list_item_set_child (item, mls_code_row_new ());
}

static void
on_row_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  MlsClassItem *of = gtk_list_item_get_item (item);

  mls_code_row_set_class (MLS_CODE_ROW (gtk_list_item_get_child (item)), mls_class_item_get_nomenclature (of),
                          mls_class_item_get_class (of));
  mls_list_row_tell (item);
}

/* The class of the row that the keys are on in the list. */
static const MlsClass *
class_in_list (GtkWidget *focus)
{
  for (GtkWidget *child = focus; child != NULL; child = gtk_widget_get_first_child (child))
    if (MLS_IS_CODE_ROW (child))
      return mls_code_row_get_class (MLS_CODE_ROW (child));

  return NULL;
}

/* What the hand looks at in the panel: a row of the list, or what is found first by what is written. */
static const MlsClass *
class_looked_at (MlsCodePanel *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  g_autoptr (MlsClassItem) first = NULL;

  self->came_from = NULL;
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list)))
    {
      self->came_from = GTK_WIDGET (self->list);
      return class_in_list (focus);
    }

  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0')
    return NULL;

  /* Of what is being written the list is told a little later. */
  offer (self);
  self->came_from = GTK_WIDGET (self->search);
  first = g_list_model_get_item (G_LIST_MODEL (self->offered), 0);

  return first != NULL ? mls_class_item_get_class (first) : NULL;
}

static void
add_card (GtkWidget *cards, MlsCodePanel *self, const MlsClass *klass)
{
  if (klass != NULL)
    gtk_box_append (GTK_BOX (cards), mls_class_card_new (self->nomenclature, klass));
}

/* One class that is looked at, else those chosen, else those of the region selected. */
static void
fill_about (GtkMenuButton *button, gpointer user_data)
{
  MlsCodePanel *self = user_data;
  GtkPopover *popover = gtk_menu_button_get_popover (button);
  GtkWidget *cards = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  const MlsClass *klass = class_looked_at (self);
  MlsPair pair = self->pair.cover != 0 || self->pair.use != 0 ? self->pair : self->region_pair;

  if (klass != NULL)
    add_card (cards, self, klass);
  else if (self->nomenclature != NULL)
    {
      add_card (cards, self, mls_nomenclature_class (self->nomenclature, MLS_DIMENSION_COVER, pair.cover));
      add_card (cards, self, mls_nomenclature_class (self->nomenclature, MLS_DIMENSION_USE, pair.use));
    }
  if (gtk_widget_get_first_child (cards) == NULL)
    gtk_box_append (GTK_BOX (cards), gtk_label_new (_("Choose a code, or a region, to read of it here")));

  gtk_popover_set_child (popover, cards);
}

/* The keys go back to where they came from. */
static void
on_about_closed (GtkPopover *popover, MlsCodePanel *self)
{
  if (self->came_from != NULL)
    gtk_widget_grab_focus (self->came_from);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-map", NULL);
}

/* The class whose digits were typed, whatever letters stand before them. */
static const MlsClass *
find_typed (MlsCodePanel *self)
{
  return mls_nomenclature_find_digits (self->nomenclature, self->typing.dimension, self->typing.digits);
}

/* Whether no further digit is waited for. */
static gboolean
is_typed (MlsCodePanel *self)
{
  return self->typing.n_digits == n_digits (self) || find_typed (self) != NULL;
}

/* After the cover comes the use, where there is one; after that a new pair. */
static MlsDimension
typed_next (MlsCodePanel *self)
{
  MlsDimension next = other_dimension (self->typing.dimension);

  return mls_nomenclature_has_dimension (self->nomenclature, next) ? next : self->typing.dimension;
}

static void
take_typed (MlsCodePanel *self)
{
  const MlsClass *klass = find_typed (self);
  g_autofree char *reason = NULL;

  if (klass == NULL)
    reason = g_strdup_printf (self->typing.dimension == MLS_DIMENSION_COVER
                                ? _("No cover has the digits %s")
                                : _("No use has the digits %s"),
                              self->typing.digits);
  else if (klass->dimension == MLS_DIMENSION_USE && !goes_with (self, klass, self->pair.cover))
    reason = g_strdup_printf (_("%s does not go with %s"), g_quark_to_string (klass->code),
                              g_quark_to_string (self->pair.cover));

  if (reason == NULL)
    {
      mls_code_typing_next (&self->typing, typed_next (self));
      pick (self, klass);
    }
  else
    {
      self->typing.n_digits = 0;
      show_pair (self);
      refuse (self, reason);
    }
}

static void
mls_code_panel_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MLS_TYPE_CODE_PANEL);

  G_OBJECT_CLASS (mls_code_panel_parent_class)->dispose (object);
}

static void
mls_code_panel_finalize (GObject *object)
{
  MlsCodePanel *self = MLS_CODE_PANEL (object);

  g_clear_pointer (&self->nomenclature, mls_nomenclature_unref);
  g_clear_object (&self->offered);

  G_OBJECT_CLASS (mls_code_panel_parent_class)->finalize (object);
}

static void
mls_code_panel_class_init (MlsCodePanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mls_code_panel_dispose;
  object_class->finalize = mls_code_panel_finalize;

  signals[PAIR_PICKED] = g_signal_new ("pair-picked", MLS_TYPE_CODE_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  g_type_ensure (MLS_TYPE_CODE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, MLS_RESOURCE_PATH "/code-panel.ui");
  gtk_widget_class_bind_template_child_full (widget_class, "cover_button", FALSE,
                                             G_STRUCT_OFFSET (MlsCodePanel, dimension_button[0]));
  gtk_widget_class_bind_template_child_full (widget_class, "use_button", FALSE,
                                             G_STRUCT_OFFSET (MlsCodePanel, dimension_button[1]));
  gtk_widget_class_bind_template_child_full (widget_class, "cover_row", FALSE,
                                             G_STRUCT_OFFSET (MlsCodePanel, dimension_row[0]));
  gtk_widget_class_bind_template_child_full (widget_class, "use_row", FALSE,
                                             G_STRUCT_OFFSET (MlsCodePanel, dimension_row[1]));
  gtk_widget_class_bind_template_child (widget_class, MlsCodePanel, search);
  gtk_widget_class_bind_template_child (widget_class, MlsCodePanel, list);
  gtk_widget_class_bind_template_child (widget_class, MlsCodePanel, refusal);
  gtk_widget_class_bind_template_child (widget_class, MlsCodePanel, about);
  gtk_widget_class_bind_template_callback (widget_class, on_about_closed);
  gtk_widget_class_bind_template_callback (widget_class, on_dimension_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_row_bind);
  gtk_widget_class_bind_template_callback (widget_class, on_row_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_stopped);
}

static void
mls_code_panel_init (MlsCodePanel *self)
{
  g_autoptr (GtkSelectionModel) model = NULL;

  self->offered = g_list_store_new (MLS_TYPE_CLASS_ITEM);
  self->typing = MLS_CODE_TYPING_INIT;
  self->view = MLS_DIMENSION_PAIR;
  gtk_widget_init_template (GTK_WIDGET (self));

  model = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->offered))));
  gtk_list_view_set_model (self->list, model);
  mls_list_stop_make (GTK_WIDGET (self->list));
  gtk_menu_button_set_create_popup_func (self->about, fill_about, self, NULL);
  show_pair (self);
}

/**
 * mls_code_panel_set_nomenclature:
 * @self: the panel
 * @nomenclature: (nullable): what codes there are
 * @year: that of the edited vintage, by whose pairs codes are offered
 */
void
mls_code_panel_set_nomenclature (MlsCodePanel *self, MlsNomenclature *nomenclature, int year)
{
  MlsNomenclature *old = self->nomenclature;

  g_return_if_fail (MLS_IS_CODE_PANEL (self));

  if (old == nomenclature && self->year == year)
    return;

  self->nomenclature = nomenclature != NULL ? mls_nomenclature_ref (nomenclature) : NULL;
  self->year = year;
  if (old != nomenclature)
    show_dimensions (self);
  show_pair (self);
  offer (self);

  g_clear_pointer (&old, mls_nomenclature_unref);
}

/**
 * mls_code_panel_set_view:
 * @self: the panel
 * @view: the dimension the map shows: seen as covers, ground is given a cover alone
 */
void
mls_code_panel_set_view (MlsCodePanel *self, MlsDimension view)
{
  g_return_if_fail (MLS_IS_CODE_PANEL (self));
  g_return_if_fail ((guint) view < MLS_N_DIMENSIONS);

  if (self->view == view)
    return;

  self->view = view;
  if (view != MLS_DIMENSION_PAIR)
    show_dimension (self, view);
}

/**
 * mls_code_panel_get_pair:
 * @self: the panel
 *
 * Returns: the chosen pair; a code is 0 while it is not chosen
 */
MlsPair
mls_code_panel_get_pair (MlsCodePanel *self)
{
  g_return_val_if_fail (MLS_IS_CODE_PANEL (self), ((MlsPair){ 0, 0 }));

  return self->pair;
}

/**
 * mls_code_panel_set_pair:
 * @self: the panel
 * @pair: a pair chosen elsewhere: a favourite, or what lies under the pointer
 */
void
mls_code_panel_set_pair (MlsCodePanel *self, MlsPair pair)
{
  g_return_if_fail (MLS_IS_CODE_PANEL (self));

  if (self->pair.cover == pair.cover && self->pair.use == pair.use)
    return;

  self->pair = pair;
  begin_typing (self);
  refuse (self, NULL);
  show_pair (self);
  offer (self);
}

/**
 * mls_code_panel_type:
 * @self: the panel
 * @character: a key pressed over the map
 *
 * Types a digit of the pair, or the "/" before the use.
 *
 * Returns: whether @character was one
 */
gboolean
mls_code_panel_type (MlsCodePanel *self, char character)
{
  g_return_val_if_fail (MLS_IS_CODE_PANEL (self), FALSE);

  if (self->nomenclature == NULL || !mls_code_typing_takes (&self->typing, character) ||
      (character == '/' && !mls_nomenclature_has_dimension (self->nomenclature, MLS_DIMENSION_USE)))
    return FALSE;

  refuse (self, NULL);
  mls_code_typing_add (&self->typing, character);
  if (is_typed (self))
    take_typed (self);
  else
    show_typed (self);

  return TRUE;
}

/**
 * mls_code_panel_stop_typing:
 * @self: the panel
 *
 * Drops a code typed by half; the next digit begins a new pair.
 */
void
mls_code_panel_stop_typing (MlsCodePanel *self)
{
  g_return_if_fail (MLS_IS_CODE_PANEL (self));

  begin_typing (self);
  refuse (self, NULL);
  show_pair (self);
}

/**
 * mls_code_panel_ask:
 * @self: the panel
 * @code: cover or use
 * @partner: what stands with it, or 0
 *
 * Offers codes that go with @partner, whatever the map shows; digits typed next are of that one.
 */
void
mls_code_panel_ask (MlsCodePanel *self, MlsDimension code, MlsText partner)
{
  g_return_if_fail (MLS_IS_CODE_PANEL (self));

  self->view = code;
  self->pair = code == MLS_DIMENSION_COVER ? (MlsPair){ 0, partner } : (MlsPair){ partner, 0 };
  self->typing = MLS_CODE_TYPING_INIT;
  self->typing.dimension = code;
  refuse (self, NULL);
  show_pair (self);
  show_dimension (self, code);
}

/**
 * mls_code_panel_start_search:
 * @self: the panel
 *
 * Puts the cursor into the search for a name.
 */
void
mls_code_panel_start_search (MlsCodePanel *self)
{
  g_return_if_fail (MLS_IS_CODE_PANEL (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/**
 * mls_code_panel_set_region_pair:
 * @self: the panel
 * @pair: codes of the region selected, which are explained while none is chosen; 0 for none
 */
void
mls_code_panel_set_region_pair (MlsCodePanel *self, MlsPair pair)
{
  g_return_if_fail (MLS_IS_CODE_PANEL (self));

  self->region_pair = pair;
}

/**
 * mls_code_panel_explain:
 * @self: the panel
 *
 * Shows all that is known of the class that the hand looks at, or of the codes chosen.
 */
void
mls_code_panel_explain (MlsCodePanel *self)
{
  g_return_if_fail (MLS_IS_CODE_PANEL (self));

  gtk_menu_button_popup (self->about);
}

/**
 * mls_code_panel_take_proposed:
 * @self: the panel
 *
 * Takes the use that is proposed for the cover chosen, as if it were chosen by hand.
 *
 * Returns: whether one is proposed
 */
gboolean
mls_code_panel_take_proposed (MlsCodePanel *self)
{
  MlsText use;

  g_return_val_if_fail (MLS_IS_CODE_PANEL (self), FALSE);

  use = proposed_use (self);
  if (use == 0)
    return FALSE;

  begin_typing (self);
  pick (self, mls_nomenclature_class (self->nomenclature, MLS_DIMENSION_USE, use));

  return TRUE;
}
