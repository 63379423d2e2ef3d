"""How the built-in engine writes: a draft taken apart, the good parts kept, the missing ones added."""
