from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "sijill.analyse.figures"
    label = "figures"
