"""Anything that reacts to an event: thin in, thin out."""
