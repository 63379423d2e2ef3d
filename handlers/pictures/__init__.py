"""Pictures for people who would rather look than read: values in, PNG out."""
