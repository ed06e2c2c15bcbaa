# A dict comprehension unpacks.
{**a for a in b}
