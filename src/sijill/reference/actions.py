def load_reference() -> str:
    return "nothing yet"
