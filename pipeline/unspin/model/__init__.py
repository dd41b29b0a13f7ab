"""The values that flow between the stages: frozen, typed, without behaviour of their own."""
