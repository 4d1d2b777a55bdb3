"""Counting what a project holds: labels, their lengths, how they lie, links, time."""
