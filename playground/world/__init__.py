"""The state of the local Slack, pure: what exists, how it changes, who is told."""
