"""The questions of each reference file."""
