"""Grade a class: what was handed in, the run, the marks, and what schools import."""
