"""The frozen values that pass between the steps: values only."""
