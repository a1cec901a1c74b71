"""The kinds of stages, one file each, found by `core.registry.STAGES`. Pure decisions, nothing else."""
