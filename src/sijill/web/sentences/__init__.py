"""The sentences of each room's problem codes: one file a room, ``SENTENCES = {code: text}``."""
