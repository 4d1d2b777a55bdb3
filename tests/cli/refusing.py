"""What commands say of wrong usage."""

INVALID = "error: invalid value for"
