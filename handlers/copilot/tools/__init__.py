"""The tools an assistant may call, each a thin call of what the bot does in Slack."""
