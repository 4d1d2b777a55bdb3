"""The real program, stopped or refused at every system call that writes."""
