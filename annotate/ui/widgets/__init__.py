"""What screens are made of; a widget shows what it is given and posts what was done to it."""
