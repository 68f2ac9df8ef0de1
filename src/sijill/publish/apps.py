from django.apps import AppConfig


class PublishConfig(AppConfig):
    name = "sijill.publish"
    label = "publish"
