"""Serving the UI to browsers: each tab is a run of the program, behind its annotator's link."""
