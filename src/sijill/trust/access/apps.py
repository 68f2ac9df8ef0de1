from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "sijill.trust.access"
    label = "access"
