"""A local stand-in for Intervals.icu."""
