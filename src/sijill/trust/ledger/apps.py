from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "sijill.trust.ledger"
    label = "ledger"
