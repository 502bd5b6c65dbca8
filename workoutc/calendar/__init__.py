"""The calendar on Intervals.icu."""
