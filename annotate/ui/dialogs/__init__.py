"""Small screens over a screen that ask for one thing and return it."""
