"""The engine: asks a learner's program questions, and decides the verdict outside it."""
