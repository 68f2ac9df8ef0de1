from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "sijill.web"
    label = "web"
