"""Zwift workout files, in XML. There is no official description: rules are from real files."""
