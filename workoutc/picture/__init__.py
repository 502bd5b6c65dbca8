"""What a session looks like: bars over time, in shares of a threshold."""
