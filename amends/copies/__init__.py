"""A whole complaint as one PDF with its attachments; redacted for whoever asks what is kept about them."""
