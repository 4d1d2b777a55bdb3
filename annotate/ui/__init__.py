"""The terminal UI: screens, widgets and dialogs in Textual."""
