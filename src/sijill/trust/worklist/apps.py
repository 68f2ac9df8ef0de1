from django.apps import AppConfig


class WorklistConfig(AppConfig):
    name = "sijill.trust.worklist"
    label = "worklist"
