"""What the built-in engine needs to find the draft in a chat message."""
