"""FIT workout files of Garmin and others, by the published profile of the protocol."""
