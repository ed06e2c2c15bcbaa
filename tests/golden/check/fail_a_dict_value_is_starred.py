# A dict value is starred.
{1: *a}
