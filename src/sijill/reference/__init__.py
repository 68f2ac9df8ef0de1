"""The world as dated data: places, actors, vocabularies, the presence."""
