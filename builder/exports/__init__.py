"""Files that platforms accept, made of a definition. Adding a platform is one module here and one registry entry."""
