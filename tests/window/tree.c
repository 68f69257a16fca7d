#include "tree.h"

#include <dbus/dbus.h>

#define ACCESSIBLE "org.a11y.atspi.Accessible"
#define CACHE "org.a11y.atspi.Cache"
#define CACHE_PATH "/org/a11y/atspi/cache"

/* What is asked of a program, and how it is called there. */
typedef struct
{
  DBusConnection *bus;
  const char     *program;
} Asker;

static MlsNode *
node_new (const char *path, MlsNode *parent)
{
  MlsNode *node = g_new0 (MlsNode, 1);

  node->path = g_strdup (path);
  node->parent = parent;
  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) mls_tree_free);

  return node;
}

/**
 * mls_tree_free:
 * @root: what mls_tree_read() gave
 */
void
mls_tree_free (MlsNode *root)
{
  g_ptr_array_unref (root->children);
  g_free (root->path);
  g_free (root->name);
  g_free (root);
}

static DBusPendingCall *
ask (const Asker *asker, const char *path, const char *interface, const char *method)
{
  DBusMessage *message = dbus_message_new_method_call (asker->program, path, interface, method);
  DBusPendingCall *call = NULL;

  dbus_connection_send_with_reply (asker->bus, message, &call, -1);
  dbus_message_unref (message);

  return call;
}

/* What is gone meanwhile answers nothing: NULL. */
static DBusMessage *
await (DBusPendingCall *call, DBusMessageIter *iter)
{
  DBusMessage *reply = NULL;

  if (call != NULL)
    {
      dbus_pending_call_block (call);
      reply = dbus_pending_call_steal_reply (call);
      dbus_pending_call_unref (call);
    }
  if (reply != NULL && (dbus_message_get_type (reply) == DBUS_MESSAGE_TYPE_ERROR || !dbus_message_iter_init (reply, iter)))
    g_clear_pointer (&reply, dbus_message_unref);

  return reply;
}

/* Facts */

/* What a program says of one of its widgets. */
typedef struct
{
  char     *name;
  AtspiRole role;
  guint64   states;
  int       n_children; /* that are visible */
} Facts;

static void
facts_free (gpointer data)
{
  Facts *facts = data;

  g_free (facts->name);
  g_free (facts);
}

static const char *
read_text (DBusMessageIter *iter)
{
  const char *text;

  dbus_message_iter_get_basic (iter, &text);
  dbus_message_iter_next (iter);

  return text;
}

/* A name on the bus and a path. */
static const char *
read_path (DBusMessageIter *iter)
{
  DBusMessageIter reference;

  dbus_message_iter_recurse (iter, &reference);
  dbus_message_iter_next (&reference);
  dbus_message_iter_next (iter);

  return read_text (&reference);
}

static dbus_uint32_t
read_number (DBusMessageIter *iter)
{
  dbus_uint32_t number;

  dbus_message_iter_get_basic (iter, &number);
  dbus_message_iter_next (iter);

  return number;
}

/* Two halves of 32 bits. */
static guint64
read_states (DBusMessageIter *iter)
{
  DBusMessageIter half;
  guint64 states = 0;

  dbus_message_iter_recurse (iter, &half);
  for (int shift = 0; dbus_message_iter_get_arg_type (&half) == DBUS_TYPE_UINT32; shift += 32)
    states |= (guint64) read_number (&half) << shift;

  return states;
}

/* (so) itself, (so) program, (so) parent, i index, i children, as interfaces, s name, u role, s description, au states */
static void
read_item (DBusMessageIter *iter, GHashTable *known)
{
  DBusMessageIter item;
  Facts *facts = g_new0 (Facts, 1);
  const char *path;

  dbus_message_iter_recurse (iter, &item);
  path = read_path (&item);
  dbus_message_iter_next (&item);
  dbus_message_iter_next (&item);
  dbus_message_iter_next (&item);
  facts->n_children = (int) read_number (&item);
  dbus_message_iter_next (&item);
  facts->name = g_strdup (read_text (&item));
  facts->role = (AtspiRole) read_number (&item);
  dbus_message_iter_next (&item);
  facts->states = read_states (&item);
  g_hash_table_replace (known, g_strdup (path), facts);
}

/* Of all widgets that anybody has asked a program for since they are there, in one answer: one for each would cost the bus
 * ten times as much. */
static void
learn (const Asker *asker, GHashTable *known)
{
  DBusMessageIter iter, each;
  DBusMessage *reply = await (ask (asker, CACHE_PATH, CACHE, "GetItems"), &iter);

  if (reply == NULL)
    return;

  dbus_message_iter_recurse (&iter, &each);
  for (; dbus_message_iter_get_arg_type (&each) == DBUS_TYPE_STRUCT; dbus_message_iter_next (&each))
    read_item (&each, known);
  dbus_message_unref (reply);
}

/* The tree */

/* GTK names no child that is hidden. */
static void
read_children (DBusPendingCall *call, MlsNode *node, GPtrArray *level)
{
  DBusMessageIter iter, each;
  DBusMessage *reply = await (call, &iter);

  if (reply == NULL)
    return;

  dbus_message_iter_recurse (&iter, &each);
  while (dbus_message_iter_get_arg_type (&each) == DBUS_TYPE_STRUCT)
    {
      MlsNode *child = node_new (read_path (&each), node);

      g_ptr_array_add (node->children, child);
      g_ptr_array_add (level, child);
    }
  dbus_message_unref (reply);
}

static gboolean
may_have_children (const MlsNode *node, GHashTable *known)
{
  const Facts *facts = g_hash_table_lookup (known, node->path);

  return facts == NULL || facts->n_children != 0 || node->parent == NULL;
}

/* The children of a level, which are the next. */
static GPtrArray *
read_level (const Asker *asker, GPtrArray *level, GHashTable *known)
{
  g_autoptr (GPtrArray) calls = g_ptr_array_new ();
  GPtrArray *next = g_ptr_array_new ();

  for (guint i = 0; i < level->len; i++)
    {
      const MlsNode *node = level->pdata[i];

      g_ptr_array_add (calls, may_have_children (node, known) ? ask (asker, node->path, ACCESSIBLE, "GetChildren") : NULL);
    }
  for (guint i = 0; i < level->len; i++)
    read_children (calls->pdata[i], level->pdata[i], next);

  return next;
}

/* Whether all are known. */
static gboolean
fill (GPtrArray *nodes, GHashTable *known)
{
  gboolean is_complete = TRUE;

  for (guint i = 0; i < nodes->len; i++)
    {
      MlsNode *node = nodes->pdata[i];
      const Facts *facts = g_hash_table_lookup (known, node->path);

      is_complete = is_complete && facts != NULL;
      if (facts == NULL)
        continue;

      g_free (node->name);
      node->name = g_strdup (facts->name);
      node->role = facts->role;
      node->states = facts->states;
    }

  return is_complete;
}

/**
 * mls_tree_read:
 * @root: a widget, or a program
 *
 * Returns: (transfer full): it and all inside it that is visible, as it is now; nothing inside it if its
 *   program has ended
 */
MlsNode *
mls_tree_read (AtspiAccessible *root)
{
  AtspiObject *object = ATSPI_OBJECT (root);
  /* That the program has ended may be heard while its answers are waited for, and takes its name with it. */
  g_autofree char *program = object->app != NULL ? g_strdup (object->app->bus_name) : NULL;
  const Asker asker = { atspi_get_a11y_bus (), program };
  MlsNode *tree = node_new (object->path, NULL);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, facts_free);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  GPtrArray *level = g_ptr_array_new ();

  if (program != NULL)
    {
      learn (&asker, known);
      g_ptr_array_add (level, tree);
    }
  while (level->len > 0)
    {
      GPtrArray *next = read_level (&asker, level, known);

      g_ptr_array_extend (all, level, NULL, NULL);
      g_ptr_array_unref (level);
      level = next;
    }
  g_ptr_array_unref (level);

  /* Those that nobody had asked for are known now. */
  if (!fill (all, known))
    {
      learn (&asker, known);
      fill (all, known);
    }

  return tree;
}

static const MlsNode *
each_below (const MlsNode *node, int depth, MlsNodeFunc func, gpointer user_data)
{
  const MlsNode *found = NULL;

  for (guint i = 0; i < node->children->len && found == NULL; i++)
    {
      const MlsNode *child = node->children->pdata[i];

      found = func (child, depth, user_data) ? child : each_below (child, depth + 1, func, user_data);
    }

  return found;
}

/**
 * mls_tree_each:
 * @root: a tree
 * @func: (scope call): gets each node below @root, in reading order, until it is true of one
 * @user_data: for @func
 *
 * Returns: (nullable): the node it is true of
 */
const MlsNode *
mls_tree_each (const MlsNode *root, MlsNodeFunc func, gpointer user_data)
{
  return each_below (root, 0, func, user_data);
}

/**
 * mls_node_has_state:
 * @node: a node
 * @state: a state
 *
 * Returns: whether it was in that state
 */
gboolean
mls_node_has_state (const MlsNode *node, AtspiStateType state)
{
  return (node->states >> state & 1) != 0;
}

/**
 * mls_node_get_widget:
 * @node: a node
 * @root: what its tree was read from
 *
 * Made as libatspi makes them, and not by its way down the tree: the bus counts children otherwise when
 * it is asked for one of them than when for all.
 *
 * Returns: (transfer full): its widget, which may be gone
 */
AtspiAccessible *
mls_node_get_widget (const MlsNode *node, AtspiAccessible *root)
{
  AtspiAccessible *widget = g_object_new (ATSPI_TYPE_ACCESSIBLE, NULL);

  widget->parent.app = g_object_ref (root->parent.app);
  widget->parent.path = g_strdup (node->path);

  return widget;
}
