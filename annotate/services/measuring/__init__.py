"""Measuring agreement: from a project's file to the whole report."""
