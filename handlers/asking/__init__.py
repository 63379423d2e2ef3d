"""What merchants ask of us in a conversation, and what they order: answers, edits, a text from nothing."""
