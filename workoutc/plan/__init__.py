"""Plans by the week: what is written on their lines, and the events that come of it."""
