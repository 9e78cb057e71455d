"""Claims against gold: cases, training examples, scores."""
