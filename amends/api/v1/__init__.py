"""The first version of the API. What it promises stays."""
