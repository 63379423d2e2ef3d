"""Who does the language work: the built-in rules, a model, or one behind the other."""
