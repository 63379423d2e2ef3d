"""How good the suggestions are: records of answered drafts in, figures and tables out."""
