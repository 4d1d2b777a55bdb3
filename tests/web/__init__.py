"""Tests of annotate.web."""
