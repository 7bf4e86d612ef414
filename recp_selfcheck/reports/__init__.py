"""Files to take away: what a report says, and how it becomes PDF or Excel."""
