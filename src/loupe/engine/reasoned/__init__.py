"""Reports that follow from what was understood: conflicts, timelines, the ledger, layers, origins, questions."""
