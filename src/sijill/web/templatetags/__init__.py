"""What templates say of records: terms, dates and places in the reader's language."""
