"""The tutorial: an article to practise on, and the keys that are learned on it, in their order."""
