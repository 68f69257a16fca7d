#include "rules/agreed.h"

static gboolean
is_out_of_range (double limit)
{
  return limit < 0 || limit > 100;
}

/**
 * mls_agreed_is_valid:
 * @agreed: what somebody says
 *
 * Returns: whether each limit is from 0 to 100, or is not said
 */
gboolean
mls_agreed_is_valid (MlsAgreed agreed)
{
  return !is_out_of_range (agreed.limit) && !is_out_of_range (agreed.class_limit);
}

/**
 * mls_agreed_else:
 * @said: what somebody says
 * @otherwise: what holds where they do not say
 *
 * Returns: each limit of @said, or that of @otherwise
 */
MlsAgreed
mls_agreed_else (MlsAgreed said, MlsAgreed otherwise)
{
  return (MlsAgreed){ said.limit >= 0 ? said.limit : otherwise.limit,
                      said.class_limit >= 0 ? said.class_limit : otherwise.class_limit };
}
