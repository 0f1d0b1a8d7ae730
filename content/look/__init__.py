"""How everything looks, wherever it is shown: the colours, and the marks that are drawn without a chart."""
