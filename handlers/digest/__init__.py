"""The week's digest before anybody shows it: what is in it, how it is made, and in which words it is told."""
