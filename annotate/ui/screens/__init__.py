"""The screens, and the style sheets of those that have one of their own."""
