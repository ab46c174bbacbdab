"""What is run in a process of its own: files of strangers that break or hang a program, and documents that fill its memory."""
