"""The contract: pydantic models, and the assembly of findings into them."""
