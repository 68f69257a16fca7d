#include "tree.h"

#include <dbus/dbus.h>

#define ACCESSIBLE "org.a11y.atspi.Accessible"
#define PROPERTIES "org.freedesktop.DBus.Properties"

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
send (const Asker *asker, DBusMessage *message)
{
  DBusPendingCall *call = NULL;

  dbus_connection_send_with_reply (asker->bus, message, &call, -1);
  dbus_message_unref (message);

  return call;
}

static DBusPendingCall *
ask (const Asker *asker, const MlsNode *node, const char *method)
{
  return send (asker, dbus_message_new_method_call (asker->program, node->path, ACCESSIBLE, method));
}

static DBusPendingCall *
ask_name (const Asker *asker, const MlsNode *node)
{
  DBusMessage *message = dbus_message_new_method_call (asker->program, node->path, PROPERTIES, "Get");
  const char *interface = ACCESSIBLE;
  const char *property = "Name";

  dbus_message_append_args (message, DBUS_TYPE_STRING, &interface, DBUS_TYPE_STRING, &property, DBUS_TYPE_INVALID);

  return send (asker, message);
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

/* An array of names on the bus and paths; GTK names no child that is hidden. */
static void
read_children (DBusPendingCall *call, MlsNode *node, GPtrArray *level)
{
  DBusMessageIter iter, each, reference;
  DBusMessage *reply = await (call, &iter);

  if (reply == NULL)
    return;

  dbus_message_iter_recurse (&iter, &each);
  while (dbus_message_iter_get_arg_type (&each) == DBUS_TYPE_STRUCT)
    {
      const char *path;

      dbus_message_iter_recurse (&each, &reference);
      dbus_message_iter_next (&reference);
      dbus_message_iter_get_basic (&reference, &path);
      g_ptr_array_add (node->children, node_new (path, node));
      g_ptr_array_add (level, g_ptr_array_index (node->children, node->children->len - 1));
      dbus_message_iter_next (&each);
    }
  dbus_message_unref (reply);
}

static void
read_role (DBusPendingCall *call, MlsNode *node)
{
  DBusMessageIter iter;
  DBusMessage *reply = await (call, &iter);
  dbus_uint32_t role;

  if (reply == NULL)
    return;

  dbus_message_iter_get_basic (&iter, &role);
  node->role = (AtspiRole) role;
  dbus_message_unref (reply);
}

static void
read_name (DBusPendingCall *call, MlsNode *node)
{
  DBusMessageIter iter, value;
  DBusMessage *reply = await (call, &iter);
  const char *name;

  if (reply == NULL)
    return;

  dbus_message_iter_recurse (&iter, &value);
  dbus_message_iter_get_basic (&value, &name);
  node->name = g_strdup (name);
  dbus_message_unref (reply);
}

/* Two halves of 32 bits. */
static void
read_states (DBusPendingCall *call, MlsNode *node)
{
  DBusMessageIter iter, half;
  DBusMessage *reply = await (call, &iter);

  if (reply == NULL)
    return;

  dbus_message_iter_recurse (&iter, &half);
  for (int shift = 0; dbus_message_iter_get_arg_type (&half) == DBUS_TYPE_UINT32; shift += 32)
    {
      dbus_uint32_t bits;

      dbus_message_iter_get_basic (&half, &bits);
      node->states |= (guint64) bits << shift;
      dbus_message_iter_next (&half);
    }
  dbus_message_unref (reply);
}

/* The roles of a level, and its children, which are the next. */
static GPtrArray *
read_level (const Asker *asker, GPtrArray *level)
{
  g_autoptr (GPtrArray) calls = g_ptr_array_new ();
  GPtrArray *next = g_ptr_array_new ();

  for (guint i = 0; i < level->len; i++)
    {
      g_ptr_array_add (calls, ask (asker, level->pdata[i], "GetRole"));
      g_ptr_array_add (calls, ask (asker, level->pdata[i], "GetChildren"));
    }
  for (guint i = 0; i < level->len; i++)
    {
      read_role (calls->pdata[2 * i], level->pdata[i]);
      read_children (calls->pdata[2 * i + 1], level->pdata[i], next);
    }

  return next;
}

static void
read_names (const Asker *asker, GPtrArray *nodes, AtspiRole role)
{
  g_autoptr (GPtrArray) named = g_ptr_array_new ();
  g_autoptr (GPtrArray) calls = g_ptr_array_new ();

  for (guint i = 0; i < nodes->len; i++)
    {
      MlsNode *node = nodes->pdata[i];

      if (role != ATSPI_ROLE_INVALID && node->role != role)
        continue;
      g_ptr_array_add (named, node);
      g_ptr_array_add (calls, ask_name (asker, node));
    }
  for (guint i = 0; i < named->len; i++)
    read_name (calls->pdata[i], named->pdata[i]);
}

static void
read_all_states (const Asker *asker, GPtrArray *nodes)
{
  g_autoptr (GPtrArray) calls = g_ptr_array_new ();

  for (guint i = 0; i < nodes->len; i++)
    g_ptr_array_add (calls, ask (asker, nodes->pdata[i], "GetState"));
  for (guint i = 0; i < nodes->len; i++)
    read_states (calls->pdata[i], nodes->pdata[i]);
}

/**
 * mls_tree_read:
 * @root: a widget, or a program
 * @named: the role of those whose names are asked for, or %ATSPI_ROLE_INVALID for all
 * @with_states: whether their states are asked for
 *
 * Each answer costs the program and the bus as much as the test: what nobody looks at is not asked for.
 *
 * Returns: (transfer full): it and all inside it that is visible, as it is now; nothing inside it if its
 *   program has ended
 */
MlsNode *
mls_tree_read (AtspiAccessible *root, AtspiRole named, gboolean with_states)
{
  AtspiObject *object = ATSPI_OBJECT (root);
  /* That the program has ended may be heard while its answers are waited for, and takes its name with it. */
  g_autofree char *program = object->app != NULL ? g_strdup (object->app->bus_name) : NULL;
  const Asker asker = { atspi_get_a11y_bus (), program };
  MlsNode *tree = node_new (object->path, NULL);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  GPtrArray *level = g_ptr_array_new ();

  if (program != NULL)
    g_ptr_array_add (level, tree);
  while (level->len > 0)
    {
      GPtrArray *next = read_level (&asker, level);

      g_ptr_array_extend (all, level, NULL, NULL);
      g_ptr_array_unref (level);
      level = next;
    }
  g_ptr_array_unref (level);

  read_names (&asker, all, named);
  if (with_states)
    read_all_states (&asker, all);

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
