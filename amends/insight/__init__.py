"""What all the complaints together say: reads everything, writes nothing, owns no table."""
