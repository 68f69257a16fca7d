#include "assembly/crew.h"

/* How many tasks may be under way for each processor: enough to keep it busy while others are taken. */
#define AHEAD 3

typedef struct
{
  guint    number;
  gpointer result;
} Task;

typedef struct
{
  const MlsCrewFuncs *funcs;
  gpointer            user_data;
  GThreadPool        *pool;
  GAsyncQueue        *done;    /* (element-type Task) */
  Task              **waiting; /* [n_tasks]: done, not taken yet */
  guint               n_tasks;
  guint               n_ahead;
  guint               n_pushed;
  guint               n_done;
  guint               n_taken;
  gboolean            goes_on;
} Crew;

/* On a worker thread. */
static void
do_task (gpointer data, gpointer user_data)
{
  Task *task = data;
  Crew *crew = user_data;

  task->result = crew->funcs->work (task->number, crew->user_data);
  g_async_queue_push (crew->done, task);
}

static void
push_tasks (Crew *crew)
{
  for (; crew->n_pushed < crew->n_tasks && crew->n_pushed < crew->n_taken + crew->n_ahead; crew->n_pushed++)
    {
      Task *task = g_new0 (Task, 1);

      task->number = crew->n_pushed;
      g_thread_pool_push (crew->pool, task, NULL);
    }
}

static void
take_tasks (Crew *crew)
{
  while (crew->goes_on && crew->n_taken < crew->n_tasks && crew->waiting[crew->n_taken] != NULL)
    {
      g_autofree Task *task = g_steal_pointer (&crew->waiting[crew->n_taken]);

      crew->goes_on = crew->funcs->take (crew->n_taken, task->result, crew->user_data);
      crew->n_taken++;
    }
}

/* Even when given up, what is under way has to come to its end. */
static void
run (Crew *crew)
{
  while (crew->n_done < crew->n_pushed || (crew->goes_on && crew->n_taken < crew->n_tasks))
    {
      Task *task;

      if (crew->goes_on)
        push_tasks (crew);

      task = g_async_queue_pop (crew->done);
      crew->waiting[task->number] = task;
      crew->n_done++;
      take_tasks (crew);
    }

  for (guint i = crew->n_taken; i < crew->n_pushed; i++)
    {
      g_clear_pointer (&crew->waiting[i]->result, crew->funcs->free_result);
      g_free (crew->waiting[i]);
    }
}

/**
 * mls_crew_run:
 * @n_tasks: how many tasks there are
 * @funcs: the work
 * @user_data: for @funcs
 *
 * Returns: %FALSE if it was given up
 */
gboolean
mls_crew_run (guint n_tasks, const MlsCrewFuncs *funcs, gpointer user_data)
{
  g_autoptr (GAsyncQueue) done = g_async_queue_new ();
  g_autofree Task **waiting = g_new0 (Task *, n_tasks);
  guint n_threads = g_get_num_processors ();
  Crew crew = { funcs, user_data, NULL, done, waiting, n_tasks, AHEAD * n_threads, .goes_on = TRUE };

  crew.pool = g_thread_pool_new (do_task, &crew, (int) n_threads, FALSE, NULL);
  run (&crew);
  g_thread_pool_free (crew.pool, FALSE, TRUE);

  return crew.goes_on;
}
