"""The examination of an account: what is set here, what the service answers, what that means."""
