# exit: 1
# A text as the exit code goes to standard error.
raise SystemExit(str("a message").upper())
