"""What exists already, read: a file becomes blocks of text, these become proposals with their words."""
