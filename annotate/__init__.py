"""annotate: label who said what in news text, from the keyboard."""

__version__ = "0.1.0"
