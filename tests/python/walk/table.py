"""All steps, in the order that makes the world and takes it away again."""

import steps_eks
import steps_iam_policies
import steps_iam_roles
import steps_iam_users
import steps_s3
import steps_sts

STEPS = [
    *steps_iam_policies.STEPS,
    *steps_iam_roles.STEPS,
    *steps_iam_users.STEPS,
    *steps_iam_policies.QUESTIONS,
    *steps_eks.CLUSTERS,
    *steps_eks.ASSOCIATIONS,
    *steps_eks.ADDONS,
    *steps_sts.STEPS,
    *steps_s3.STEPS,
    *steps_eks.AFTER,
    *steps_iam_users.AFTER,
    *steps_iam_roles.AFTER,
    *steps_sts.AFTER,
    *steps_iam_roles.LAST,
    *steps_iam_policies.AFTER,
]
