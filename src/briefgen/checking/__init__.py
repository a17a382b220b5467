"""Citation integrity: the rules, the findings and their explanations."""
