"""Commands of the command line that have a module of their own; nothing but click is imported before one runs."""
