from django.apps import AppConfig


class KeysConfig(AppConfig):
    name = "sijill.trust.keys"
    label = "keys"
