#include "quality/vicinity.h"

#include "geometry/box-tree.h"
#include "store/error.h"

/* How often to tell how far the work is, in faces. */
#define STEP 4096

typedef struct
{
  MlsPoint    place;
  guint       vintage;
  MlsNearness asked;
  MlsNearness found;
} Question;

struct _MlsVicinity
{
  MlsStakes *stakes;    /* borrowed */
  GArray    *questions; /* (element-type Question) */
};

/**
 * mls_vicinity_new:
 * @stakes: what ground has to do with what lies near it; must outlive what is returned
 *
 * Returns: (transfer full): no questions
 */
MlsVicinity *
mls_vicinity_new (MlsStakes *stakes)
{
  MlsVicinity *self = g_new0 (MlsVicinity, 1);

  self->stakes = stakes;
  self->questions = g_array_new (FALSE, FALSE, sizeof (Question));

  return self;
}

/**
 * mls_vicinity_free:
 * @self: (transfer full): questions
 */
void
mls_vicinity_free (MlsVicinity *self)
{
  g_array_unref (self->questions);
  g_free (self);
}

/**
 * mls_vicinity_add:
 * @self: questions
 * @place: where one is asked
 * @vintage: of which vintage
 * @asked: what may lie near
 */
void
mls_vicinity_add (MlsVicinity *self, MlsPoint place, guint vintage, MlsNearness asked)
{
  const Question question = { place, vintage, asked, 0 };

  g_array_append_val (self->questions, question);
}

static Question *
get (const MlsVicinity *self, guint i)
{
  return &g_array_index (self->questions, Question, i);
}

static MlsBox
box_around (const MlsVicinity *self, const Question *question)
{
  const MlsBox place = { question->place.x, question->place.y, question->place.x, question->place.y };

  return mls_box_grown (&place, mls_stakes_reach (self->stakes, question->asked));
}

/* FALSE once all is found. */
static gboolean
answer (const MlsVicinity *self, Question *question, const MlsFace *face, MlsNearness urban)
{
  MlsNearness open = question->asked & ~question->found & urban;

  for (MlsNearness one = 1; open != 0; open &= ~one, one <<= 1)
    if ((open & one) != 0 && mls_face_is_within (face, question->place, mls_stakes_reach (self->stakes, one)))
      question->found |= one;

  return question->found != question->asked;
}

static MlsNearness
urban_at (const MlsVicinity *self, const MlsFace *face, guint vintage)
{
  return mls_stakes_of (self->stakes, mls_label_pair (&face->labels[vintage]), vintage).urban;
}

/* One place after the other */

typedef struct
{
  const MlsVicinity *self;
  Question          *question;
} Look;

static gboolean
take_near (const MlsFace *face, gpointer user_data)
{
  const Look *look = user_data;

  return answer (look->self, look->question, face, urban_at (look->self, face, look->question->vintage));
}

/**
 * mls_vicinity_look:
 * @self: questions
 * @source: the faces there are
 * @error: the source's
 *
 * Reads what lies around each place: what a few places take, however large the territory.
 *
 * Returns: whether all are answered
 */
gboolean
mls_vicinity_look (MlsVicinity *self, MlsSource source, GError **error)
{
  for (guint i = 0; i < self->questions->len; i++)
    {
      const MlsBox box = box_around (self, get (self, i));

      if (!source.funcs->faces (source.self, &box, take_near, &(Look){ self, get (self, i) }, error))
        return FALSE;
    }

  return TRUE;
}

/* All places at once */

typedef struct
{
  const MlsVicinity *self;
  MlsBoxTree        *tree;
  const MlsFace     *face; /* not yet read while it is to be found out whether it matters */
  gboolean           matters;
} Scan;

static gboolean
find_open (guint index, gpointer user_data)
{
  Scan *scan = user_data;
  const Question *question = get (scan->self, index);

  scan->matters = question->found != question->asked;

  return !scan->matters;
}

static gboolean
meet (guint index, gpointer user_data)
{
  const Scan *scan = user_data;
  Question *question = get (scan->self, index);

  answer (scan->self, question, scan->face, urban_at (scan->self, scan->face, question->vintage));

  return TRUE;
}

/* Most lies near no place, or where all is answered: only an index is asked of that. */
static gboolean
take_ground (Scan *scan, const MlsGround *ground, MlsSource source, GError **error)
{
  g_autoptr (MlsFace) face = NULL;

  scan->matters = FALSE;
  mls_box_tree_query (scan->tree, &ground->box, find_open, scan);
  if (!scan->matters)
    return TRUE;

  scan->face = face = source.funcs->face (source.self, ground->fid, error);
  if (face != NULL)
    mls_box_tree_query (scan->tree, &face->box, meet, scan);

  return face != NULL;
}

static MlsBoxTree *
index_questions (const MlsVicinity *self)
{
  g_autofree MlsBox *boxes = g_new (MlsBox, self->questions->len);

  for (guint i = 0; i < self->questions->len; i++)
    boxes[i] = box_around (self, get (self, i));

  return mls_box_tree_new (boxes, self->questions->len);
}

/**
 * mls_vicinity_scan:
 * @self: questions
 * @grounds: (element-type MlsGround): all urbanised ground there is, whenever that was
 * @source: the faces there are
 * @func: (scope call) (nullable): told how far it is
 * @user_data: for @func
 * @error: the source's; %MLS_STORE_ERROR_CANCELLED if @func gave up
 *
 * Like mls_vicinity_look(), of however many places: each outline that may answer something is read once.
 *
 * Returns: whether all are answered
 */
gboolean
mls_vicinity_scan (MlsVicinity          *self,
                   const GArray         *grounds,
                   MlsSource             source,
                   MlsStoreProgressFunc  func,
                   gpointer              user_data,
                   GError              **error)
{
  g_autoptr (MlsBoxTree) tree = index_questions (self);
  Scan scan = { .self = self, .tree = tree };

  for (guint i = 0; i < grounds->len; i++)
    {
      if (i % STEP == 0 && func != NULL && !func ((double) i / grounds->len, user_data))
        return mls_store_fail_cancelled (error);

      if (!take_ground (&scan, &g_array_index (grounds, MlsGround, i), source, error))
        return FALSE;
    }

  return TRUE;
}

/**
 * mls_vicinity_get:
 * @self: questions that are answered
 * @i: which of them, as they were added
 *
 * Returns: what of what was asked lies near
 */
MlsNearness
mls_vicinity_get (const MlsVicinity *self, guint i)
{
  return get (self, i)->found;
}
