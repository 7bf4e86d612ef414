"""What each chapter of the report says."""
