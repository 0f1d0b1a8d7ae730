"""What stands between the server and whoever asks it: one small file for each kind of harm."""
