from django.apps import AppConfig


class VerifyConfig(AppConfig):
    name = "sijill.verify"
    label = "verify"
