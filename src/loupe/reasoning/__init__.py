"""From statements to what a detective asks of them: conflicts, timelines, sources' worth, ledgers, hypotheses. Pure."""
