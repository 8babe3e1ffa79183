"""Values that AWS gives beside those that its model lists."""

BESIDE = {
    # "This data type can only have a value of Policy": docs.aws.amazon.com/IAM/latest/APIReference/API_AttachedPermissionsBoundary.html
    'PermissionsBoundaryAttachmentType': {'Policy'},
    # The answer shown in docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
    'PolicySourceType': {'IAM Policy'},
}


def strange(shape, value):
    """Whether a client that knows the values of the model has not seen this one."""
    listed = getattr(shape, 'enum', None)
    return bool(listed) and value not in listed and value not in BESIDE.get(shape.name, ())
