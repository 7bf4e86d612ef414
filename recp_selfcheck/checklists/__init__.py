"""Content: from the files trainers write to objects, and back to a report on what is wrong in them."""
