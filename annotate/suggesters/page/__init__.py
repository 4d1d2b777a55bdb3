"""What paragraphs of a web page look like: the words, measures and regions they are told by."""
