"""How the built-in engine reads a draft: what it presumes, promises, asks for, and in which tone."""
