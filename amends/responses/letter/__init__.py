"""The reply as a letter on paper: laid out, and set as PDF/A."""
