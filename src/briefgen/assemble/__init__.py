"""A resolved brief as a document: what is printed, in order, with every number and label."""
