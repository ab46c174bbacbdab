"""How the company is set up, for administrators: one page a subject."""
