"""How the app hears of things: signed HTTP or Socket Mode, with Slack's retries."""
