from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sijill.trust.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Connect the leaves of sign-ins and second factors."""
        from sijill.trust.accounts import signals  # noqa: F401 - connected by being imported
