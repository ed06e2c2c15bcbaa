# A dict key without value.
{1: 2, 3}
