"""What the pages of the workbench and the published folder need of an open case."""
