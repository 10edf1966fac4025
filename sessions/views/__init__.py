"""Doors of the browser: parse, one call, render."""
