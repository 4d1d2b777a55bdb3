"""Every importer, and the display boundary, given what nobody would write."""
