"""What a week's digest is about: which templates to fix first, when it is due, what its pictures show."""
