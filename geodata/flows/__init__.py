"""Flows: who lives in one county and is served in another, summed out of records that a user brings (docs/flows.md)."""
