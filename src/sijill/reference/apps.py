from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "sijill.reference"
    label = "reference"
