"""People: who may do what, and how a submission goes between them."""
