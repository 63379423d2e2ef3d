"""Tokens at rest: sealed with a key from the settings, so that a copy of the database opens no workspace."""

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from handlers.slack.errors import SlackError


class WrongKeyError(SlackError):
    """What is kept was sealed with a key we don't have."""

    reason = (
        "the tokens in the database were encrypted with another key: put that one behind this one, with a "
        "comma between them; if it is lost, empty the tables slack_bots and slack_installations and let "
        "every workspace install the app again"
    )

    def __init__(self) -> None:
        super().__init__(f"CRMAGENT_ENCRYPTION_KEY cannot be used: {self.reason}.")


class Seal:
    """Seals with the first of its Fernet keys, opens with any of them."""

    def __init__(self, keys: str) -> None:
        fernets = [Fernet(key) for key in keys.split(",")]
        self._newest, self._any = fernets[0], MultiFernet(fernets)

    def close(self, secret: str) -> str:
        """The secret, sealed."""
        return self._newest.encrypt(secret.encode()).decode()

    def open(self, sealed: str) -> str:
        """The secret again. Raises `WrongKeyError`."""
        try:
            return self._any.decrypt(sealed).decode()
        except InvalidToken:
            raise WrongKeyError from None

    def renewed(self, sealed: str) -> str:
        """The same secret under the newest key, unchanged if it is so already. Raises `WrongKeyError`."""
        try:
            self._newest.decrypt(sealed)
        except InvalidToken:
            return self.close(self.open(sealed))
        return sealed
