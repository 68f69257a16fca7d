#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Things by what they cost so far, the cheapest first, in buckets, by Dial (1969): all that wait at a time cost less than
 * %MLS_BUCKETS_COST more than the cheapest of them. */
typedef struct _MlsBucketQueue MlsBucketQueue;

#define MLS_BUCKETS_COST 8

MlsBucketQueue *mls_bucket_queue_new  (guint           n_things);
void            mls_bucket_queue_free (MlsBucketQueue *self);
void            mls_bucket_queue_put  (MlsBucketQueue *self,
                                       guint           thing,
                                       float           cost);
gboolean        mls_bucket_queue_take (MlsBucketQueue *self,
                                       guint          *thing);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MlsBucketQueue, mls_bucket_queue_free)

G_END_DECLS
