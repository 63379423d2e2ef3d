"""What Slack accepts as blocks and views, and how it says what it does not accept."""
