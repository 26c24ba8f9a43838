"""Words that decisions use: statuses, field names, section names, relations, in many languages."""
