"""Taking over complaints from elsewhere: tables and mail boxes, with their own dates, without answering what is long over."""
