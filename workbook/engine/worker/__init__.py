"""What runs inside the sandbox, beside the learner's code: no check, no answer, no verdict."""
