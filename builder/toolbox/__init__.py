"""Tools that work: known ones, what describes them, and the guarded way out to them."""
