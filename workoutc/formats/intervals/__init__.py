"""The native text of Intervals.icu."""
