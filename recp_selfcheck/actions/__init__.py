"""What a person can do: check the session, accept the input, one transaction."""
