"""The engine with a model behind it: prompts, schemas, what may be spent, what is written down."""
