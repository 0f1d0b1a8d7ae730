"""What is told, in every channel: figures, sentences, slides, documents. It never reaches the screen."""
