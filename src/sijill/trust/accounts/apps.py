from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sijill.trust.accounts"
    label = "accounts"
