# A dict value is missing.
{1:}
