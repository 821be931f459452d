"""What follows a chart: why a KPI moved, when and what works, which posts stand out."""
