"""How many people one server, or two, can carry: ``make load``."""
