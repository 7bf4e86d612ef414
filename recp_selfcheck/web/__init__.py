"""The server's side: starting, headers, compression, language, health."""
