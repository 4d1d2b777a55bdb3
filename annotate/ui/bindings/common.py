"""How a binding is declared, those that every screen has, and those that several have."""

from textual.binding import Binding


def key(id: str, keys: str, action: str, description: str, tooltip: str = "") -> Binding:
    """A binding: what is known of it under its id, and told of it in a word and in a line."""
    return Binding(keys, action, description, tooltip=tooltip or description, id=id)


def agreement() -> Binding:
    """Where it is measured and settled."""
    said = "For reviewers: the figures, and the disagreements behind each"
    return key("agreement", "ctrl+a", "app.show_agreement", "agreement", said)


def tutorial() -> Binding:
    """Where the keys are learned."""
    said = "The ten keys in two minutes; nothing of it is kept"
    return key("tutorial", "f2", "app.show_tutorial", "tutorial", said)


COMMON = [
    key(
        "help",
        "question_mark,f1",
        "app.show_help",
        "help",
        "Every key of this screen, and what it does",
    ),
    key(
        "guidelines",
        "g",
        "app.show_guidelines",
        "guidelines",
        "What each label is for, decided hard cases",
    ),
    key("palette", "ctrl+p", "app.command_palette", "commands", "Everything that can be done here"),
    key("annotator", "at", "app.switch_annotator", "annotator", "Somebody else sits down here"),
    key("theme", "ctrl+t", "app.next_theme", "theme", "Dark, light, or without colour"),
    key("quit", "ctrl+q", "app.quit", "quit", "Leave; everything is saved already"),
]
