"""The register: what is reported of the plan's tasks, in rounds and between them. Append-only, but for black-outs."""
