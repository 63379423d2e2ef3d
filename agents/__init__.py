"""The brain: four agents, the facts they may not bend, and the order in which they work."""
