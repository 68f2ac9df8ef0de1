from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "sijill.record.incidents"
    label = "incidents"
