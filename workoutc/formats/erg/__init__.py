"""ERG and MRC, the course files of trainers: minutes and watts, or minutes and percent."""
